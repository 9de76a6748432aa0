// The words on the page: one article a turn or paragraph, its passages marked. Everything that people said is set as
// text, never as HTML. A part is drawn anew only where its marks changed.
import { element, focusedIn } from '../../../../ui/assets/dom.js'
import { nodeAt, partAt, placeOf, whole } from './reader_text.js'

export function buildPage(it) {
  const { desk } = it
  it.page.replaceChildren(...desk.parts.map((part) => article(it, part)))
  it.current = null
}

function article(it, part) {
  const box = element('article', { tabIndex: -1 })
  box.piece = part
  const who = roleOf(it, part)
  box.className = part.title ? 'title' : part.turn === undefined ? 'paragraph' : `turn ${part.who?.part ?? 'other'}`
  const words = element('p', { className: 'words', dir: 'auto' })
  if (part.title) words.setAttribute('role', 'heading'), words.setAttribute('aria-level', '2')
  part.node = words
  part.box = box
  if (part.turn !== undefined) {
    const head = element('header')
    if (who.letter) {
      const letter = element('span', { className: 'letter', textContent: who.letter })
      letter.setAttribute('aria-hidden', 'true')
      letter.style.setProperty('--c', who.colour)
      head.append(letter)
    }
    head.append(element('b', { textContent: who.name }))
    if (who.line) head.append(element('span', { textContent: who.line }))
    if (part.ms !== null) head.append(element('time', { textContent: clock(part.ms) }))
    part.linkButton = element('button', { type: 'button', className: 'asked', tabIndex: -1 })
    if (it.data.questions.length) head.append(part.linkButton)
    box.append(head)
    box.style.setProperty('--c', who.colour)
  }
  box.setAttribute('aria-label', [who.name, who.line, part.ms === null ? '' : clock(part.ms)].filter(Boolean).join(', ')
    || it.data.words.paragraph.replace('{n}', part.index + 1))
  box.append(words)
  // what is not in sight is not laid out; about as high as its words will be
  box.style.containIntrinsicSize = `auto ${(part.turn === undefined ? 14 : 42) + 24 * Math.ceil((part.end - part.start) / 78)}px`
  paint(it, part, [])
  return box
}

// Who speaks in a part, as it is shown: a respondent by code and role, else as the transcript has it.
function roleOf(it, part) {
  const { who } = part
  const role = who?.part === 'respondent' ? it.data.roles[who.role] : null
  const label = part.speaker ?? ''
  if (role) return { letter: role.letter, colour: role.colour, name: who.code, line: role.name }
  if (who?.part === 'interviewer') return { letter: '', colour: 'var(--soft)', name: it.data.words.interviewer, line: '' }
  return { letter: label ? '?' : '', colour: 'var(--soft)', name: label || it.data.words.unknown, line: '' }
}

function clock(ms) {
  const seconds = Math.floor(ms / 1000)
  const two = (number) => String(number).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

// Cuts the words of a part where passages begin and end, and marks what lies in one or more of them.
function paint(it, part, notes) {
  const key = notes.map((note) => `${note.id} ${note.start} ${note.end} ${note.block} ${note.how ?? ''} ${note.text}`).join('|')
  if (part.marks === key) return
  const first = part.marks === null
  part.marks = key
  part.notes = notes
  const focusedNote = first ? undefined : focusedIn(part.box)?.notes?.[0]
  const { words } = it.desk.text
  const edges = new Set([part.start, part.end])
  for (const note of notes) edges.add(Math.max(note.start, part.start)).add(Math.min(note.end, part.end))
  const cuts = [...edges].sort((a, b) => a - b)
  part.node.replaceChildren(...cuts.slice(0, -1).map((at, index) => {
    const node = document.createTextNode(words.slice(at, cuts[index + 1]))
    node.at = at
    const over = notes.filter((note) => note.start <= at && note.end > at)
    return over.length ? mark(it, node, over, part) : node
  }))
  if (focusedNote) (markOf(part, focusedNote) ?? part.box).focus({ preventScroll: true })
}

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

export function markOf(part, id) {
  return [...part.node.children].find((each) => each.notes?.includes(id))
}

// The notes that each part carries, and what changed since the parts were drawn. One's own selection stays where it is.
export function paintAll(it) {
  const { desk } = it
  if (it.dragging) { it.late = true; return } // a selection is being made with the mouse
  const shown = it.shown
  const per = new Map()
  for (const note of shown.notes) {
    for (let at = Math.max(0, partAt(desk.parts, note.start)); at < desk.parts.length && desk.parts[at].start < note.end; at++) {
      if (desk.parts[at].end > note.start) per.has(at) ? per.get(at).push(note) : per.set(at, [note])
    }
  }
  const selected = selection(it, false)
  let touched = false
  for (const part of desk.parts) {
    const notes = per.get(part.index) ?? NONE
    const before = part.marks
    paint(it, part, notes)
    if (before !== part.marks) part.opened = ''
    if (before !== part.marks && selected && part.start < selected[1] && part.end > selected[0]) touched = true
    if (part.linkButton) showLink(it, part, shown.links.get(part.turn))
    if (part.opened !== openedIn(it, notes)) openMarks(it, part, notes)
  }
  if (touched) select(it, selected[0], selected[1], false)
}

const NONE = []

function openedIn(it, notes) {
  return notes.filter((note) => it.open.includes(note.id)).map((note) => note.id).join(' ')
}

function openMarks(it, part, notes) {
  part.opened = openedIn(it, notes)
  for (const each of part.node.children) {
    const opened = each.notes?.some((id) => it.open.includes(id))
    opened ? each.setAttribute('aria-current', 'true') : each.removeAttribute('aria-current')
  }
}

function showLink(it, part, key) {
  if (part.linked === (key ?? '')) return
  part.linked = key ?? ''
  const { words, questions } = it.data
  const question = questions.find(([each]) => each === key)
  part.linkButton.textContent = key ? words.answers.replace('{question}', question?.[1] ?? key) : words.link
  part.linkButton.title = words.linkHint
  part.linkButton.classList.toggle('linked', Boolean(key))
}

// ---- which turn the keyboard is at, and which words are selected

export function goTo(it, part, { focus = true, scroll = 'nearest' } = {}) {
  if (!part) return
  if (it.current !== part) {
    for (const each of [it.current, part]) {
      if (!each) continue
      const here = each === part
      each.box.tabIndex = here ? 0 : -1
      each.box.classList.toggle('current', here)
      for (const child of each.node.children) child.tabIndex = here ? 0 : -1
      if (each.linkButton) each.linkButton.tabIndex = here ? 0 : -1
    }
    it.current = part
  }
  if (focus) part.box.focus({ preventScroll: true })
  if (scroll) part.box.scrollIntoView({ block: scroll })
}

// The selected words as [start, end]; null for none. Kept while a field beside the text has the keyboard.
export function selection(it, withHeld = true) {
  const chosen = document.getSelection()
  if (chosen?.rangeCount && !chosen.isCollapsed) {
    const range = chosen.getRangeAt(0)
    if (range.intersectsNode(it.page)) {
      const start = it.page.contains(range.startContainer) ? placeOf(range.startContainer, range.startOffset, false) : it.desk.parts[0].start
      const end = it.page.contains(range.endContainer) ? placeOf(range.endContainer, range.endOffset, true) : it.desk.parts.at(-1).end
      if (start !== null && end !== null && start < end) return whole(it.desk, start, end)
    }
  }
  return withHeld ? it.heldSpan : null
}

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

export function visible(it) {
  const box = it.scroller.getBoundingClientRect()
  const sheet = it.phone() && !it.panel.hidden ? it.panel.getBoundingClientRect().height : 0
  const under = 112 // the menu and the bar
  return { top: Math.max(box.top, 0) + under, bottom: Math.min(box.bottom, innerHeight) - sheet }
}

// While a field beside the text has the keyboard, the browser shows no selection: the words are painted instead.
export function hold(it) {
  it.heldSpan = selection(it)
  if (!it.heldSpan || !window.Highlight) return
  const range = document.createRange()
  range.setStart(...nodeAt(it.desk, it.heldSpan[0], false))
  range.setEnd(...nodeAt(it.desk, it.heldSpan[1], true))
  CSS.highlights.set('pps-held', new Highlight(range))
}

export function release(it) {
  it.heldSpan = null
  window.CSS?.highlights?.delete('pps-held')
}
