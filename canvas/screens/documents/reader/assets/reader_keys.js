// Keys and mouse. A key does something only while the reader has the keyboard, and never while a field is typed in.
/** @import { Part, Reader } from './reader_data.js' */
/** @import { Span } from './reader_text.js' */
import { find, targetOf } from '../../../../ui/assets/dom.js'
import { chooseQuestion, chooseThemes, close, cursorIn, focusTurn, giveBlock, giveTheme, oneOpen, openNotes, palette, removeNote, step, toggleLegend, undo } from './reader_actions.js'
import { closeChooser } from './reader_choose.js'
import { look } from './reader_desk.js'
import { goTo, paintAll, release, select, selection } from './reader_page.js'
import { drawingOf, partAt, sentencesOf, trimmed, wordsOf } from './reader_text.js'

/** Listens until what is returned is called. @param {Reader} it */
export function listen(it) {
  it.page.addEventListener('pointerdown', (event) => {
    if (event.button || targetOf(event).closest('button')) return
    it.dragging = event.pointerType === 'mouse'
    it.last = null
  })
  it.page.addEventListener('click', (event) => clicked(it, event))
  it.page.addEventListener('focusin', (event) => {
    const part = targetOf(event).closest('article')?.piece
    if (part) goTo(it, part, { focus: false, scroll: '' })
  })
  const over = new AbortController(), { signal } = over, first = { capture: true, signal }
  window.addEventListener('keydown', (event) => onKey(it, event), first)
  for (const kind of ['pointerup', 'pointercancel']) document.addEventListener(kind, () => released(it), { signal })
  document.addEventListener('selectionchange', () => selectionMoved(it), { signal })
  document.addEventListener('pointerdown', (event) => pressedOutside(it, targetOf(event)), first)
  document.addEventListener('visibilitychange', () => look(it.desk), { signal }) // one comes back to this tab: what others did is shown at once
  return () => over.abort()
}

/** @param {Reader} it @param {HTMLElement} target */
function pressedOutside(it, target) {
  if (it.chooser && !it.chooser.box.contains(target) && !it.legend.contains(target)) closeChooser(it, false)
}

/** @param {Reader} it */
function released(it) {
  const dragged = it.dragging
  it.dragging = false
  if (it.late) { it.late = false; paintAll(it) }
  // once the browser has settled what is selected
  if (dragged) setTimeout(() => { if (!it.chooser && selection(it, false)) palette(it, false) })
}

// A finger selects without letting go: the palette comes once the selection rests.
/** @param {Reader} it */
function selectionMoved(it) {
  if (!matchMedia('(pointer: coarse)').matches || it.chooser?.box.contains(document.activeElement)) return
  clearTimeout(it.resting)
  it.resting = setTimeout(() => {
    if (selection(it, false)) palette(it, false)
    else if (!it.heldSpan) closeChooser(it, false)
  }, 350)
}

/** @param {Reader} it @param {MouseEvent} event */
function clicked(it, event) {
  if (!it.desk.laidOut || !document.getSelection()?.isCollapsed) return
  const target = targetOf(event), part = target.closest('article')?.piece
  if (!part) return
  if (target === drawingOf(part).linkButton) return chooseQuestion(it, part)
  const mark = target.closest('mark')
  if (mark) {
    openNotes(it, mark.notes ?? [])
    if (it.phone()) mark.scrollIntoView({ block: 'start' }) // above the sheet with its notes
    return
  }
  const { anchorNode, anchorOffset } = /** @type {Selection} */ (document.getSelection())
  if (anchorNode instanceof Text && anchorNode.at !== undefined) it.cursor = anchorNode.at + anchorOffset
}

/** @param {Reader} it @param {KeyboardEvent} event */
function onKey(it, event) {
  const target = targetOf(event)
  const mine = it.root.contains(target) || target === document.body
  if (!mine || !it.desk.laidOut || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (target.closest('input, textarea, select, [contenteditable]') || document.querySelector('[role="dialog"]')) return
  const inPage = it.page.contains(target) || target === document.body
  if (!followKey(it, event, inPage)) return
  event.preventDefault()
  event.stopPropagation() // Streamlit has keys of its own, such as r
}

// Does what a key is for, and tells whether it is for anything.
/** @param {Reader} it @param {KeyboardEvent} event @param {boolean} inPage */
function followKey(it, event, inPage) {
  const part = it.current ?? it.desk.parts[0]
  if (!part) return false
  if (event.key === 'Escape') return letLoose(it)
  return (inPage && followPageKey(it, event, part)) || letter(it, event.key.toLowerCase(), event.shiftKey)
}

/** @param {Reader} it @param {KeyboardEvent} event @param {Part} part */
function followPageKey(it, event, part) {
  const { key, shiftKey: shift } = event, target = targetOf(event), ids = target.closest('mark')?.notes
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    const by = key === 'ArrowDown' ? 1 : -1
    shift ? extendToEdge(it, by) : toTurn(it, part.index + by)
  } else if (key === 'ArrowRight' || key === 'ArrowLeft') {
    const by = (key === 'ArrowRight') === (getComputedStyle(drawingOf(part).node).direction === 'ltr') ? 1 : -1
    shift ? extend(it, by) : toWord(it, by)
  } else if (key === 'Enter') return followEnter(it, target, ids, part)
  else if (key === ' ' && ids) openNotes(it, ids)
  else if ((key === 'Delete' || key === 'Backspace') && ids) {
    ids.length === 1 ? removeNote(it, it.shown.byId.get(it.desk.storedIds.get(ids[0]) ?? ids[0])) : openNotes(it, ids)
  } else return false
  return true
}

/** @param {Reader} it @param {HTMLElement} target @param {string[] | undefined} ids of the notes of the mark one is at @param {Part} part */
function followEnter(it, target, ids, part) {
  if (selection(it, false)) palette(it, true)
  else if (ids) openNotes(it, ids)
  else if (target === drawingOf(part).linkButton) chooseQuestion(it, part)
  else return false
  return true
}

/** @param {Reader} it @param {string} key @param {boolean} shift */
function letter(it, key, shift) {
  const { data } = it
  if (key === 'v') step(it, shift ? -1 : 1)
  else if (key === 's') sentence(it, shift)
  else if (shift) return false
  else if (key === 't') wholeTurn(it)
  else if (key === 'z' && !data.readonly) undo(it)
  else if (key === 'h') toggleLegend(it)
  else if (key === 'q') chooseQuestion(it, it.current)
  else if (key === 'j') (find(it.cards, 'button, textarea') ?? it.total).focus()
  else if (key === 'y' && !data.readonly) {
    const note = oneOpen(it)
    note ? chooseThemes(it, note, find(it.cards, '[data-do="themes"]') ?? it.cards) : it.say(data.words.themeFirst)
  } else if (key === '.') it.lastBlock ? giveBlock(it, it.lastBlock) : it.say(data.words.noLast)
  else if (/^[1-9]$/.test(key)) {
    const theme = it.digits?.[Number(key) - 1]
    theme ? giveTheme(it, theme) : it.say(data.words.noTheme)
  } else {
    const block = data.blocks.find((each) => each.key === key)
    if (!block) return false
    giveBlock(it, block.id)
  }
  return true
}

/** @param {Reader} it */
function letLoose(it) {
  if (it.chooser) closeChooser(it)
  else if (selection(it)) {
    document.getSelection()?.removeAllRanges()
    release(it)
    focusTurn(it)
  } else if (it.open.length) close(it)
  else return false
  it.last = null
  it.pending = []
  return true
}

// ---- moving about and selecting

/** @param {Reader} it @param {number} index */
function toTurn(it, index) {
  const part = it.desk.parts[Math.max(0, Math.min(it.desk.parts.length - 1, index))]
  document.getSelection()?.removeAllRanges()
  it.cursor = it.last = null
  goTo(it, part)
}

// Selects from one word to another, in either order; the second is the one that moves on.
/** @param {Reader} it @param {Span} anchor @param {Span} head */
export function choseWords(it, anchor, head) {
  Object.assign(it, { anchor, head, last: null, backward: head[0] < anchor[0] })
  const [start, end] = [Math.min(anchor[0], head[0]), Math.max(anchor[1], head[1])]
  it.cursor = head[1]
  goTo(it, it.desk.parts[partAt(it.desk.parts, head[0])], { scroll: '' })
  select(it, start, end)
}

/** @param {Reader} it @param {number} place @param {number} by */
function wordFrom(it, place, by) {
  const { desk } = it
  let index = Math.max(0, partAt(desk.parts, by > 0 ? place : Math.max(0, place - 1)))
  for (; index >= 0 && index < desk.parts.length; index += by) {
    const words = wordsOf(desk, desk.parts[index])
    const word = by > 0 ? words.find(([start]) => start >= place) : words.findLast(([, end]) => end <= place)
    if (word) return word
  }
  return null
}

/** @param {Reader} it @param {number} by */
function toWord(it, by) {
  const chosen = selection(it, false)
  const part = it.current ?? it.desk.parts[0]
  const from = chosen ? chosen[by > 0 ? 1 : 0] : cursorIn(it, part) ?? (by > 0 ? part.start : part.end)
  const word = wordFrom(it, from, by)
  if (word) choseWords(it, word, word)
}

/** @param {Reader} it @param {number} by */
function extend(it, by) {
  const chosen = selection(it, false)
  if (!chosen) return toWord(it, by)
  const { anchor, head } = endsByKeys(it, chosen) ?? { // it was made with the mouse
    anchor: /** @type {Span} */ ([chosen[0], chosen[0]]), head: wordFrom(it, chosen[1], -1) ?? [chosen[1], chosen[1]],
  }
  Object.assign(it, { anchor, head })
  const word = wordFrom(it, by > 0 ? head[1] : head[0], by)
  if (word) choseWords(it, anchor, word)
}

// The words between which keys made this selection; null where it was made otherwise.
/** @param {Reader} it @param {Span} chosen */
function endsByKeys({ anchor, head }, chosen) {
  if (!anchor || !head) return null
  return Math.min(anchor[0], head[0]) === chosen[0] && Math.max(anchor[1], head[1]) === chosen[1] ? { anchor, head } : null
}

/** @param {Reader} it @param {number} by */
function extendToEdge(it, by) {
  const here = it.current ?? it.desk.parts[0], chosen = selection(it, false) ?? [here.start, here.start]
  const at = partAt(it.desk.parts, by > 0 ? chosen[1] : Math.max(0, chosen[0] - 1))
  let part = it.desk.parts[Math.max(0, at)]
  if (by > 0 && chosen[1] >= part.end) part = it.desk.parts[part.index + 1] ?? part
  /** @type {Span} */
  const span = by > 0 ? [chosen[0], Math.max(chosen[1], part.end)] : [Math.min(chosen[0], part.start), chosen[1]]
  choseWords(it, span, span)
}

// The sentence one is in; once that is selected, the next one. With Shift the next one is added.
/** @param {Reader} it @param {boolean} more */
function sentence(it, more) {
  const { desk } = it
  const chosen = selection(it, false)
  const part = chosen ? desk.parts[partAt(desk.parts, chosen[0])] : it.current ?? desk.parts[0]
  const place = chosen ? chosen[0] : Math.max(part.start, Math.min(it.cursor ?? part.start, part.end - 1))
  const all = sentencesOf(desk, part)
  const first = all.findLast(([start]) => start <= place) ?? all[0]
  const last = chosen ? all.findLast(([start]) => start < chosen[1]) ?? first : first
  if (!first || !last) return
  const covered = chosen && chosen[0] === first[0] && chosen[1] >= last[1]
  if (!covered) return choseWords(it, [first[0], last[1]], [first[0], last[1]])
  const next = all[all.indexOf(last) + 1] ?? sentencesOf(desk, desk.parts[part.index + 1] ?? part)[0]
  if (!next || next[0] < first[0]) return
  /** @type {Span} */
  const span = more ? [first[0], next[1]] : next
  choseWords(it, span, span)
}

/** @param {Reader} it */
function wholeTurn(it) {
  const chosen = selection(it, false)
  const part = chosen ? it.desk.parts[partAt(it.desk.parts, chosen[0])] : it.current ?? it.desk.parts[0]
  const span = trimmed(it.desk, part.start, part.end)
  if (span) choseWords(it, span, span)
}
