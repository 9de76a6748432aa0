// Notes or answers in rows: sorted, paged, ticked and opened. Everything that people wrote is set as text, never as HTML.
import { find, findAll, focusedIn, make, makeButton, makeLetter, roveTo, unspoken } from '../../../ui/assets/dom.js'
import { countTicks, isTicked, noTicks, rowsOfTick, takeTicks } from './grid_ticks.js'

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

const filled = (box, cell, column) => {
  box.setAttribute('role', 'gridcell')
  if (column.right) box.classList.add('right')
  if (cell.title) box.title = cell.title
  if (cell.letter) box.append(makeLetter(cell))
  if (cell.chips) box.append(...cell.chips.map(chip))
  else box.append(make('span', 'value', cell.text))
  if (!cell.chips?.length && !cell.text) box.classList.add('empty')
  return box
}

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
    all.onchange = () => state.tick(data.rows.map((row) => row.id), all.checked)
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

const drawRow = (state, row) => {
  const { data } = state
  const line = make('tr')
  line.dataset.id = row.id
  line.tabIndex = -1
  line.setAttribute('role', 'row')  // said aloud: as a card it would lose it
  if (data.acts.length) {
    const box = make('td', 'tick'), tick = make('input')
    box.setAttribute('role', 'gridcell')
    tick.type = 'checkbox'
    tick.tabIndex = -1
    tick.setAttribute('aria-label', data.words.tick.replace('{what}', row.name))
    tick.onclick = (event) => { event.stopPropagation(); state.ticked(row.id, tick.checked, event.shiftKey) }
    box.onclick = (event) => { if (event.target === box) tick.click(); event.stopPropagation() }
    box.append(tick)
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

const pager = (state, named) => {
  const { data } = state, line = make('div', 'pager')
  const turn = (by, label, way) => {
    const button = makeButton('quiet', label, () => state.send('paged', String(Math.max(0, data.start + by))))
    button.dataset.page = `${named}${way}`
    button.disabled = !(way === 'before' ? data.before : data.after)
    return button
  }
  line.append(make('span', 'count', data.words.page))
  if (data.before || data.after) {
    line.append(turn(-data.size, data.words.before, 'before'), turn(data.size, data.words.after, 'after'))
  }
  return line
}

const bar = (state) => {
  const { data } = state, line = make('div', 'bar'), left = make('div', 'acts')
  const count = countTicks(state.ticks)
  if (data.acts.length) {
    const ticked = make('span', count ? 'count on' : 'count', count ? data.words.ticked.replace(/\d+/, count) : data.words.none)
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
const sorter = (state) => {
  const { data } = state, line = make('div', 'sortby'), label = make('label', '', data.words.sortby), list = make('select')
  const option = (key, text) => {
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
const roam = (state, table) => {
  const rows = [...table.querySelectorAll('tbody tr')], heads = [...table.querySelectorAll('.sort')]
  if (heads.length) (heads.find((each) => each.dataset.sort === state.data.sort) ?? heads[0]).tabIndex = 0
  if (rows.length) (rows.find((row) => row.dataset.id === state.at) ?? rows[0]).tabIndex = 0
  table.addEventListener('focusin', (event) => {
    const row = event.target.closest('tbody tr')
    if (!row) return
    state.at = row.dataset.id
    for (const each of rows) each.tabIndex = each === row ? 0 : -1
  })
  table.addEventListener('keydown', (event) => {
    if (event.altKey || event.metaKey || event.ctrlKey) return
    const at = heads.indexOf(event.target)
    if (at >= 0) {
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: heads.length - 1 }[event.key]
      if (event.key === 'ArrowDown' && rows.length) { event.preventDefault(); roveTo(rows, rows.find((row) => row.tabIndex === 0) ?? rows[0]) }
      else if (to !== undefined && heads[to]) { event.preventDefault(); roveTo(heads, heads[to]) }
      return
    }
    const row = event.target.closest('tbody tr')
    if (!row) return
    const place = rows.indexOf(row)
    const to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: rows.length - 1, PageDown: Math.min(place + 10, rows.length - 1),
      PageUp: Math.max(place - 10, 0) }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      if (event.key === 'ArrowUp' && place === 0) { if (heads.length) roveTo(heads, heads.find((each) => each.tabIndex === 0) ?? heads[0]); return }
      if (!rows[to]) return
      if (event.shiftKey && state.data.acts.length) state.tick([row.dataset.id, rows[to].dataset.id], true)
      roveTo(rows, rows[to])
    } else if (event.key === 'Enter') {
      event.preventDefault()
      state.send('opened', row.dataset.id)
    } else if (event.key === ' ' && state.data.acts.length) {
      event.preventDefault()
      state.ticked(row.dataset.id, !isTicked(state.ticks, row.dataset.id), event.shiftKey)
    }
  })
}

const begin = (root) => {
  const frame = make('div', 'frame')
  frame.append(make('div'), make('div'), make('div', 'scroll'), make('div'), make('p', 'how'))
  root.append(frame)
  const state = { root, frame, ticks: noTicks(), at: '', shown: '' }
  const order = () => state.data.rows.map((row) => row.id)
  state.tick = (ids, on) => {
    for (const id of ids) state.ticks.pending[id] = on
    paint(state)
    state.send('picked', JSON.stringify({ turn: state.data.turn, rows: state.ticks.pending }))
  }
  state.ticked = (id, on, isRange) => state.tick(rowsOfTick(state.ticks, order(), id, isRange), on)
  return state
}

// Shows which rows are ticked, and what can be done with them.
const paint = (state) => {
  const { frame, ticks } = state
  for (const row of findAll(frame, 'tbody tr')) {
    const on = isTicked(ticks, row.dataset.id ?? ''), box = /** @type {HTMLInputElement | null} */ (find(row, '.tick input'))
    row.setAttribute('aria-selected', String(on))
    if (box) box.checked = on
  }
  const every = /** @type {HTMLInputElement | null} */ (find(frame, '.every')), ids = state.data.rows.map((row) => row.id)
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
const goOn = (state, table, was, rowBefore) => {
  const { data, frame } = state
  const keyed = (name, value) => value && frame.querySelector(`[data-${name}="${CSS.escape(value)}"]`)
  let to = keyed('sort', was.sort) || keyed('page', was.page) || keyed('act', was.act) || keyed('id', rowBefore)
  if (was.page && to?.disabled) to = table.querySelector('tbody tr')
  if (data.focus && state.nonce !== data.focus.nonce) {
    state.nonce = data.focus.nonce
    to = keyed('id', data.focus.key) || frame.querySelector('.bar button') || table.querySelector('tbody tr')
  }
  if (!to) return
  if (to.matches('tbody tr')) for (const row of findAll(table, 'tbody tr')) row.tabIndex = row === to ? 0 : -1
  to.focus({ preventScroll: true })
}

const grids = new WeakMap() // root → its state

/** @param {import('../../../ui/assets/dom.js').Drawn} drawn */
export default function ({ data, parentElement, setTriggerValue }) {
  const state = grids.get(parentElement) ?? begin(parentElement)
  grids.set(parentElement, state)
  const { frame } = state
  Object.assign(state, { data, send: setTriggerValue })
  takeTicks(state.ticks, data)
  const focused = focusedIn(parentElement), was = { ...(focused?.dataset ?? {}) }
  const rowBefore = /** @type {HTMLElement | null | undefined} */ (focused?.closest('tbody tr'))?.dataset.id
  const scroll = /** @type {HTMLElement} */ (find(frame, '.scroll')), place = [scroll.scrollLeft, scroll.scrollTop]
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
