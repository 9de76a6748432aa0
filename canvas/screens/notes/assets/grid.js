// Notes or answers in rows: sorted, paged, ticked and opened. Everything that people wrote is set as text, never as HTML.
/** @import { Drawn, Focus, Root, Send, Words } from '../../../ui/assets/component.js' */
/** @import { Ticks } from './grid_ticks.js' */
import { fill, find, findAll, focusedIn, get, make, makeButton, makeLetter, roveTo, targetOf, unspoken } from '../../../ui/assets/dom.js'
import { countTicks, isTicked, noTicks, rowsOfTick, takeTicks } from './grid_ticks.js'

/** @typedef {{ key: string, label: string, width: number, right: boolean }} Column */
/** @typedef {{ label: string, colour?: string }} Tag */
/** @typedef {{ text?: string, title?: string, letter?: string, colour?: string, plain?: boolean, chips?: Tag[] }} Cell a text or chips, with the letter of a role before it */
/** @typedef {{ id: string, name: string, cells: Cell[] }} Row whose name is how it is called aloud */
/**
 * A page of the rows, what can be done with those that are ticked, and how they are sorted.
 * @typedef {object} Grid
 * @property {Column[]} columns
 * @property {Row[]} rows
 * @property {{ key: string, label: string, main?: boolean }[]} acts none where no row can be ticked
 * @property {number} count how many rows are ticked, on all pages
 * @property {string} sort the key of a column, '' for the newest first
 * @property {boolean} down
 * @property {number} turn
 * @property {string[]} chosen the rows of this page that are ticked
 * @property {Focus} focus
 * @property {boolean} before whether there are rows before these
 * @property {boolean} after
 * @property {number} start
 * @property {number} size
 * @property {Words<'table' | 'tick' | 'page' | 'before' | 'after' | 'every' | 'sortby' | 'newest' | 'turn' | 'none' | 'ticked' | 'clear' | 'all' | 'how'>} words
 */
/** @typedef {{ opened: string, act: string, sorted: string, paged: string, picked: string }} Events */
/**
 * The grid on the screen.
 * @typedef {object} State
 * @property {Grid} data
 * @property {Send<Events>} send
 * @property {HTMLElement} frame
 * @property {Ticks} ticks
 * @property {string} at the row that is in the tab order
 * @property {string} shown which page of which order
 * @property {string} [nonce] of what the page asked the keyboard to go to last
 */

/** @param {Tag} tag */
const chip = (tag) => {
  const mark = make('span', 'chip')
  if (tag.colour) {
    const dot = make('i')
    dot.style.background = tag.colour
    mark.append(dot)
  }
  mark.append(make('span', '', tag.label))
  return mark
}

/** @param {HTMLElement} box @param {Cell} cell @param {Column} column */
const filled = (box, cell, column) => {
  box.setAttribute('role', 'gridcell')
  if (column.right) box.classList.add('right')
  if (cell.title) box.title = cell.title
  const { letter, colour, plain } = cell
  if (letter) box.append(makeLetter({ letter, colour, plain }))
  if (cell.chips) box.append(...cell.chips.map(chip))
  else box.append(make('span', 'value', cell.text))
  if (!cell.chips?.length && !cell.text) box.classList.add('empty')
  return box
}

/** @param {State} state */
const head = (state) => {
  const { data } = state
  const line = make('tr')
  if (data.acts.length) {
    const box = make('th', 'tick'), all = make('input')
    box.scope = 'col'
    all.type = 'checkbox'
    all.title = data.words.every
    all.setAttribute('aria-label', data.words.every)
    all.className = 'every'
    all.onchange = () => tick(state, data.rows.map((row) => row.id), all.checked)
    box.append(all)
    line.append(box)
  }
  for (const column of data.columns) {
    const box = make('th', column.right ? 'right' : ''), on = data.sort === column.key
    box.scope = 'col'
    box.dataset.key = column.key
    if (on) box.setAttribute('aria-sort', data.down ? 'descending' : 'ascending')
    // pressed once from small to large, then around, then the newest first again
    const next = on ? (data.down ? '' : `${column.key} down`) : column.key
    const button = makeButton('sort', column.label, () => state.send('sorted', next))
    button.dataset.sort = column.key
    button.tabIndex = -1
    button.append(unspoken(make('span', 'sign', on ? (data.down ? '▼' : '▲') : '')))
    box.append(button)
    line.append(box)
  }
  const top = make('thead')
  top.append(line)
  return top
}

/** @param {State} state @param {Row} row */
const drawRow = (state, row) => {
  const { data } = state
  const line = make('tr')
  line.dataset.id = row.id
  line.tabIndex = -1
  line.setAttribute('role', 'row')  // said aloud: as a card it would lose it
  if (data.acts.length) {
    const box = make('td', 'tick'), mark = make('input')
    box.setAttribute('role', 'gridcell')
    mark.type = 'checkbox'
    mark.tabIndex = -1
    mark.setAttribute('aria-label', fill(data.words.tick, { what: row.name }))
    mark.onclick = (event) => { event.stopPropagation(); tickRow(state, row.id, mark.checked, event.shiftKey) }
    box.onclick = (event) => { if (event.target === box) mark.click(); event.stopPropagation() }
    box.append(mark)
    line.append(box)
  }
  row.cells.forEach((cell, at) => {
    const column = data.columns[at], box = make('td', column.key === 'text' ? 'words' : '')
    box.dataset.label = column.label
    line.append(filled(box, cell, column))
  })
  line.onclick = () => { if (!String(getSelection())) state.send('opened', row.id) }  // words can still be marked and copied
  return line
}

/** @param {State} state @param {string} named */
const pager = (state, named) => {
  const { data } = state, line = make('div', 'pager')
  /** @param {number} by @param {string} label @param {'before' | 'after'} way */
  const turn = (by, label, way) => {
    const button = makeButton('quiet', label, () => state.send('paged', String(Math.max(0, data.start + by))))
    button.dataset.page = `${named}${way}`
    button.disabled = !data[way]
    return button
  }
  line.append(make('span', 'count', data.words.page))
  if (data.before || data.after) {
    line.append(turn(-data.size, data.words.before, 'before'), turn(data.size, data.words.after, 'after'))
  }
  return line
}

/** @param {State} state */
const bar = (state) => {
  const { data } = state, line = make('div', 'bar'), left = make('div', 'acts')
  const count = countTicks(state.ticks)
  if (data.acts.length) {
    const ticked = make('span', count ? 'count on' : 'count', count ? data.words.ticked.replace(/\d+/, String(count)) : data.words.none)
    ticked.setAttribute('role', 'status')
    left.append(ticked)
    if (count) {
      for (const act of data.acts) {
        const button = makeButton(act.main ? 'main' : 'quiet', act.label, () => state.send('act', act.key))
        button.dataset.act = act.key
        left.append(button)
      }
    }
    if (count && data.words.all) left.append(makeButton('link', data.words.all, () => state.send('act', 'all')))
    if (count) left.append(makeButton('link', data.words.clear, () => state.send('act', 'none')))
  }
  line.append(left, pager(state, 'top-'))
  return line
}

// On a phone rows become cards without a head: there the order is chosen in a list.
/** @param {State} state */
const sorter = (state) => {
  const { data } = state, line = make('div', 'sortby'), label = make('label', '', data.words.sortby), list = make('select')
  const option = (/** @type {string} */ key, /** @type {string} */ text) => {
    const choice = make('option', '', text)
    choice.value = key
    choice.selected = data.sort === key
    list.append(choice)
  }
  option('', data.words.newest)
  for (const column of data.columns) option(column.key, column.label)
  list.onchange = () => state.send('sorted', list.value)
  label.append(list)
  line.append(label)
  if (data.sort) {
    const around = makeButton('quiet', data.down ? '▼' : '▲', () => state.send('sorted', `${data.sort}${data.down ? '' : ' down'}`))
    around.setAttribute('aria-label', data.words.turn)
    around.title = data.words.turn
    line.append(around)
  }
  return line
}

// One row, and one head, is in the tab order; the arrows move from there.
/** @param {State} state @param {HTMLElement} table */
const roam = (state, table) => {
  const rows = findAll(table, 'tbody tr'), heads = findAll(table, 'button.sort')
  if (heads.length) (heads.find((each) => each.dataset.sort === state.data.sort) ?? heads[0]).tabIndex = 0
  if (rows.length) (rows.find((row) => row.dataset.id === state.at) ?? rows[0]).tabIndex = 0
  table.addEventListener('focusin', (event) => {
    const row = rowAt(event)
    if (!row) return
    state.at = idOf(row)
    for (const each of rows) each.tabIndex = each === row ? 0 : -1
  })
  table.addEventListener('keydown', (event) => {
    if (event.altKey || event.metaKey || event.ctrlKey) return
    const at = heads.findIndex((each) => each === event.target)
    if (at >= 0) {
      const to = headAfter(event.key, at, heads.length)
      if (event.key === 'ArrowDown' && rows.length) { event.preventDefault(); roveTo(rows, rows.find((row) => row.tabIndex === 0) ?? rows[0]) }
      else if (to !== undefined && heads[to]) { event.preventDefault(); roveTo(heads, heads[to]) }
      return
    }
    const row = rowAt(event)
    if (!row) return
    const place = rows.indexOf(row), to = rowAfter(event.key, place, rows.length)
    if (to !== undefined) {
      event.preventDefault()
      if (event.key === 'ArrowUp' && place === 0) { if (heads.length) roveTo(heads, heads.find((each) => each.tabIndex === 0) ?? heads[0]); return }
      if (!rows[to]) return
      if (event.shiftKey && state.data.acts.length) tick(state, [idOf(row), idOf(rows[to])], true)
      roveTo(rows, rows[to])
    } else if (event.key === 'Enter') {
      event.preventDefault()
      state.send('opened', idOf(row))
    } else if (event.key === ' ' && state.data.acts.length) {
      event.preventDefault()
      tickRow(state, idOf(row), !isTicked(state.ticks, idOf(row)), event.shiftKey)
    }
  })
}

/** @param {string} key @param {number} at @param {number} count @returns {number | undefined} */
const headAfter = (key, at, count) => {
  /** @type {Record<string, number>} */
  const places = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: count - 1 }
  return places[key]
}

/** @param {string} key @param {number} at @param {number} count @returns {number | undefined} */
const rowAfter = (key, at, count) => {
  /** @type {Record<string, number>} */
  const places = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1, PageDown: Math.min(at + 10, count - 1), PageUp: Math.max(at - 10, 0) }
  return places[key]
}

/** @param {HTMLElement} row */
const idOf = (row) => row.dataset.id ?? ''

/** @param {Event} event */
const rowAt = (event) => /** @type {HTMLTableRowElement | null} */ (targetOf(event).closest('tbody tr'))

// Ticks these rows, or takes their ticks away.
/** @param {State} state @param {string[]} ids @param {boolean} on */
const tick = (state, ids, on) => {
  for (const id of ids) state.ticks.pending[id] = on
  paint(state)
  state.send('picked', JSON.stringify({ turn: state.data.turn, rows: state.ticks.pending }))
}

/** @param {State} state @param {string} id @param {boolean} on @param {boolean} isRange from the row that was ticked last */
const tickRow = (state, id, on, isRange) => tick(state, rowsOfTick(state.ticks, state.data.rows.map((row) => row.id), id, isRange), on)

/** @param {Drawn<Grid, Events>} drawn @returns {State} */
const begin = ({ data, parentElement, setTriggerValue }) => {
  const frame = make('div', 'frame')
  frame.append(make('div'), make('div'), make('div', 'scroll'), make('div'), make('p', 'how'))
  parentElement.append(frame)
  return { data, send: setTriggerValue, frame, ticks: noTicks(), at: '', shown: '' }
}

// Shows which rows are ticked, and what can be done with them.
/** @param {State} state */
const paint = (state) => {
  const { frame, ticks } = state
  for (const row of findAll(frame, 'tbody tr')) {
    const on = isTicked(ticks, idOf(row)), box = find(row, '.tick input')
    row.setAttribute('aria-selected', String(on))
    if (box) box.checked = on
  }
  const every = find(frame, 'input.every'), ids = state.data.rows.map((row) => row.id)
  if (every) {
    const on = ids.filter((id) => isTicked(ticks, id)).length
    every.checked = Boolean(ids.length) && on === ids.length
    every.indeterminate = on > 0 && on < ids.length
  }
  const now = bar(state)
  const { act } = focusedIn(frame)?.dataset ?? {}
  frame.children[0].replaceWith(now)
  if (act) find(now, `[data-act="${act}"]`)?.focus({ preventScroll: true })
}

/** @param {State} state */
const tableOf = (state) => {
  const { data } = state, table = make('table')
  table.setAttribute('role', 'grid')
  table.setAttribute('aria-label', data.words.table)
  table.setAttribute('aria-multiselectable', String(Boolean(data.acts.length)))
  const widths = make('colgroup')
  for (const width of [...(data.acts.length ? [40] : []), ...data.columns.map((column) => column.width)]) {
    const column = make('col')
    column.style.width = `${width}px`
    widths.append(column)
  }
  const body = make('tbody')
  body.setAttribute('role', 'rowgroup')
  body.append(...data.rows.map((row) => drawRow(state, row)))
  table.append(widths, head(state), body)
  table.style.minWidth = `${data.columns.reduce((sum, column) => sum + column.width, 40)}px`
  return table
}

// The keyboard goes on where it was; after a drawer closes at the row or the act that opened it.
/** @param {State} state @param {HTMLElement} table @param {DOMStringMap} was of what had the keyboard @param {string | undefined} rowBefore */
const goOn = (state, table, was, rowBefore) => {
  const { data, frame } = state
  const keyed = (/** @type {string} */ name, /** @type {string | undefined} */ value) => (value ? find(frame, `[data-${name}="${CSS.escape(value)}"]`) : null)
  let to = keyed('sort', was.sort) ?? keyed('page', was.page) ?? keyed('act', was.act) ?? keyed('id', rowBefore)
  if (was.page && to?.matches(':disabled')) to = find(table, 'tbody tr')
  if (data.focus && state.nonce !== String(data.focus.nonce)) {
    state.nonce = String(data.focus.nonce)
    to = keyed('id', data.focus.key) ?? find(frame, '.bar button') ?? find(table, 'tbody tr')
  }
  if (!to) return
  if (to.matches('tbody tr')) for (const row of findAll(table, 'tbody tr')) row.tabIndex = row === to ? 0 : -1
  to.focus({ preventScroll: true })
}

/** @type {WeakMap<Root, State>} */
const grids = new WeakMap()

/** @param {Drawn<Grid, Events>} drawn */
export default function (drawn) {
  const { data, parentElement, setTriggerValue } = drawn
  const state = grids.get(parentElement) ?? begin(drawn)
  grids.set(parentElement, state)
  const { frame } = state
  Object.assign(state, { data, send: setTriggerValue })
  takeTicks(state.ticks, data)
  const focused = focusedIn(parentElement), was = { ...(focused?.dataset ?? {}) }
  const rowBefore = /** @type {HTMLElement | null | undefined} */ (focused?.closest('tbody tr'))?.dataset.id
  const scroll = get(frame, '.scroll'), place = [scroll.scrollLeft, scroll.scrollTop]
  const table = tableOf(state)
  frame.children[1].replaceWith(sorter(state))
  scroll.replaceChildren(table)
  frame.children[3].replaceWith(pager(state, 'end-'))
  frame.children[4].textContent = data.words.how
  paint(state)
  roam(state, table)

  const shown = `${data.start} ${data.sort} ${data.down}`
  scroll.scrollLeft = place[0]
  scroll.scrollTop = shown === state.shown ? place[1] : 0
  state.shown = shown
  goOn(state, table, was, rowBefore)
}
