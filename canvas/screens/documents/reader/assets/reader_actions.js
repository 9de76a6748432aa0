// What one does with words and notes: give blocks and themes, take back, link a turn to its question, go about.
import { newId } from '../../../../ui/assets/page_id.js'
import { choose, closeChooser } from './reader_choose.js'
import { act, letGo } from './reader_desk.js'
import { dirty } from './reader_editor.js'
import { goTo, markOf, release, selection } from './reader_page.js'
import { partAt, trimmed } from './reader_text.js'

const LONGEST = 10000 // units of a passage; the server says the same of code points

// ---- what one does with a passage

export function giveBlock(it, block) {
  const { desk, data } = it
  if (data.readonly) return
  const chosen = /** @type {[number, number] | null} */ (selection(it) ?? it.last)
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
  it.say(data.words.given.replace('{block}', it.blockName[block]))
}

export function giveTheme(it, theme) {
  const { data } = it
  if (data.readonly || !theme) return
  if (selection(it)) {
    it.pending = it.pending.includes(theme) ? it.pending.filter((each) => each !== theme) : [...it.pending, theme]
    const row = it.chooser?.options.find((each) => each.option.theme === theme)
    row?.setAttribute('aria-selected', String(row.option.chosen = it.pending.includes(theme)))
    it.say((it.pending.includes(theme) ? data.words.themeAlong : data.words.themeNot).replace('{theme}', nameOf(it, theme)))
    return
  }
  const note = oneOpen(it)
  if (!note) return it.say(data.words.themeFirst)
  setTheme(it, note, theme, !note.themes.includes(theme))
}

// The note that keys are about: the one that is open, beside one that is being edited.
export function oneOpen(it) {
  const ids = it.open.length === 1 ? it.open : it.open.filter((id) => id !== it.editing?.id)
  return ids.length === 1 ? it.shown.byId.get(ids[0]) : null
}

export function setTheme(it, note, theme, gives) {
  it.desk.undone.push({ do: 'theme', note: note.id, theme, given: !gives })
  act(it.desk, { do: 'theme', note: note.id, theme, given: gives })
  it.say((gives ? it.data.words.themeGiven : it.data.words.themeTaken).replace('{theme}', nameOf(it, theme)))
}

function nameOf(it, theme) {
  return (it.desk.book.find((each) => each.id === theme) ?? it.desk.named.get(theme))?.name ?? theme
}

export function chooseThemes(it, note, from) {
  const book = it.desk.book.map((theme) => ({ id: theme.id, name: theme.name, colour: theme.colour, chosen: note.themes.includes(theme.id) }))
  choose(it, {
    at: from.getBoundingClientRect(), label: it.data.words.addTheme, groups: [{ name: it.data.words.themes, options: book }],
    picked: (option) => {
      const now = it.shown.byId.get(it.desk.storedIds.get(note.id) ?? note.id)
      if (now) setTheme(it, now, option.id, !option.chosen)
      return true
    },
  })
}

export function removeNote(it, note) {
  if (it.data.readonly) return
  if (note.how === 'refused' && note.op.do === 'code') return letGo(it.desk, note.op)
  const entry = { do: 'return', note: note.id, before: note }
  it.desk.undone.push(entry)
  entry.op = act(it.desk, { do: 'remove', note: note.id })
  it.say(it.data.words.removed)
  if (!it.root.contains(document.activeElement)) it.current?.box.focus({ preventScroll: true })
}

// Takes back what one did last in this document, as far as this page knows.
export function undo(it) {
  const { desk, data } = it
  const last = desk.undone.pop()
  if (!last) return it.say(data.words.nothingToUndo)
  const { op, before, ...change } = last
  const waiting = desk.queue.find((each) => each.id === last.note && each.do === 'code')
  if (last.do === 'code' && waiting?.refused) letGo(desk, waiting)
  else if (last.do === 'code') act(desk, { do: 'remove', note: last.note })
  else if (last.do === 'return') {
    it.open = [desk.storedIds.get(last.note) ?? last.note]
    act(desk, { ...change, number: op.number ?? 0, of: op.id, before: { ...before, how: undefined, op: undefined } })
  } else act(desk, change)
  it.say(data.words.undone)
}

export function chooseQuestion(it, part) {
  const { data, desk } = it
  if (data.readonly || !part?.linkButton || !data.questions.length) return
  const now = it.shown.links.get(part.turn) ?? null
  const groups = new Map()
  for (const [key, wording, block] of data.questions) {
    if (!groups.has(block)) groups.set(block, [])
    groups.get(block).push({ id: key, name: wording, chosen: key === now })
  }
  const none = now ? [{ name: data.words.linked, options: [{ id: null, name: data.words.noQuestion }] }] : []
  choose(it, {
    at: part.linkButton.getBoundingClientRect(), label: data.words.linkHint,
    groups: [...none, ...[...groups].map(([block, options]) => ({ name: it.blockName[block] ?? block, options }))],
    picked: (option) => {
      if (option.id === now) return false
      desk.undone.push({ do: 'link', turn: part.turn, question: now, opened: { question: option.id } })
      act(desk, { do: 'link', turn: part.turn, question: option.id, opened: { question: now } })
      it.say(option.id ? data.words.linkMade : data.words.linkTaken)
      return false
    },
  })
}

// ---- the palette beside a selection

export function palette(it, focus) {
  const { data, desk } = it
  if (data.readonly || !selection(it)) return
  const digit = (id) => (it.digits.includes(id) ? String(it.digits.indexOf(id) + 1) : '')
  const groups = data.groups.map(([key, name]) => ({
    name, colour: `var(--${key})`,
    options: data.blocks.filter((each) => each.group === key).map((each) => ({ block: each.id, name: each.name, key: each.key })),
  })).filter((group) => group.options.length)
  const book = desk.book.map((each) => ({ theme: each.id, name: each.name, key: digit(each.id), colour: each.colour, chosen: it.pending.includes(each.id) }))
  if (book.length) groups.push({ name: data.words.themesAlong, wide: true, options: book.sort((a, b) => (a.key || '~').localeCompare(b.key || '~')) })
  const chosen = document.getSelection()
  const rects = chosen?.rangeCount ? [...chosen.getRangeAt(0).getClientRects()] : []
  const last = rects.at(-1) ?? it.current.box.getBoundingClientRect()
  const first = rects[0] ?? last
  choose(it, {
    at: { top: first.top, bottom: last.bottom, left: last.left }, label: data.words.palette, groups, focus,
    picked: (option) => {
      if (option.block) { giveBlock(it, option.block); return false }
      giveTheme(it, option.theme)
      option.chosen = !option.chosen // which the list turns again
      return true
    },
    closed: () => { it.pending = [] },
  })
}

// ---- notes that are open

export function openNotes(it, ids) {
  it.open = [...ids]
  it.last = null
  it.draw()
}

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
export function step(it, by) {
  const notes = it.shown?.notes ?? []
  const part = it.current ?? it.desk.parts[0]
  const within = (place) => place !== null && place >= part.start && place <= part.end
  const open = notes.find((note) => note.id === it.open[0] && within(note.start))
  const from = open ? [open.start, open.end] : [within(it.cursor) ? it.cursor : part.start, by > 0 ? -1 : Infinity]
  const after = (note) => note.start > from[0] || (note.start === from[0] && note.end > from[1])
  const before = (note) => note.start < from[0] || (note.start === from[0] && note.end < from[1])
  const note = by > 0 ? notes.find(after) : notes.findLast(before)
  note ? showNote(it, note.id) : it.say(by > 0 ? it.data.words.noNext : it.data.words.noPrevious)
}

export function close(it) {
  const part = it.current
  if (it.editing && dirty(it)) {
    it.say(it.data.words.editing)
    return it.editing.form.elements[0].focus()
  }
  it.editing = null
  openNotes(it, [])
  part?.box.focus({ preventScroll: true })
}

export function toggleLegend(it) {
  const shown = it.legend.checkVisibility()
  it.root.classList.toggle('with-legend', !shown)
  it.root.classList.toggle('no-legend', shown)
  if (!shown) it.legend.scrollIntoView({ block: 'nearest' })
}
