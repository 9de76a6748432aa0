// The words on the page: one article a turn or paragraph, its passages marked. Everything that people said is set as
// text, never as HTML. A part is drawn anew only where its marks changed.
/** @import { Note, Part, Reader } from './reader_data.js' */
/** @import { Voice } from './reader_speakers.js' */
/** @import { Span } from './reader_text.js' */
import { element, fill, findAll, focusedIn, makeLetter } from '../../../../ui/assets/dom.js'
import { calledAloud, clock, voiceOf } from './reader_speakers.js'
import { drawingOf, nodeAt, partAt, placeOf, whole } from './reader_text.js'

/** @param {Reader} it */
export function buildPage(it) {
  it.page.replaceChildren(...it.desk.parts.map((part) => article(it, part)))
  it.current = null
}

/** @param {Reader} it @param {Part} part */
function article(it, part) {
  const box = element('article', { tabIndex: -1, piece: part }), voice = voiceOf(part, it.data)
  box.className = part.title ? 'title' : part.turn === undefined ? 'paragraph' : `turn ${part.who?.part ?? 'other'}`
  const words = element('p', { className: 'words', dir: 'auto' })
  if (part.title) words.setAttribute('role', 'heading'), words.setAttribute('aria-level', '2')
  const linkButton = part.turn === undefined ? null : element('button', { type: 'button', className: 'asked', tabIndex: -1 })
  part.drawn = { box, node: words, linkButton, marks: null, opened: '', linked: null }
  if (linkButton) {
    box.append(headOf(it, part, voice, linkButton))
    box.style.setProperty('--c', voice.colour)
  }
  box.setAttribute('aria-label', calledAloud(part, voice, it.data.words))
  box.append(words)
  // what is not in sight is not laid out; about as high as its words will be
  box.style.containIntrinsicSize = `auto ${(part.turn === undefined ? 14 : 42) + 24 * Math.ceil((part.end - part.start) / 78)}px`
  paint(it, part, [])
  return box
}

/** @param {Reader} it @param {Part} part @param {Voice} voice @param {HTMLElement} linkButton */
function headOf(it, part, voice, linkButton) {
  const head = element('header'), time = clock(part.ms)
  if (voice.letter) head.append(makeLetter(voice, 'letter'))
  head.append(element('b', { textContent: voice.name }))
  if (voice.line) head.append(element('span', { textContent: voice.line }))
  if (time) head.append(element('time', { textContent: time }))
  if (it.data.questions.length) head.append(linkButton)
  return head
}

// Cuts the words of a part where passages begin and end, and marks what lies in one or more of them.
/** @param {Reader} it @param {Part} part @param {Note[]} notes */
function paint(it, part, notes) {
  const drawing = drawingOf(part)
  const key = notes.map((note) => `${note.id} ${note.start} ${note.end} ${note.block} ${note.how ?? ''} ${note.text}`).join('|')
  if (drawing.marks === key) return
  const first = drawing.marks === null
  drawing.marks = key
  const focusedNote = first ? undefined : focusedIn(drawing.box)?.notes?.[0]
  const { words } = it.desk.text
  const edges = new Set([part.start, part.end])
  for (const note of notes) edges.add(Math.max(note.start, part.start)).add(Math.min(note.end, part.end))
  const cuts = [...edges].sort((a, b) => a - b)
  drawing.node.replaceChildren(...cuts.slice(0, -1).map((at, index) => {
    const node = document.createTextNode(words.slice(at, cuts[index + 1]))
    node.at = at
    const over = notes.filter((note) => note.start <= at && note.end > at)
    return over.length ? mark(it, node, over, part) : node
  }))
  if (focusedNote) (markOf(part, focusedNote) ?? drawing.box).focus({ preventScroll: true })
}

/** @param {Reader} it @param {Text} node @param {Note[]} over @param {Part} part */
function mark(it, node, over, part) {
  const box = element('mark', { tabIndex: it.current === part ? 0 : -1 })
  box.notes = over.map((note) => note.id)
  box.append(node)
  box.setAttribute('role', 'button')
  // words in several passages are hatched, and banded where those are of different hues
  const colours = [...new Set(over.map((note) => `var(--${it.groupOf[note.block] ?? 'other'})`))]
  const stops = colours.flatMap((each, place) => [place, place + 1].map((edge) => `${each} ${(100 * edge) / colours.length}%`))
  box.style.background = over.length > 1 ? `var(--hatch), linear-gradient(${stops.join(', ')})` : colours[0]
  box.className = [over.length > 1 ? 'over' : '', over.some((note) => note.how === 'refused') ? 'refused' : '',
    over.some((note) => note.how) ? 'waiting' : ''].join(' ').trim()
  box.title = over.map((note) => `${it.blockName[note.block] ?? note.block}: ${note.text}`).join('\n')
  return box
}

/** @param {Part} part @param {string} id of a note */
export function markOf(part, id) {
  return marksIn(part).find((each) => each.notes?.includes(id))
}

/** @param {Part} part */
function marksIn(part) {
  return findAll(drawingOf(part).node, 'mark')
}

// The notes that each part carries, and what changed since the parts were drawn. One's own selection stays where it is.
/** @param {Reader} it */
export function paintAll(it) {
  const { desk } = it
  if (it.dragging) { it.late = true; return } // a selection is being made with the mouse
  const shown = it.shown
  /** @type {Map<number, Note[]>} */
  const per = new Map()
  for (const note of shown.notes) {
    for (let at = Math.max(0, partAt(desk.parts, note.start)); at < desk.parts.length && desk.parts[at].start < note.end; at++) {
      const before = per.get(at)
      if (desk.parts[at].end > note.start) before ? before.push(note) : per.set(at, [note])
    }
  }
  const selected = selection(it, false)
  let touched = false
  for (const part of desk.parts) {
    const notes = per.get(part.index) ?? [], drawing = drawingOf(part)
    const before = drawing.marks
    paint(it, part, notes)
    if (before !== drawing.marks) drawing.opened = ''
    if (before !== drawing.marks && selected && part.start < selected[1] && part.end > selected[0]) touched = true
    if (part.turn !== undefined) showLink(it, part, shown.links.get(part.turn) ?? '')
    if (drawing.opened !== openedIn(it, notes)) openMarks(it, part, notes)
  }
  if (touched && selected) select(it, selected[0], selected[1], false)
}

/** @param {Reader} it @param {Note[]} notes */
function openedIn(it, notes) {
  return notes.filter((note) => it.open.includes(note.id)).map((note) => note.id).join(' ')
}

/** @param {Reader} it @param {Part} part @param {Note[]} notes */
function openMarks(it, part, notes) {
  drawingOf(part).opened = openedIn(it, notes)
  for (const each of marksIn(part)) {
    const opened = each.notes?.some((id) => it.open.includes(id))
    opened ? each.setAttribute('aria-current', 'true') : each.removeAttribute('aria-current')
  }
}

/** @param {Reader} it @param {Part} part @param {string} key of a question, '' for none */
function showLink(it, part, key) {
  const drawing = drawingOf(part), { linkButton } = drawing
  if (!linkButton || drawing.linked === key) return
  drawing.linked = key
  const { words, questions } = it.data
  const question = questions.find(([each]) => each === key)
  linkButton.textContent = key ? fill(words.answers, { question: question?.[1] ?? key }) : words.link
  linkButton.title = words.linkHint
  linkButton.classList.toggle('linked', Boolean(key))
}

// ---- which turn the keyboard is at, and which words are selected

/** @param {Reader} it @param {Part | undefined} part @param {{ focus?: boolean, scroll?: ScrollLogicalPosition | '' }} [how] */
export function goTo(it, part, { focus = true, scroll = 'nearest' } = {}) {
  if (!part) return
  const { box } = drawingOf(part)
  if (it.current !== part) {
    for (const each of [it.current, part]) {
      if (!each) continue
      const here = each === part, drawing = drawingOf(each)
      drawing.box.classList.toggle('current', here)
      for (const stop of [drawing.box, ...marksIn(each), drawing.linkButton]) if (stop) stop.tabIndex = here ? 0 : -1
    }
    it.current = part
  }
  if (focus) box.focus({ preventScroll: true })
  if (scroll) box.scrollIntoView({ block: scroll })
}

// The selected words as [start, end]; null for none. Kept while a field beside the text has the keyboard.
/** @param {Reader} it @param {boolean} [withHeld] @returns {Span | null} */
export function selection(it, withHeld = true) {
  const chosen = document.getSelection(), last = it.desk.parts.at(-1)
  if (last && chosen?.rangeCount && !chosen.isCollapsed) {
    const range = chosen.getRangeAt(0)
    if (range.intersectsNode(it.page)) {
      const start = it.page.contains(range.startContainer) ? placeOf(range.startContainer, range.startOffset, false) : it.desk.parts[0].start
      const end = it.page.contains(range.endContainer) ? placeOf(range.endContainer, range.endOffset, true) : last.end
      if (start !== null && end !== null && start < end) return whole(it.desk, start, end)
    }
  }
  return withHeld ? it.heldSpan : null
}

/** @param {Reader} it @param {number} start @param {number} end @param {boolean} [scroll] */
export function select(it, start, end, scroll = true) {
  const from = nodeAt(it.desk, start, false), to = nodeAt(it.desk, end, true)
  if (!from[0] || !to[0]) return
  const chosen = /** @type {Selection} */ (document.getSelection())
  chosen.setBaseAndExtent(...from, ...to)
  if (!scroll) return
  const range = chosen.getRangeAt(0)
  const edge = it.backward ? range.getClientRects()[0] : [...range.getClientRects()].at(-1)
  const { top, bottom } = visible(it)
  if (edge && (edge.top < top + 8 || edge.bottom > bottom - 8)) it.scroller.scrollBy(0, edge.top - (top + (bottom - top) / 3))
}

/** The part of the screen in which the words are seen. @param {Reader} it */
export function visible(it) {
  const box = it.scroller.getBoundingClientRect()
  const sheet = it.phone() && !it.panel.hidden ? it.panel.getBoundingClientRect().height : 0
  const under = 112 // the menu and the bar
  return { top: Math.max(box.top, 0) + under, bottom: Math.min(box.bottom, innerHeight) - sheet }
}

// While a field beside the text has the keyboard, the browser shows no selection: the words are painted instead.
/** @param {Reader} it */
export function hold(it) {
  it.heldSpan = selection(it)
  if (!it.heldSpan || !window.Highlight) return
  const range = document.createRange()
  range.setStart(...nodeAt(it.desk, it.heldSpan[0], false))
  range.setEnd(...nodeAt(it.desk, it.heldSpan[1], true))
  CSS.highlights.set('pps-held', new Highlight(range))
}

/** @param {Reader} it */
export function release(it) {
  it.heldSpan = null
  window.CSS?.highlights?.delete('pps-held')
}
