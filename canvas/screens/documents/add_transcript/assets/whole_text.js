// The text of a transcript as it will be stored, a page of it. A word, or several in a row, is chosen by a click, by dragging or
// by the arrow keys, and gets a small menu. Everything is set as text, never as HTML.
/** @import { Drawn, Send, Words } from '../../../../ui/assets/component.js' */
/** @import { Bit, Piece } from './text_pieces.js' */
import { fill, find, focusedIn, frameIn, get, make, makeButton, targetOf } from '../../../../ui/assets/dom.js'
import { piecesOf } from './text_pieces.js'

const LONGEST = 200 // characters of what is chosen

/** @typedef {'all' | 'replaced' | 'stays'} Which */
/** @typedef {{ turn: number, more: boolean, who: string, time: string, bits: Bit[] }} Row a turn, or a part of a long one */
/** @typedef {{ code: string, count: number, kind: string }} Term */
/**
 * A page of the text.
 * @typedef {object} Page
 * @property {Row[]} rows
 * @property {Which} which turns are shown
 * @property {number} page
 * @property {number} pages
 * @property {string} next the code that is offered for a word that was no term before
 * @property {Record<Which, number>} counts of turns
 * @property {Record<string, Term>} terms those that stand on this page
 * @property {string} did what came of the last choice
 * @property {string} range
 * @property {string} version of all of this
 * @property {Words<Which | 'filter' | 'text' | 'how' | 'turn' | 'more' | 'none' | 'previous' | 'next' | 'for' | 'looks' | 'by' | 'replace' | 'keep' | 'recode' | 'close' | 'stands' | 'one' | 'many' | 'also' | 'as_is' | 'with' | 'wider' | 'earlier'>} words
 */
/** @typedef {{ look: string, replace: string, keep: string }} Events */
/** @typedef {{ turn: number, more: boolean, whole: string, units: Unit[], first: number }} RowOfUnits */
/** @typedef {Piece & { node: HTMLElement, row: RowOfUnits, place: number }} Unit a word or a mark, with its place among all of the page */
/**
 * The text on the screen.
 * @typedef {object} View
 * @property {HTMLElement} frame
 * @property {Page} data
 * @property {Send<Events>} tell
 * @property {string} version
 * @property {string} shown which page of which turns
 * @property {Unit[]} units the words and marks of the page in their order
 * @property {Map<Element, Unit>} unitOf
 * @property {[Unit, Unit] | null} chosen from one to another of the same row
 * @property {{ turn: number, more: boolean, at: number } | null} where one stands
 * @property {boolean} back whether the keyboard is to go on in the text
 */
/** @type {WeakMap<HTMLElement, View>} */
const views = new WeakMap()

/** @param {Drawn<Page, Events>} drawn */
export default function ({ data, parentElement, setTriggerValue }) {
  const frame = frameIn(parentElement)
  const view = views.get(frame) ?? {
    frame, data, tell: setTriggerValue, version: '', shown: '', units: [], unitOf: new Map(), chosen: null, where: null, back: false,
  }
  views.set(frame, view)
  view.tell = setTriggerValue
  if (view.version === data.version) return
  Object.assign(view, { data, version: data.version })
  const before = view.where
  draw(view)
  if (before) goBack(view, before)
}

/** @param {View} view */
function draw(view) {
  const { frame, data } = view, { words } = data
  const scrolled = find(frame, 'ol')?.scrollTop ?? 0, shown = `${data.which} ${data.page}`, samePage = view.shown === shown
  view.shown = shown
  const active = focusedIn(frame)
  const had = active ? active.dataset.key ?? (active.closest('ol, .menu') ? 'text' : '') : ''
  Object.assign(view, { units: [], unitOf: new Map() })
  const list = make('ol')
  list.setAttribute('aria-label', words.text)
  list.append(...data.rows.map((row) => rowOf(view, row)))
  if (!data.rows.length) list.append(make('li', '', words.none))
  const did = make('p', 'did')
  did.setAttribute('role', 'status')
  frame.replaceChildren(barOf(view), make('p', 'how', words.how), list, pagerOf(view), did)
  did.textContent = data.did
  if (view.units.length) view.units[0].node.tabIndex = 0
  if (samePage) list.scrollTop = scrolled
  if (had === 'text') view.back = true
  else if (had) (find(frame, `[data-key="${had}"]:not(:disabled)`) ?? find(frame, '.pager button:not(:disabled)'))?.focus({ preventScroll: true })
  byPointer(view, list)
  byKey(view, list)
}

/** @param {View} view @param {Which} which @param {number} page */
function look(view, which, page) {
  view.tell('look', JSON.stringify({ which, page }))
}

/** @param {View} view */
function barOf(view) {
  const { data } = view, bar = make('div', 'bar')
  bar.setAttribute('role', 'group')
  bar.setAttribute('aria-label', data.words.filter)
  for (const which of /** @type {Which[]} */ (['all', 'replaced', 'stays'])) {
    const button = makeButton('', `${data.words[which]} ${data.counts[which]}`, () => look(view, which, 0))
    button.dataset.key = which
    button.setAttribute('aria-pressed', String(which === data.which))
    bar.append(button)
  }
  return bar
}

/** @param {View} view */
function pagerOf(view) {
  const { data } = view, pager = make('div', 'pager')
  const step = (/** @type {string} */ label, /** @type {number} */ by, /** @type {boolean} */ off) => {
    const button = makeButton('', label, () => look(view, data.which, data.page + by))
    button.dataset.key = `page ${by}`
    button.disabled = off
    button.hidden = data.pages < 2
    return button
  }
  pager.append(
    step(data.words.previous, -1, data.page === 0), make('span', '', data.range), step(data.words.next, 1, data.page + 1 >= data.pages))
  pager.hidden = data.pages < 2 && data.rows.length < 2
  return pager
}

/** @param {View} view @param {Row} row */
function rowOf(view, row) {
  const { words } = view.data, item = make('li'), head = make('div', 'head'), text = make('p')
  const place = fill(row.more ? words.more : words.turn, { n: row.turn })
  head.append(make('b', '', row.who), make('span', '', row.time ? `${row.time} · ${place}` : place))
  const { whole, parts } = piecesOf(row.bits)
  /** @type {RowOfUnits} */
  const of = { turn: row.turn, more: row.more, whole, units: [], first: view.units.length }
  for (const part of parts) {
    if (typeof part === 'string') {
      text.append(part)
      continue
    }
    const unit = { ...part, node: nodeOf(view, part), row: of, place: view.units.length }
    of.units.push(unit)
    view.units.push(unit)
    view.unitOf.set(unit.node, unit)
    text.append(unit.node)
  }
  item.append(head, text)
  return item
}

/** @param {View} view @param {Piece} piece */
function nodeOf({ data: { words } }, { mark, shown, original }) {
  const node = make('span', mark ? `w ${mark}` : 'w', shown)
  node.tabIndex = -1
  if (!mark) return node
  node.setAttribute('role', 'button')
  node.setAttribute('aria-haspopup', 'dialog')
  node.setAttribute('aria-label', mark === 'replaced' ? fill(words.for, { code: shown, original }) : fill(words.looks, { words: shown }))
  if (mark === 'replaced') node.title = original
  return node
}

/** @param {View} view @param {Event} event */
function unitAt(view, event) {
  return view.unitOf.get(targetOf(event))
}

// Chooses the words from one unit to another of the same row.
/** @param {View} view @param {Unit} anchor @param {Unit} other */
function choose(view, anchor, other) {
  const end = other.row === anchor.row ? other : anchor
  const [first, last] = anchor.place <= end.place ? [anchor, end] : [end, anchor]
  view.chosen = [first, last]
  for (const unit of view.units) {
    unit.node.classList.toggle('chosen', first !== last && unit.place >= first.place && unit.place <= last.place)
  }
}

/** @param {View} view @param {Unit} unit */
function stand(view, unit) {
  for (const each of view.units) if (each.node.tabIndex === 0) each.node.tabIndex = -1
  unit.node.tabIndex = 0
  unit.node.focus({ preventScroll: true })
  unit.node.scrollIntoView({ block: 'nearest' })
}

/** @param {View} view @param {HTMLElement} list */
function byPointer(view, list) {
  /** @type {Unit | null} */
  let from = null
  list.onpointerdown = (event) => {
    from = event.pointerType === 'touch' ? null : unitAt(view, event) ?? null
    shut(view)
  }
  list.onpointermove = (event) => {
    const unit = unitAt(view, event)
    if (from && event.buttons && unit && unit.row === from.row) choose(view, from, unit)
  }
  list.onclick = (event) => {
    const unit = unitAt(view, event)
    if (unit && !view.chosen) menu(view, unit, unit)
  }
  // a drag ends on another node than it began on, where no click follows
  list.onpointerup = () => {
    const { chosen } = view
    from = null
    if (chosen && chosen[0] !== chosen[1]) {
      setTimeout(() => menu(view, ...chosen))
    } else view.chosen = null
  }
}

/** @param {View} view @param {HTMLElement} list */
function byKey(view, list) {
  /** @type {Unit | null} */
  let anchor = null
  // a word is a button to a screen reader only while one stands on it: else each word of a talk would be called one
  list.addEventListener('focusin', (event) => {
    const unit = unitAt(view, event)
    if (!unit) return
    view.where = { turn: unit.row.turn, more: unit.row.more, at: unit.at }
    if (!unit.mark) { unit.node.setAttribute('role', 'button'); unit.node.setAttribute('aria-haspopup', 'dialog') }
  })
  list.addEventListener('focusout', (event) => {
    const unit = unitAt(view, event)
    if (unit && !unit.mark) { unit.node.removeAttribute('role'); unit.node.removeAttribute('aria-haspopup') }
  })
  list.onkeydown = (event) => {
    const unit = unitAt(view, event)
    if (!unit || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      menu(view, ...(view.chosen ?? /** @type {[Unit, Unit]} */ ([unit, unit])))
      anchor = null
      return
    }
    if (event.key === 'Escape') {
      anchor = null
      choose(view, unit, unit)
      view.chosen = null
      return
    }
    const next = unitAfter(view, unit, event.key)
    if (!next) return
    event.preventDefault()
    if (event.shiftKey && next.row === unit.row) {
      anchor ??= unit
      choose(view, anchor, next)
    } else if (!event.shiftKey) {
      anchor = null
      choose(view, next, next)
      view.chosen = null
    } else return
    stand(view, next)
  }
}

// Where a key leads from a word: along the text, to the turn above or below, or to an end of this one.
/** @param {View} view @param {Unit} unit @param {string} key @returns {Unit | undefined} */
function unitAfter(view, { place, row }, key) {
  /** @type {Record<string, Unit | undefined>} */
  const ways = {
    Home: row.units[0], End: row.units.at(-1), ArrowLeft: view.units[place - 1], ArrowRight: view.units[place + 1],
    ArrowUp: view.units[row.first - 1]?.row.units[0], ArrowDown: view.units[row.first + row.units.length],
  }
  return ways[key]
}

/** @param {View} view */
function shut(view) {
  find(view.frame, '.menu')?.remove()
  if (view.units[0]) choose(view, view.units[0], view.units[0])
  view.chosen = null
}

// ---- the menu

// The small menu of the chosen words: what they are, the code in their place, and what can be done, everywhere at once.
/** @param {View} view @param {Unit} first @param {Unit} last */
function menu(view, first, last) {
  shut(view)
  choose(view, first, last)
  view.where = { turn: first.row.turn, more: first.row.more, at: first.at }
  const { words } = view.data, replaced = first === last && first.mark === 'replaced' ? first : null
  const phrase = first.row.whole.slice(first.at, last.end).replace(/\s+/g, ' ').slice(0, LONGEST)
  const box = make('div', 'menu'), title = make('h3', '', `“${replaced ? replaced.shown : phrase}”`)
  box.setAttribute('role', 'dialog')
  box.setAttribute('aria-label', title.textContent)
  const leave = () => { shut(view); stand(view, first) }
  box.append(title, make('p', '', whatTheyAre(view, first, last)), ...waysOf(view, first, last, phrase, leave))
  if (replaced && replaced.terms.length > 1) {
    const others = replaced.terms.slice(1).map((other) => `${other} (${view.data.terms[other].count}×)`)
    get(box, '.ways').before(make('p', '', fill(words.also, { terms: others.join(', ') })))
  }
  const reach = reachOf(view, first, last), cross = makeButton('shut', '×', leave)
  cross.setAttribute('aria-label', words.close)
  box.append(...(reach ? [reach] : []), cross)
  box.onkeydown = (event) => { if (event.key === 'Escape') { event.stopPropagation(); leave() } }
  view.frame.append(box)
  setBeside(view.frame, box, first.node)
  box.tabIndex = -1
  document.getSelection()?.removeAllRanges()
  // a second Enter may replace, but never bring a name back
  const begin = replaced ? box : find(box, '.ways button')
  begin?.focus({ preventScroll: true })
}

// The term that stands at the chosen words, where they are one.
/** @param {Unit} first @param {Unit} last */
function termAt(first, last) {
  return first === last ? first.terms[0] : undefined
}

/** @param {View} view @param {Unit} first @param {Unit} last */
function whatTheyAre({ data: { words, terms } }, first, last) {
  const name = termAt(first, last), term = name === undefined ? null : terms[name]
  const stands = first === last && first.mark === 'replaced' ? fill(words.stands, { original: first.original }) : ''
  return [stands, term ? fill(term.count === 1 ? words.one : words.many, { kind: term.kind, n: term.count }) : words.as_is].filter(Boolean).join(' · ')
}

// The code to be put in their place, and the buttons that replace or keep.
/** @param {View} view @param {Unit} first @param {Unit} last @param {string} phrase @param {() => void} leave */
function waysOf(view, first, last, phrase, leave) {
  const { words, terms, next } = view.data, name = termAt(first, last), term = name === undefined ? undefined : terms[name]
  const mark = first === last ? first.mark : ''
  const send = (/** @type {'replace' | 'keep'} */ event, /** @type {object} */ value) => {
    leave()
    view.back = true
    view.tell(event, JSON.stringify(value))
  }
  const code = make('input'), label = make('label', '', words.by), ways = make('div', 'ways')
  code.value = term?.code ?? next
  code.maxLength = 60
  label.append(code)
  const replace = () => send('replace', { words: phrase, term: name ?? null, code: code.value.trim() })
  const isReplaced = mark === 'replaced'
  ways.append(makeButton(isReplaced ? '' : 'main', isReplaced ? words.recode : words.replace, replace),
    makeButton('', words.keep, mark ? () => send('keep', first.terms) : leave))
  code.onkeydown = (event) => { if (event.key === 'Enter') { event.preventDefault(); replace() } }
  return [label, ways]
}

// What takes the word before or after along; null where there is none.
/** @param {View} view @param {Unit} first @param {Unit} last */
function reachOf(view, first, last) {
  const { words } = view.data, row = first.row.units, box = make('div', 'reach')
  const start = row[row.indexOf(first) - 1], end = row[row.indexOf(last) + 1]
  const arrow = (/** @type {Unit} */ to, /** @type {string} */ way, /** @type {() => void} */ pressed) => {
    const hint = `${way}: ${to.original}`, button = makeButton('', `+ ${to.original}`, pressed)
    button.setAttribute('aria-label', hint)
    button.title = hint
    box.append(button)
  }
  if (start) arrow(start, words.earlier, () => menu(view, start, last))
  if (end) arrow(end, words.wider, () => menu(view, first, end))
  if (!box.children.length) return null
  box.prepend(make('span', '', words.with))
  return box
}

// Below the word, or above it where the frame ends.
/** @param {HTMLElement} frame @param {HTMLElement} box @param {HTMLElement} node */
function setBeside(frame, box, node) {
  const around = frame.getBoundingClientRect(), at = node.getClientRects()[0], size = box.getBoundingClientRect()
  const below = at.bottom - around.top + 6, above = at.top - around.top - size.height - 6
  const fits = at.bottom + 6 + size.height < Math.min(innerHeight, around.bottom + 40)
  box.style.top = `${fits || above < 0 ? below : above}px`
  box.style.left = `${Math.max(0, Math.min(at.left - around.left, around.width - size.width))}px`
}

// After a choice the page is drawn anew: one stands again on what stands there now.
/** @param {View} view @param {NonNullable<View['where']>} where */
function goBack(view, where) {
  const unit = view.units.find((each) => each.row.turn === where.turn && each.row.more === where.more && each.end > where.at)
  if (!unit) return
  for (const each of view.units) each.node.tabIndex = -1
  unit.node.tabIndex = 0
  if (view.back) stand(view, unit)
  view.back = false
}
