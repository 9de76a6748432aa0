// The terms of a transcript: what is replaced by which code, and where each stands. Everything is set as text, never as HTML.
/** @import { Drawn, Send, Words } from '../../../../ui/assets/component.js' */
import { fill, find, frameIn, make, makeButton } from '../../../../ui/assets/dom.js'

const PAGE = 25, PLACES = 20
/** @type {WeakMap<HTMLElement, Table>} */
const tables = new WeakMap()

/**
 * A term as the page sends it; a place is what stands before it, the term, what stands after it, and its turn.
 * @typedef {{ text: string, kind: string, count: number, code: string, keep: boolean, places: [before: string, term: string, after: string, turn: string][] }} Row
 */
/** @typedef {{ on: boolean, code: string }} Decision whether a term is replaced, and by what */
/** @typedef {'all' | 'replaced' | 'staying'} Which */
/** @typedef {'replace' | 'term' | 'places' | 'by'} Head */
/** @typedef {Words<Head | Which | 'table' | 'kept' | 'show' | 'code' | 'tick' | 'turn' | 'more' | 'previous' | 'next' | 'range' | 'filter' | 'none'>} Said */
/**
 * The terms, and of those that were decided on the code, or null for one that stays.
 * @typedef {{ rows: Row[], version: string, decisions: Record<string, string | null>, words: Said }} Terms
 */
/** @typedef {{ decided: string, more: string }} Events */

/**
 * @typedef {object} Table
 * @property {Terms} data
 * @property {string} version of the terms and words it was drawn with
 * @property {Map<string, Decision>} decisions by the text of the term
 * @property {Which} which terms are shown
 * @property {number} page
 * @property {Map<string, () => void>} opened the terms whose places are shown, each with what shows more of them
 * @property {Send<Events>} send
 * @property {[Which, HTMLButtonElement][]} filters
 * @property {HTMLTableSectionElement} body
 * @property {HTMLElement} pager
 */

/** @param {Drawn<Terms, Events>} drawn */
export default function ({ data, parentElement, setTriggerValue }) {
  const frame = frameIn(parentElement)
  const before = tables.get(frame)
  // what was ticked here is known here first: a run of the screen draws nothing anew unless the terms or words differ
  const version = data.version + data.words.table
  if (before && before.version === version) {
    before.send = setTriggerValue
    takePlaces(before, data.rows)
    return
  }
  /** @type {Table} */
  const table = {
    data, version, decisions: new Map(data.rows.map((row) => [row.text, decisionOn(row, data.decisions)])),
    which: before?.which ?? 'all', page: 0, opened: new Map(), send: setTriggerValue, filters: [], body: make('tbody'), pager: make('div', 'pager'),
  }
  tables.set(frame, table)
  const bar = barOf(table), lines = make('table')
  lines.setAttribute('aria-label', data.words.table)
  lines.append(headOf(data.words), table.body)
  draw(table)
  frame.replaceChildren(bar, lines, table.pager)
}

/**
 * What holds of a term: what was decided, else what is proposed.
 * @param {Pick<Row, 'text' | 'keep' | 'code'>} row
 * @param {Record<string, string | null>} decisions the code of each that is replaced, null for those that stay
 * @returns {Decision}
 */
export function decisionOn(row, decisions) {
  const decided = decisions[row.text]
  return { on: decided === undefined ? !row.keep : decided !== null, code: decided || row.code }
}

/**
 * Of a term with many places the rest comes once it is asked for.
 * @param {Table} table
 * @param {Row[]} rows
 */
function takePlaces(table, rows) {
  const now = new Map(rows.map((row) => [row.text, row.places]))
  for (const row of table.data.rows) {
    const before = row.places.length
    row.places = now.get(row.text) ?? row.places
    if (row.places.length > before) table.opened.get(row.text)?.()
  }
}

/** @param {Table} table @param {Row} row */
function decide(table, row) {
  const { on, code } = decisionIn(table, row)
  table.send('decided', JSON.stringify({ [row.text]: on ? code : null }))
}

/** @param {Table} table @param {Row} row */
function decisionIn(table, row) {
  return /** @type {Decision} */ (table.decisions.get(row.text))
}

// ---- a term

/** @param {Table} table @param {Row} row */
function linesOf(table, row) {
  const { words } = table.data, decision = decisionIn(table, row)
  const line = make('tr'), tick = make('input'), code = make('input', 'code'), stays = make('span', 'soft', words.kept)
  const mark = () => {
    line.classList.toggle('kept', !decision.on)
    code.hidden = !decision.on
    stays.hidden = decision.on
  }
  tick.type = 'checkbox'
  tick.checked = decision.on
  tick.setAttribute('aria-label', fill(words.tick, { term: row.text }))
  tick.onchange = () => {
    decision.on = tick.checked
    mark()
    count(table)
    decide(table, row)
  }
  code.value = decision.code
  code.maxLength = 60
  code.setAttribute('aria-label', fill(words.code, { term: row.text }))
  code.onchange = () => {
    code.value = decision.code = code.value.trim() || row.code
    decide(table, row)
  }
  const cells = [make('td', 'tick'), make('td', 'term'), make('td', 'n'), make('td', 'by')]
  cells[0].append(tick)
  cells[1].append(make('bdi', '', row.text), make('span', 'kind', row.kind))
  cells[2].append(openerOf(table, row, line))
  cells[3].append(code, stays)
  line.append(...cells)
  mark()
  return table.opened.has(row.text) ? [line, placesOf(table, row)] : [line]
}

/** @param {Table} table @param {Row} row @param {HTMLElement} line */
function openerOf(table, row, line) {
  const open = makeButton('open', `${row.count}×`, () => {
    const now = !table.opened.has(row.text)
    open.setAttribute('aria-expanded', String(now))
    if (now) return line.after(placesOf(table, row))
    table.opened.delete(row.text)
    line.nextElementSibling?.remove()
  })
  open.setAttribute('aria-expanded', String(table.opened.has(row.text)))
  open.setAttribute('aria-label', `${fill(table.data.words.show, { term: row.text })}: ${row.count}`)
  return open
}

/** @param {Table} table @param {Row} row */
function placesOf(table, row) {
  const { words } = table.data
  const line = make('tr', 'opened'), cell = make('td', 'places'), list = make('ol')
  cell.colSpan = 4
  let shown = 0
  const more = makeButton('more', words.more, () => {
    if (shown < row.places.length) add()
    else table.send('more', row.text)
  })
  const add = () => {
    for (const [before, term, after, turn] of row.places.slice(shown, shown + PLACES)) {
      const item = make('li'), text = make('bdi')
      text.append(before, make('mark', '', term), after)
      item.append(make('span', 'turn', fill(words.turn, { n: turn })), text)
      list.append(item)
    }
    shown = Math.min(shown + PLACES, row.places.length)
    more.hidden = shown >= row.count
  }
  add()
  table.opened.set(row.text, add)
  list.tabIndex = 0  // it scrolls, so the keyboard must reach it
  list.setAttribute('aria-label', fill(words.show, { term: row.text }))
  cell.append(list, more)
  line.append(cell)
  return line
}

// ---- around the terms

/** @param {Table} table */
function barOf(table) {
  const bar = make('div', 'bar')
  bar.setAttribute('role', 'group')
  bar.setAttribute('aria-label', table.data.words.filter)
  for (const which of /** @type {Which[]} */ (['all', 'replaced', 'staying'])) {
    const button = makeButton('', '', () => { Object.assign(table, { which, page: 0 }); draw(table) })
    table.filters.push([which, button])
    bar.append(button)
  }
  return bar
}

/** @param {Said} words */
function headOf(words) {
  const head = make('thead'), names = make('tr')
  for (const [key, className] of /** @type {[Head, string][]} */ ([['replace', 'tick'], ['term', 'term'], ['places', 'n'], ['by', 'by']])) {
    const cell = make('th', className, words[key])
    cell.scope = 'col'
    names.append(cell)
  }
  head.append(names)
  return head
}

/** @param {Table} table @param {Which} which @returns {Row[]} */
function rowsOf(table, which) {
  if (which === 'all') return table.data.rows
  return table.data.rows.filter((row) => decisionIn(table, row).on === (which === 'replaced'))
}

/** @param {Table} table */
function count(table) {
  for (const [which, button] of table.filters) {
    button.textContent = `${table.data.words[which]} ${rowsOf(table, which).length}`
    button.setAttribute('aria-pressed', String(which === table.which))
  }
}

/** @param {Table} table */
function draw(table) {
  count(table)
  const rows = rowsOf(table, table.which)
  table.page = Math.min(table.page, Math.max(Math.ceil(rows.length / PAGE) - 1, 0))
  const shown = rows.slice(table.page * PAGE, (table.page + 1) * PAGE)
  table.body.replaceChildren(...shown.flatMap((row) => linesOf(table, row)))
  if (!rows.length) {
    const line = make('tr'), cell = make('td', 'soft', table.data.words.none)
    cell.colSpan = 4
    line.append(cell)
    table.body.append(line)
  }
  drawPager(table, rows.length, shown.length)
}

/** @param {Table} table @param {number} all @param {number} shown */
function drawPager(table, all, shown) {
  const { words } = table.data, { page, pager } = table
  pager.hidden = all <= PAGE
  const step = (/** @type {string} */ label, /** @type {number} */ by, /** @type {boolean} */ off) => {
    const button = makeButton('', label, () => {
      table.page += by
      draw(table)
      const again = find(pager, `[data-by="${by}"]:not(:disabled)`) ?? find(pager, 'button:not(:disabled)')
      again?.focus({ preventScroll: true })
    })
    button.disabled = off
    button.dataset.by = String(by)
    return button
  }
  const range = make('span', '', fill(words.range, { from: page * PAGE + 1, to: page * PAGE + shown, all }))
  range.setAttribute('aria-live', 'polite')
  pager.replaceChildren(step(words.previous, -1, page === 0), range, step(words.next, 1, (page + 1) * PAGE >= all))
}
