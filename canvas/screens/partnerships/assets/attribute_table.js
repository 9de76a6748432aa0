// A table of fields that are kept one by one. Everything that people wrote is set as text, never as HTML.
/** @import { Drawn, Root, Words } from '../../../ui/assets/component.js' */
import { element, findAll, focusKey, focusedIn, get, make, makeLetter, targetOf } from '../../../ui/assets/dom.js'

/** @typedef {{ key: string, label: string, hint?: string }} Column */
/** @typedef {{ value: string, choices?: string[], number?: boolean, name: string }} Cell chosen from, else written in */
/** @typedef {{ key: string, label: string, hint?: string, letter?: string, colour?: string, cells: Cell[] }} Row */
/** @typedef {{ row: string, column: string, value: string, opened: string, n: number }} Change of a field, counted */
/**
 * @typedef {object} Attributes
 * @property {Column[]} columns
 * @property {Row[]} rows
 * @property {Record<string, { said: string, fault: string }>} faults by field, what was typed and what is wrong with it
 * @property {Record<string, number>} done by field, the change that was stored or refused last
 * @property {boolean} disabled
 * @property {Words<'table' | 'saved' | 'none' | 'how'>} words
 */
/** @typedef {HTMLInputElement | HTMLSelectElement} Field */
/**
 * The table on the screen.
 * @typedef {object} Table
 * @property {Attributes} data
 * @property {(event: 'changed', value: string) => void} send
 * @property {HTMLElement} frame
 * @property {HTMLElement} scroll
 * @property {HTMLElement} how
 * @property {string} shape of rows and columns, as they were drawn
 * @property {Record<string, Change>} waiting changes without an answer
 * @property {Record<string, string>} shown by field, the value that it was drawn with
 * @property {Set<string>} typed fields in which is being typed
 * @property {number} n the number of the last change
 * @property {number} [again] when changes are sent again
 */
/** @type {WeakMap<Root, Table>} */
const tables = new WeakMap()

/** @param {{ key: string }} row @param {{ key: string }} column */
const keyOf = (row, column) => `${row.key}|${column.key}`

/** @param {string[]} choices @param {string} none what an empty field says */
const selectOf = (choices, none) => {
  const input = make('select')
  input.append(element('option', { value: '', textContent: none }), ...choices.map((choice) => element('option', { value: choice, textContent: choice })))
  return input
}

/** @param {boolean | undefined} isNumber */
const inputOf = (isNumber) => {
  const input = element('input', { type: 'text', maxLength: 500, autocomplete: 'off' })
  return isNumber ? Object.assign(input, { inputMode: 'decimal', className: 'number' }) : input
}

/** @param {Table} state @param {Row} row @param {Column} column @param {Cell} cell */
const fieldOf = (state, row, column, cell) => {
  const key = keyOf(row, column), box = make('td')
  box.dataset.label = column.label
  const input = cell.choices ? selectOf(cell.choices, state.data.words.none) : inputOf(cell.number)
  input.dataset.key = key
  input.setAttribute('aria-label', cell.name)
  input.disabled = state.data.disabled
  input.onchange = () => changed(state, row.key, column.key, input)
  const remark = make('span', 'said')
  remark.id = `said-${key}`
  remark.setAttribute('aria-live', 'polite')
  box.append(input, remark)
  return box
}

/** @param {Table} state */
const built = (state) => {
  const { data } = state, table = make('table')
  table.setAttribute('aria-label', data.words.table)
  const head = make('thead'), names = make('tr'), corner = make('td', 'corner')
  names.append(corner)
  for (const column of data.columns) {
    const box = make('th', '', column.label)
    box.scope = 'col'
    if (column.hint) box.append(make('small', '', column.hint))
    names.append(box)
  }
  head.append(names)
  const body = make('tbody')
  for (const row of data.rows) {
    const line = make('tr'), name = make('th')
    name.scope = 'row'
    if (row.letter) name.append(makeLetter({ letter: row.letter, colour: row.colour }, 'letter'))
    name.append(make('span', '', row.label))
    if (row.hint) name.append(make('small', '', row.hint))
    line.append(name)
    row.cells.forEach((cell, at) => line.append(fieldOf(state, row, data.columns[at], cell)))
    body.append(line)
  }
  if (data.columns.length > 1 || data.columns[0]?.label) table.append(head)
  table.append(body)
  return table
}

/** @param {Table} state @param {string} row @param {string} column @param {Field} input */
const changed = (state, row, column, input) => {
  const key = `${row}|${column}`
  // counted on from the clock, so that a page that is opened anew goes on above what was counted before
  state.n = Math.max(Date.now(), state.n + 1)
  state.waiting[key] = { row, column, value: input.value, opened: state.shown[key] ?? '', n: state.n }
  state.typed.delete(key)
  sendAll(state)
}

// A run of the page that is broken off by the next one may drop what it was sent: what has no answer goes again.
/** @param {Table} state */
const sendAll = (state) => {
  clearTimeout(state.again)
  if (!Object.keys(state.waiting).length || !state.frame.isConnected) return
  state.send('changed', JSON.stringify(Object.values(state.waiting)))
  state.again = setTimeout(sendAll, 4000, state)
}

/** @param {Drawn<Attributes, { changed: string }>} drawn @returns {Table} */
const begun = ({ data, parentElement, setTriggerValue }) => {
  const frame = make('div', 'frame'), scroll = make('div', 'scroll'), how = make('p', 'how')
  frame.append(scroll, how)
  parentElement.append(frame)
  /** @type {Table} */
  const state = { data, send: setTriggerValue, frame, scroll, how, shape: '', waiting: {}, shown: {}, typed: new Set(), n: 0 }
  frame.addEventListener('input', (event) => {
    const { key } = targetOf(event).dataset
    if (key) state.typed.add(key)
  })
  frame.addEventListener('keydown', (event) => {
    const field = targetOf(event)
    if (!field.dataset.key || event.key !== 'Enter' || field.matches('select')) return
    event.preventDefault()
    const rows = findAll(frame, 'tbody tr'), row = field.closest('tr')
    if (!row) return
    const place = findAll(row, '[data-key]').indexOf(field)
    const below = rows[rows.indexOf(row) + (event.shiftKey ? -1 : 1)]
    const to = below && findAll(below, '[data-key]')[place]
    if (!to) return field.blur()
    to.focus()
    if (to instanceof HTMLInputElement) to.select()
  })
  return state
}

// What stands in a field, and what is said of it: that it is stored, or what is wrong with it.
/** @param {Table} state @param {string} key @param {Cell} cell */
const showField = (state, key, cell) => {
  const { data } = state, box = get(state.frame, `[data-key="${CSS.escape(key)}"]`), input = /** @type {Field} */ (box)
  const remark = /** @type {HTMLElement} */ (input.nextElementSibling), fault = data.faults[key]
  const answered = state.waiting[key] && (data.done[key] ?? 0) >= state.waiting[key].n
  if (answered) delete state.waiting[key]
  state.shown[key] = cell.value
  if (!state.waiting[key] && !state.typed.has(key)) input.value = fault ? fault.said : cell.value
  if (fault) {
    input.setAttribute('aria-invalid', 'true')
    input.setAttribute('aria-describedby', remark.id)
  } else for (const name of ['aria-invalid', 'aria-describedby']) input.removeAttribute(name)
  remark.className = fault ? 'said wrong' : 'said'
  if (fault) remark.textContent = fault.fault
  else if (answered) remark.textContent = `✓ ${data.words.saved}`
  else if (!state.waiting[key] && remark.textContent && state.typed.has(key)) remark.textContent = ''
}

/** @param {Drawn<Attributes, { changed: string }>} drawn */
export default function (drawn) {
  const { data, parentElement, setTriggerValue } = drawn
  const state = tables.get(parentElement) ?? begun(drawn)
  tables.set(parentElement, state)
  Object.assign(state, { data, send: setTriggerValue })
  // built anew only where rows or columns differ: what is being typed stays where it is
  const shape = JSON.stringify([data.disabled, data.columns, data.rows.map((row) => [row.key, row.label, row.hint, row.cells.map((cell) => [cell.choices, cell.name])])])
  if (shape !== state.shape) {
    state.shape = shape
    const focused = focusedIn(parentElement)?.dataset.key
    state.scroll.replaceChildren(built(state))
    focusKey(state.frame, focused)
  }
  state.how.textContent = data.disabled ? '' : data.words.how
  for (const row of data.rows) row.cells.forEach((cell, at) => showField(state, keyOf(row, data.columns[at]), cell))
}
