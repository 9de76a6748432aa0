// A note of the passage that is open, while it is edited in the panel.
// What is typed stays while notes around it change, until it is saved or cancelled.
import { element } from '../../../../ui/assets/dom.js'
import { act } from './reader_desk.js'
import { draft, draftOf } from './reader_queue.js'

export function editor(it) {
  if (it.editing.form) return it.editing.form
  const words = it.data.words
  const form = element('form')
  const { typed } = it.editing
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
    saveNote(it, { text: text.value, block: block.value, kind: kind.value })
  })
  cancel.addEventListener('click', () => leaveEditor(it))
  form.addEventListener('input', () => {
    it.editing.typed = { text: text.value, block: block.value, kind: kind.value }
    draft(it.desk, it.editing.id, dirty(it) ? { typed: it.editing.typed, opened: it.editing.opened } : null)
  })
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') leaveEditor(it)
    else if (event.key === 'Enter' && event.target === text && !event.isComposing && !event.shiftKey) form.requestSubmit()
    else return
    event.preventDefault()
  })
  it.editing.form = form
  requestAnimationFrame(() => { text.focus(); text.setSelectionRange(text.value.length, text.value.length) })
  return form
}

function options(rows, chosen, name) {
  const box = element('select')
  const choices = rows.some(([value]) => value === chosen) ? rows : [[chosen, name ?? chosen], ...rows]
  box.append(...choices.map(([value, text]) => element('option', { value, textContent: text, selected: value === chosen })))
  return box
}

function labelled(text, field) {
  const label = element('label')
  label.append(element('span', { textContent: text }), field)
  return label
}

export function edit(it, note) {
  if (it.editing && it.editing.id !== note.id && dirty(it)) {
    it.say(it.data.words.editing)
    return it.editing.form.elements[0].focus()
  }
  const opened = { text: note.text, block: note.block, kind: note.kind }
  it.editing = { id: note.id, note, opened, typed: opened, ...draftOf(it.desk, note.id) }
  it.draw()
}

export function dirty(it) {
  return ['text', 'block', 'kind'].some((name) => it.editing.typed[name] !== it.editing.opened[name])
}

// Goes on with a note that was being edited when an earlier page was left.
export function takeUp(it) {
  const note = it.data.readonly ? null : it.shown.notes.find((each) => draftOf(it.desk, each.id))
  if (!note) return
  it.open = [note.id]
  edit(it, note)
}

function leaveEditor(it) {
  const id = it.editing?.id
  draft(it.desk, id, null)
  it.editing = null
  it.draw()
  it.cards.querySelector(`[data-do="edit"][data-id="${id}"]`)?.focus({ preventScroll: true })
}

function saveNote(it, typed) {
  const { id, opened, note } = it.editing
  const saved = { ...typed, text: typed.text.split(/\s+/).join(' ').trim() }
  if (!saved.text) return it.say(it.data.words.empty)
  draft(it.desk, id, null) // from here on it lies in the row of what is to be stored
  it.editing = null
  if (['text', 'block', 'kind'].some((name) => saved[name] !== opened[name])) {
    it.desk.undone.push({ do: 'change', note: id, ...opened, opened: saved })
    act(it.desk, { do: 'change', note: id, ...saved, opened, before: note })
  } else it.draw()
  it.cards.querySelector(`[data-do="edit"][data-id="${id}"]`)?.focus({ preventScroll: true })
}
