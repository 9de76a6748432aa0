// What one does with words and notes: give blocks and themes, take back, link a turn to its question, go about.
/** @import { Note, Option, Options, Part, Reader } from './reader_data.js' */
import { fill } from '../../../../ui/assets/dom.js'
import { newId } from '../../../../ui/assets/page_id.js'
import { choose, closeChooser } from './reader_choose.js'
import { act, letGo } from './reader_desk.js'
import { dirty, returnTo } from './reader_editor.js'
import { goTo, markOf, release, selection } from './reader_page.js'
import { drawingOf, partAt, trimmed } from './reader_text.js'

const LONGEST = 10000 // units of a passage; the server says the same of code points

// ---- what one does with a passage

/** @param {Reader} it @param {string} block */
export function giveBlock(it, block) {
  const { desk, data } = it
  if (data.readonly) return
  const chosen = selection(it) ?? it.last
  const span = chosen && trimmed(desk, ...chosen)
  if (!span) return it.say(data.words.selectFirst)
  if (span[1] - span[0] > LONGEST) return it.say(data.words.tooLong)
  const id = newId(), themes = it.pending
  Object.assign(it, { last: span, cursor: span[1], pending: [], lastBlock: block, open: [id] })
  closeChooser(it, false)
  document.getSelection()?.removeAllRanges()
  release(it)
  desk.undone.push({ do: 'code', note: id })
  act(desk, { id, do: 'code', start: desk.text.points(span[0]), end: desk.text.points(span[1]), block, themes })
  const part = desk.parts[partAt(desk.parts, span[0])]
  goTo(it, part, { scroll: '' })
  if (it.phone()) markOf(part, it.open[0])?.scrollIntoView({ block: 'start' }) // above the sheet with its note
  it.say(fill(data.words.given, { block: it.blockName[block] }))
}

/** @param {Reader} it @param {string | undefined} theme */
export function giveTheme(it, theme) {
  const { data } = it
  if (data.readonly || !theme) return
  if (selection(it)) {
    it.pending = it.pending.includes(theme) ? it.pending.filter((each) => each !== theme) : [...it.pending, theme]
    const row = it.chooser?.options.find((each) => each.option.theme === theme), along = it.pending.includes(theme)
    row?.setAttribute('aria-selected', String(row.option.chosen = along))
    it.say(fill(along ? data.words.themeAlong : data.words.themeNot, { theme: nameOf(it, theme) }))
    return
  }
  const note = oneOpen(it)
  if (!note) return it.say(data.words.themeFirst)
  setTheme(it, note, theme, !note.themes.includes(theme))
}

// The note that keys are about: the one that is open, beside one that is being edited.
/** @param {Reader} it */
export function oneOpen(it) {
  const ids = it.open.length === 1 ? it.open : it.open.filter((id) => id !== it.editing?.id)
  return ids.length === 1 ? it.shown.byId.get(ids[0]) : null
}

/** @param {Reader} it @param {Note} note @param {string} theme @param {boolean} gives */
export function setTheme(it, note, theme, gives) {
  it.desk.undone.push({ do: 'theme', note: note.id, theme, given: !gives })
  act(it.desk, { do: 'theme', note: note.id, theme, given: gives })
  it.say(fill(gives ? it.data.words.themeGiven : it.data.words.themeTaken, { theme: nameOf(it, theme) }))
}

/** @param {Reader} it @param {string} theme */
function nameOf(it, theme) {
  return (it.desk.book.find((each) => each.id === theme) ?? it.desk.named.get(theme))?.name ?? theme
}

/** @param {Reader} it @param {Note} note @param {HTMLElement} from */
export function chooseThemes(it, note, from) {
  const book = it.desk.book.map((theme) => ({ id: theme.id, name: theme.name, colour: theme.colour, chosen: note.themes.includes(theme.id) }))
  choose(it, {
    at: from.getBoundingClientRect(), label: it.data.words.addTheme, groups: [{ name: it.data.words.themes, options: book }],
    picked: (option) => {
      const now = it.shown.byId.get(it.desk.storedIds.get(note.id) ?? note.id)
      if (now && option.id) setTheme(it, now, option.id, !option.chosen)
      return true
    },
  })
}

/** @param {Reader} it @param {Note | undefined} note */
export function removeNote(it, note) {
  if (it.data.readonly || !note) return
  if (note.how === 'refused' && note.op?.do === 'code') return letGo(it.desk, note.op)
  it.desk.undone.push({ do: 'return', note: note.id, before: note, op: act(it.desk, { do: 'remove', note: note.id }) })
  it.say(it.data.words.removed)
  if (!it.root.contains(document.activeElement)) focusTurn(it)
}

/** Puts the keyboard at the turn one is at. @param {Reader} it */
export function focusTurn(it) {
  if (it.current) drawingOf(it.current).box.focus({ preventScroll: true })
}

// Takes back what one did last in this document, as far as this page knows.
/** @param {Reader} it */
export function undo(it) {
  const { desk, data } = it
  const last = desk.undone.pop()
  if (!last) return it.say(data.words.nothingToUndo)
  if (last.do === 'code') {
    const waiting = desk.queue.find((each) => each.id === last.note && each.do === 'code')
    waiting?.refused ? letGo(desk, waiting) : act(desk, { do: 'remove', note: last.note })
  } else if (last.do === 'return') {
    const { note, op, before } = last
    it.open = [desk.storedIds.get(note) ?? note]
    act(desk, { do: 'return', note, number: op.number ?? 0, of: op.id, before: { ...before, how: undefined, op: undefined } })
  } else act(desk, last)
  it.say(data.words.undone)
}

/** @param {Reader} it @param {Part | null} part */
export function chooseQuestion(it, part) {
  const { data, desk } = it, turn = part?.turn, linkButton = part && drawingOf(part).linkButton
  if (data.readonly || turn === undefined || !linkButton || !data.questions.length) return
  const now = it.shown.links.get(turn) ?? null
  /** @type {Map<string, Option[]>} */
  const groups = new Map()
  for (const [key, wording, block] of data.questions) {
    groups.set(block, [...groups.get(block) ?? [], { id: key, name: wording, chosen: key === now }])
  }
  const none = now ? [{ name: data.words.linked, options: [{ id: null, name: data.words.noQuestion }] }] : []
  choose(it, {
    at: linkButton.getBoundingClientRect(), label: data.words.linkHint,
    groups: [...none, ...[...groups].map(([block, options]) => ({ name: it.blockName[block] ?? block, options }))],
    picked: ({ id: question = null }) => {
      if (question === now) return false
      desk.undone.push({ do: 'link', turn, question: now, opened: { question } })
      act(desk, { do: 'link', turn, question, opened: { question: now } })
      it.say(question ? data.words.linkMade : data.words.linkTaken)
      return false
    },
  })
}

// ---- the palette beside a selection

/** @param {Reader} it @param {boolean} focus */
export function palette(it, focus) {
  const { data } = it
  if (data.readonly || !selection(it)) return
  const chosen = document.getSelection()
  const rects = chosen?.rangeCount ? [...chosen.getRangeAt(0).getClientRects()] : []
  const last = rects.at(-1) ?? (it.current ? drawingOf(it.current).box : it.page).getBoundingClientRect()
  const first = rects[0] ?? last
  choose(it, {
    at: { top: first.top, bottom: last.bottom, left: last.left }, label: data.words.palette, groups: blocksAndThemes(it), focus,
    picked: (option) => {
      if (option.block) { giveBlock(it, option.block); return false }
      giveTheme(it, option.theme)
      option.chosen = !option.chosen // which the list turns again
      return true
    },
    closed: () => { it.pending = [] },
  })
}

// The blocks by their questions, and after them the themes, those with a digit first.
/** @param {Reader} it @returns {Options[]} */
function blocksAndThemes(it) {
  const { data, desk } = it
  const digit = (/** @type {string} */ id) => (it.digits?.includes(id) ? String(it.digits.indexOf(id) + 1) : '')
  /** @type {Options[]} */
  const groups = data.groups.map(([key, name]) => ({
    name, colour: `var(--${key})`,
    options: data.blocks.filter((each) => each.group === key).map((each) => ({ block: each.id, name: each.name, key: each.key })),
  })).filter((group) => group.options.length)
  const book = desk.book.map((each) => ({ theme: each.id, name: each.name, key: digit(each.id), colour: each.colour, chosen: it.pending.includes(each.id) }))
  if (book.length) groups.push({ name: data.words.themesAlong, wide: true, options: book.sort((a, b) => (a.key || '~').localeCompare(b.key || '~')) })
  return groups
}

// ---- notes that are open

/** @param {Reader} it @param {string[]} ids */
export function openNotes(it, ids) {
  it.open = [...ids]
  it.last = null
  it.draw()
}

/** @param {Reader} it @param {string} id */
export function showNote(it, id) {
  const note = it.shown.byId.get(id)
  if (!note) return
  const part = it.desk.parts[partAt(it.desk.parts, note.start)]
  goTo(it, part, { focus: false, scroll: '' })
  it.cursor = note.start
  openNotes(it, it.shown.notes.filter((each) => each.start === note.start && each.end === note.end).map((each) => each.id))
  const mark = markOf(part, id)
  mark?.focus({ preventScroll: true })
  mark?.scrollIntoView({ block: 'center' })
}

// The next or previous passage from where one is.
/** @param {Reader} it @param {number} by 1 or -1 */
export function step(it, by) {
  const { notes } = it.shown, part = it.current ?? it.desk.parts[0]
  const open = notes.find((note) => note.id === it.open[0] && note.start >= part.start && note.start <= part.end)
  const from = open ? [open.start, open.end] : [cursorIn(it, part) ?? part.start, by > 0 ? -1 : Infinity]
  const after = (/** @type {Note} */ note) => note.start > from[0] || (note.start === from[0] && note.end > from[1])
  const before = (/** @type {Note} */ note) => note.start < from[0] || (note.start === from[0] && note.end < from[1])
  const note = by > 0 ? notes.find(after) : notes.findLast(before)
  note ? showNote(it, note.id) : it.say(by > 0 ? it.data.words.noNext : it.data.words.noPrevious)
}

/** The unit one is at, where that is in this part; else null. @param {Reader} it @param {Part} part */
export function cursorIn({ cursor }, part) {
  return cursor !== null && cursor >= part.start && cursor <= part.end ? cursor : null
}

/** @param {Reader} it */
export function close(it) {
  if (it.editing && dirty(it.editing)) return returnTo(it, it.editing)
  it.editing = null
  openNotes(it, [])
  focusTurn(it)
}

/** @param {Reader} it */
export function toggleLegend(it) {
  const shown = it.legend.checkVisibility()
  it.root.classList.toggle('with-legend', !shown)
  it.root.classList.toggle('no-legend', shown)
  if (!shown) it.legend.scrollIntoView({ block: 'nearest' })
}
