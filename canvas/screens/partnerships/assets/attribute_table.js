// A table of fields that are kept one by one. Everything that people wrote is set as text, never as HTML.
import { findAll, focusKey, focusedIn, make, makeLetter, targetOf } from '../../../ui/assets/dom.js'

const keyOf = (row, column) => `${row.key}|${column.key}`

const fieldOf = (state, row, column, cell) => {
  const key = keyOf(row, column), box = make('td')
  box.dataset.label = column.label
  let input
  if (cell.choices) {
    input = make('select')
    for (const [value, text] of [['', state.data.words.none], ...cell.choices.map((choice) => [choice, choice])]) {
      const option = make('option', '', text)
      option.value = value
      input.append(option)
    }
  } else {
    input = make('input')
    input.type = 'text'
    input.maxLength = 500
    input.autocomplete = 'off'
    if (cell.number) {
      input.inputMode = 'decimal'
      input.className = 'number'
    }
  }
  input.dataset.key = key
  input.setAttribute('aria-label', cell.name)
  input.disabled = state.data.disabled
  input.onchange = () => state.changed(row.key, column.key, input)
  const remark = make('span', 'said')
  remark.id = `said-${key}`
  remark.setAttribute('aria-live', 'polite')
  box.append(input, remark)
  return box
}

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
    if (row.letter) name.append(makeLetter(row, 'letter'))
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

const begun = (root) => {
  const frame = make('div', 'frame'), scroll = make('div', 'scroll')
  frame.append(scroll, make('p', 'how'))
  root.append(frame)
  const state = { frame, scroll, shape: '', waiting: {}, shown: {}, typed: new Set() }
  state.changed = (row, column, input) => {
    const key = `${row}|${column}`
    // counted on from the clock, so that a page that is opened anew goes on above what was counted before
    state.waiting[key] = { row, column, value: input.value, opened: state.shown[key] ?? '', n: (state.n = Math.max(Date.now(), (state.n ?? 0) + 1)) }
    state.typed.delete(key)
    state.sendAll()
  }
  // A run of the page that is broken off by the next one may drop what it was sent: what has no answer goes again.
  state.sendAll = () => {
    clearTimeout(state.again)
    if (!Object.keys(state.waiting).length || !frame.isConnected) return
    state.send('changed', JSON.stringify(Object.values(state.waiting)))
    state.again = setTimeout(state.sendAll, 4000)
  }
  frame.addEventListener('input', (event) => {
    const { key } = targetOf(event).dataset
    if (key) state.typed.add(key)
  })
  frame.addEventListener('keydown', (event) => {
    const field = targetOf(event)
    if (!field.dataset.key || event.key !== 'Enter' || field.matches('select')) return
    event.preventDefault()
    const rows = findAll(frame, 'tbody tr'), row = /** @type {HTMLElement} */ (field.closest('tr'))
    const place = findAll(row, '[data-key]').indexOf(field)
    const below = rows[rows.indexOf(row) + (event.shiftKey ? -1 : 1)]
    const to = below && findAll(below, '[data-key]')[place]
    if (!to) return field.blur()
    to.focus()
    if (to instanceof HTMLInputElement) to.select()
  })
  return state
}

export default function ({ data, parentElement, setTriggerValue }) {
  const state = parentElement.ppsAttributes ??= begun(parentElement)
  Object.assign(state, { data, send: (name, value) => setTriggerValue(name, value) })
  // built anew only where rows or columns differ: what is being typed stays where it is
  const shape = JSON.stringify([data.disabled, data.columns, data.rows.map((row) => [row.key, row.label, row.hint, row.cells.map((cell) => [cell.choices, cell.name])])])
  if (shape !== state.shape) {
    state.shape = shape
    const focused = focusedIn(parentElement)?.dataset.key
    state.scroll.replaceChildren(built(state))
    state.fresh = true
    focusKey(state.frame, focused)
  }
  state.frame.querySelector('.how').textContent = data.disabled ? '' : data.words.how
  for (const row of data.rows) {
    row.cells.forEach((cell, at) => {
      const key = keyOf(row, data.columns[at]), input = state.frame.querySelector(`[data-key="${CSS.escape(key)}"]`)
      const remark = input.nextElementSibling, fault = data.faults[key]
      const answered = state.waiting[key] && (data.done[key] ?? 0) >= state.waiting[key].n
      if (answered) delete state.waiting[key]
      state.shown[key] = cell.value
      if (!state.waiting[key] && !state.typed.has(key)) input.value = fault ? fault.said : cell.value
      input.toggleAttribute('aria-invalid', Boolean(fault))
      if (fault) input.setAttribute('aria-invalid', 'true')
      if (fault) input.setAttribute('aria-describedby', remark.id)
      else input.removeAttribute('aria-describedby')
      remark.className = fault ? 'said wrong' : 'said'
      if (fault) remark.textContent = fault.fault
      else if (answered) remark.textContent = `✓ ${data.words.saved}`
      else if (!state.waiting[key] && remark.textContent && state.typed.has(key)) remark.textContent = ''
    })
  }
}
