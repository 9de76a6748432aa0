// The text of a transcript as it will be stored, a page of it. A word, or several in a row, is chosen by a click, by dragging or
// by the arrow keys, and gets a small menu. Everything is set as text, never as HTML.
import { fill, find, frameIn, make, makeButton } from '../../../../ui/assets/dom.js'

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}'’.@_+-]*[\p{L}\p{M}\p{N}])?/gu
const LONGEST = 200 // characters of what is chosen


export default function ({ data, parentElement, setTriggerValue }) {
  const frame = /** @type {any} */ (frameIn(parentElement))
  frame.tell = setTriggerValue
  if (frame.dataset.version === data.version) return
  const before = frame.dataset.version && frame.where
  frame.dataset.version = data.version
  draw(frame, data)
  if (before) goBack(frame, before)
}

// Draws filter, rows and pages. `frame.units` are the words and marks of the page in their order.
function draw(frame, data) {
  const words = data.words
  const scrolled = frame.querySelector('ol')?.scrollTop ?? 0, samePage = frame.page === `${data.which} ${data.page}`
  frame.page = `${data.which} ${data.page}`
  const active = frame.getRootNode().activeElement
  const had = active && frame.contains(active) ? active.dataset.key ?? (active.closest('ol, .menu') ? 'text' : '') : ''
  frame.units = []
  const look = (which, page) => frame.tell('look', JSON.stringify({ which, page }))

  const bar = make('div', 'bar')
  bar.setAttribute('role', 'group')
  bar.setAttribute('aria-label', words.filter)
  for (const which of ['all', 'replaced', 'stays']) {
    const button = makeButton('', `${words[which]} ${data.counts[which]}`, () => look(which, 0))
    button.dataset.key = which
    button.setAttribute('aria-pressed', String(which === data.which))
    bar.append(button)
  }

  const list = make('ol')
  list.setAttribute('aria-label', words.text)
  list.append(...data.rows.map((row) => rowOf(frame, data, row)))
  if (!data.rows.length) list.append(make('li', '', words.none))

  const pager = make('div', 'pager')
  const step = (label, by, off) => {
    const button = makeButton('', label, () => look(data.which, data.page + by))
    button.dataset.key = `page ${by}`
    button.disabled = off
    return button
  }
  pager.append(
    step(words.previous, -1, data.page === 0), make('span', '', data.range), step(words.next, 1, data.page + 1 >= data.pages))
  pager.hidden = data.pages < 2 && data.rows.length < 2
  for (const button of pager.querySelectorAll('button')) button.hidden = data.pages < 2

  const did = make('p', 'did')
  did.setAttribute('role', 'status')
  frame.replaceChildren(bar, make('p', 'how', words.how), list, pager, did)
  did.textContent = data.did
  if (frame.units.length) frame.units[0].node.tabIndex = 0
  if (samePage) list.scrollTop = scrolled
  if (had === 'text') frame.back = true
  else if (had) (frame.querySelector(`[data-key="${had}"]:not(:disabled)`) ?? frame.querySelector('.pager button:not(:disabled)'))?.focus({ preventScroll: true })
  byPointer(frame, data, list)
  byKey(frame, data, list)
}

function rowOf(frame, data, row) {
  const item = make('li'), head = make('div', 'head'), text = make('p')
  const place = fill(row.more ? data.words.more : data.words.turn, { n: row.turn })
  head.append(make('b', '', row.who), make('span', '', row.time ? `${row.time} · ${place}` : place))
  const units = []
  let whole = ''
  for (const [mark, shown, original, terms] of row.bits) {
    const at = whole.length
    whole += original
    if (mark) {
      const node = make('span', `w ${mark}`, shown)
      node.setAttribute('role', 'button')
      node.setAttribute('aria-haspopup', 'dialog')
      node.setAttribute('aria-label', mark === 'replaced'
        ? fill(data.words.for, { code: shown, original }) : fill(data.words.looks, { words: shown }))
      if (mark === 'replaced') node.title = original
      text.append(node)
      units.push({ node, at, end: whole.length, mark, terms, shown, original })
      continue
    }
    let done = 0
    for (const word of shown.matchAll(WORD)) {
      const node = make('span', 'w', word[0])
      text.append(shown.slice(done, word.index), node)
      done = word.index + word[0].length
      units.push({ node, at: at + word.index, end: at + done, mark: '', terms: [], shown: word[0], original: word[0] })
    }
    text.append(shown.slice(done))
  }
  const of = { turn: row.turn, more: row.more, whole, units, first: frame.units.length }
  for (const unit of units) {
    unit.row = of
    unit.place = frame.units.length
    unit.node.tabIndex = -1
    unit.node.unit = unit
    frame.units.push(unit)
  }
  item.append(head, text)
  return item
}

// The chosen words: from one unit to another of the same row.
const between = (unit, other) => (unit.place <= other.place ? [unit, other] : [other, unit])
function choose(frame, anchor, other) {
  const [first, last] = between(anchor, other.row === anchor.row ? other : anchor)
  frame.chosen = [first, last]
  for (const unit of frame.units) {
    unit.node.classList.toggle('chosen', first !== last && unit.place >= first.place && unit.place <= last.place)
  }
}
function stand(frame, unit) {
  for (const each of frame.units) if (each.node.tabIndex === 0) each.node.tabIndex = -1
  unit.node.tabIndex = 0
  unit.node.focus({ preventScroll: true })
  unit.node.scrollIntoView({ block: 'nearest' })
}

function byPointer(frame, data, list) {
  /** @type {any} */
  let from = null
  list.onpointerdown = (event) => {
    from = event.pointerType === 'touch' ? null : event.target.unit ?? null
    shut(frame)
  }
  list.onpointermove = (event) => {
    const unit = event.target.unit
    if (from && event.buttons && unit && unit.row === from.row) choose(frame, from, unit)
  }
  list.onclick = (event) => { if (event.target.unit && !frame.chosen) menu(frame, data, event.target.unit, event.target.unit) }
  // a drag ends on another node than it began on, where no click follows
  list.onpointerup = () => {
    const chosen = frame.chosen
    from = null
    if (chosen && chosen[0] !== chosen[1]) {
      setTimeout(() => menu(frame, data, ...chosen))
    } else frame.chosen = null
  }
}

function byKey(frame, data, list) {
  let anchor = null
  // a word is a button to a screen reader only while one stands on it: else each word of a talk would be called one
  list.onfocusin = (event) => {
    const unit = event.target.unit
    if (!unit) return
    frame.where = { turn: unit.row.turn, more: unit.row.more, at: unit.at }
    if (!unit.mark) { unit.node.setAttribute('role', 'button'); unit.node.setAttribute('aria-haspopup', 'dialog') }
  }
  list.onfocusout = (event) => {
    const unit = event.target.unit
    if (unit && !unit.mark) { unit.node.removeAttribute('role'); unit.node.removeAttribute('aria-haspopup') }
  }
  list.onkeydown = (event) => {
    const unit = event.target.unit
    if (!unit || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      menu(frame, data, ...(frame.chosen ?? [unit, unit]))
      anchor = null
      return
    }
    const ends = { Home: unit.row.units[0], End: unit.row.units.at(-1) }
    const next = ends[event.key] ?? {
      ArrowLeft: () => frame.units[unit.place - 1], ArrowRight: () => frame.units[unit.place + 1],
      ArrowUp: () => frame.units[unit.row.first - 1]?.row.units[0], ArrowDown: () => frame.units[unit.row.first + unit.row.units.length],
    }[event.key]?.()
    if (event.key === 'Escape') { frame.chosen = anchor = null; choose(frame, unit, unit); frame.chosen = null; return }
    if (!next) return
    event.preventDefault()
    if (event.shiftKey && next.row === unit.row) {
      anchor ??= unit
      choose(frame, anchor, next)
    } else if (!event.shiftKey) {
      anchor = null
      choose(frame, next, next)
      frame.chosen = null
    } else return
    stand(frame, next)
  }
}

function shut(frame) {
  frame.querySelector('.menu')?.remove()
  if (frame.units[0]) choose(frame, frame.units[0], frame.units[0])
  frame.chosen = null
}

// The small menu of the chosen words: what they are, the code in their place, and what can be done, everywhere at once.
function menu(frame, data, first, last) {
  shut(frame)
  choose(frame, first, last)
  frame.where = { turn: first.row.turn, more: first.row.more, at: first.at }
  const words = data.words, unit = first === last ? first : null
  const mark = unit?.mark ?? '', phrase = first.row.whole.slice(first.at, last.end).replace(/\s+/g, ' ').slice(0, LONGEST)
  const name = unit?.terms[0], term = name === undefined ? null : data.terms[name]
  const box = make('div', 'menu'), title = make('h3', '', `“${mark === 'replaced' ? unit.shown : phrase}”`)
  box.setAttribute('role', 'dialog')
  box.setAttribute('aria-label', title.textContent)
  const leave = () => { shut(frame); stand(frame, first) }
  const send = (event, value) => { shut(frame); stand(frame, first); frame.back = true; frame.tell(event, JSON.stringify(value)) }
  const several = ({ kind, count }) => fill(count === 1 ? words.one : words.many, { kind, n: count })
  const lines = [mark === 'replaced' ? fill(words.stands, { original: unit.original }) : '',
    term ? several(term) : words.as_is].filter(Boolean)
  box.append(title, make('p', '', lines.join(' · ')))

  const code = make('input'), label = make('label', '', words.by)
  code.value = term ? term.code : data.next
  code.maxLength = 60
  label.append(code)
  const replace = () => send('replace', { words: phrase, term: name ?? null, code: code.value.trim() })
  const ways = make('div', 'ways')
  const keep = makeButton('', words.keep, mark ? () => send('keep', unit.terms) : leave)
  ways.append(makeButton(mark === 'replaced' ? '' : 'main', mark === 'replaced' ? words.recode : words.replace, replace), keep)
  code.onkeydown = (event) => { if (event.key === 'Enter') { event.preventDefault(); replace() } }
  box.append(label)
  if (mark === 'replaced' && unit.terms.length > 1) {
    const others = unit.terms.slice(1).map((other) => `${other} (${data.terms[other].count}×)`)
    box.append(make('p', '', fill(words.also, { terms: others.join(', ') })))
  }
  box.append(ways)
  const reach = make('div', 'reach'), row = first.row.units
  const start = row[row.indexOf(first) - 1], end = row[row.indexOf(last) + 1]
  const arrow = (sign, hint, from, to) => {
    const button = makeButton('', sign, () => menu(frame, data, from, to))
    button.setAttribute('aria-label', hint)
    button.title = hint
    return button
  }
  if (start) reach.append(arrow(`+ ${start.original}`, `${words.earlier}: ${start.original}`, start, last))
  if (end) reach.append(arrow(`+ ${end.original}`, `${words.wider}: ${end.original}`, first, end))
  if (reach.children.length) { reach.prepend(make('span', '', words.with)); box.append(reach) }
  const cross = makeButton('shut', '×', leave)
  cross.setAttribute('aria-label', words.close)
  box.append(cross)
  box.onkeydown = (event) => { if (event.key === 'Escape') { event.stopPropagation(); leave() } }
  frame.append(box)
  setBeside(frame, box, first.node)
  box.tabIndex = -1
  document.getSelection()?.removeAllRanges()
  // a second Enter may replace, but never bring a name back
  const begin = mark === 'replaced' ? box : find(ways, 'button')
  begin?.focus({ preventScroll: true })
}

// Below the word, or above it where the frame ends.
function setBeside(frame, box, node) {
  const around = frame.getBoundingClientRect(), at = node.getClientRects()[0], size = box.getBoundingClientRect()
  const below = at.bottom - around.top + 6, above = at.top - around.top - size.height - 6
  const fits = at.bottom + 6 + size.height < Math.min(innerHeight, around.bottom + 40)
  box.style.top = `${fits || above < 0 ? below : above}px`
  box.style.left = `${Math.max(0, Math.min(at.left - around.left, around.width - size.width))}px`
}

// After a choice the page is drawn anew: one stands again on what stands there now.
function goBack(frame, where) {
  const unit = frame.units.find((each) => each.row.turn === where.turn && each.row.more === where.more && each.end > where.at)
  if (!unit) return
  for (const each of frame.units) each.node.tabIndex = -1
  unit.node.tabIndex = 0
  if (frame.back) stand(frame, unit)
  frame.back = false
}
