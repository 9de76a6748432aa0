// A note of the passage that is open, while it is edited in the panel.
// What is typed stays while notes around it change, until it is saved or cancelled.
/** @import { Editing, Note, Reader, Typed } from './reader_data.js' */
import { element, find } from '../../../../ui/assets/dom.js'
import { act } from './reader_desk.js'
import { draft, draftOf } from './reader_queue.js'

/** The form of the note that is edited, made the first time. @param {Reader} it @param {Editing} editing */
export function editor(it, editing) {
  if (editing.form) return editing.form
  const words = it.data.words
  const form = element('form')
  const { typed } = editing
  const text = element('textarea', { rows: 4, value: typed.text, dir: 'auto' })
  const block = options(it.data.blocks.map((each) => [each.id, each.name]), typed.block, it.blockName[typed.block])
  const kind = options(it.data.kinds, typed.kind)
  const save = element('button', { type: 'submit', className: 'main', textContent: words.save })
  const cancel = element('button', { type: 'button', className: 'plain', textContent: words.cancel })
  const ways = element('p', { className: 'ways' })
  ways.append(save, cancel)
  form.append(labelled(words.note, text), labelled(words.block, block), labelled(words.kind, kind), ways)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    saveNote(it, editing, { text: text.value, block: block.value, kind: kind.value })
  })
  cancel.addEventListener('click', () => leaveEditor(it, editing))
  form.addEventListener('input', () => {
    editing.typed = { text: text.value, block: block.value, kind: kind.value }
    draft(it.desk, editing.id, dirty(editing) ? { typed: editing.typed, opened: editing.opened } : null)
  })
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') leaveEditor(it, editing)
    else if (event.key === 'Enter' && event.target === text && !event.isComposing && !event.shiftKey) form.requestSubmit()
    else return
    event.preventDefault()
  })
  editing.form = form
  requestAnimationFrame(() => { text.focus(); text.setSelectionRange(text.value.length, text.value.length) })
  return form
}

/** @param {[value: string, text: string][]} rows @param {string} chosen @param {string} [name] what is chosen is called, where it is not among them */
function options(rows, chosen, name) {
  const box = element('select')
  /** @type {[value: string, text: string][]} */
  const choices = rows.some(([value]) => value === chosen) ? rows : [[chosen, name ?? chosen], ...rows]
  box.append(...choices.map(([value, text]) => element('option', { value, textContent: text, selected: value === chosen })))
  return box
}

/** @param {string} text @param {HTMLElement} field */
function labelled(text, field) {
  const label = element('label')
  label.append(element('span', { textContent: text }), field)
  return label
}

/** @param {Reader} it @param {Note} note */
export function edit(it, note) {
  if (it.editing && it.editing.id !== note.id && dirty(it.editing)) return returnTo(it, it.editing)
  const opened = { text: note.text, block: note.block, kind: note.kind }
  it.editing = { id: note.id, note, opened, typed: opened, ...draftOf(it.desk, note.id) }
  it.draw()
}

/** Puts the keyboard back in the form of a note that is not saved, and says so. @param {Reader} it @param {Editing} editing */
export function returnTo(it, { form }) {
  it.say(it.data.words.editing)
  if (form) find(form, 'textarea')?.focus()
}

/** @param {Pick<Editing, 'typed' | 'opened'>} editing */
export function dirty({ typed, opened }) {
  return differ(typed, opened)
}

/** @param {Typed} typed @param {Typed} other */
function differ({ text, block, kind }, other) {
  return text !== other.text || block !== other.block || kind !== other.kind
}

// Goes on with a note that was being edited when an earlier page was left.
/** @param {Reader} it */
export function takeUp(it) {
  const note = it.data.readonly ? null : it.shown.notes.find((each) => draftOf(it.desk, each.id))
  if (!note) return
  it.open = [note.id]
  edit(it, note)
}

/** @param {Reader} it @param {Editing} editing */
function leaveEditor(it, { id }) {
  draft(it.desk, id, null)
  it.editing = null
  it.draw()
  focusEdit(it, id)
}

/** @param {Reader} it @param {string} id */
function focusEdit(it, id) {
  find(it.cards, `[data-do="edit"][data-id="${id}"]`)?.focus({ preventScroll: true })
}

/** @param {Reader} it @param {Editing} editing @param {Typed} typed */
function saveNote(it, { id, opened, note }, typed) {
  const saved = { ...typed, text: typed.text.split(/\s+/).join(' ').trim() }
  if (!saved.text) return it.say(it.data.words.empty)
  draft(it.desk, id, null) // from here on it lies in the row of what is to be stored
  it.editing = null
  if (differ(saved, opened)) {
    it.desk.undone.push({ do: 'change', note: id, ...opened, opened: saved })
    act(it.desk, { do: 'change', note: id, ...saved, opened, before: note })
  } else it.draw()
  focusEdit(it, id)
}
