// Under the field: the signs that make a line a kind of note, and the notes this answer gave.
/** @import { Field, LookRequest, Looked } from './interview_data.js' */
import { element, fill, findAll, makeButton } from '../../../ui/assets/dom.js'
import { newId } from '../../../ui/assets/page_id.js'
import { withSign } from './answer_lines.js'
import { post, push, typed, unsaved } from './answer_saving.js'

/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowLeft: -1 }

// ---- kinds of notes

/** @param {Field} it */
export function drawSigns(it) {
  const language = document.documentElement.lang
  if (it.signs.dataset.language === language) return
  it.signs.dataset.language = language
  it.signs.setAttribute('role', 'toolbar')
  it.signs.setAttribute('aria-label', it.data.words.signs)
  it.signs.replaceChildren(...it.data.signs.map(({ sign, name }, place) => {
    const button = makeButton('sign', '', () => putSign(it, sign))
    button.tabIndex = place ? -1 : 0
    button.append(element('kbd', { textContent: sign }), ` ${name}`)
    return button
  }))
  it.signs.onkeydown = (event) => {
    const all = findAll(it.signs, 'button'), step = STEPS[event.key]
    if (!step) return
    event.preventDefault()
    const from = all.findIndex((each) => each === event.target)
    const to = all[(from + step + all.length) % all.length]
    for (const each of all) each.tabIndex = each === to ? 0 : -1
    to.focus()
  }
}

// Puts a sign before the line the cursor is in, in place of another one, or takes it away where it stands already.
/** @param {Field} it @param {string} sign */
function putSign(it, sign) {
  const { start, end, line, cursor } = withSign(it.area.value, it.area.selectionStart, sign)
  it.area.focus()
  it.area.setRangeText(line, start, end, 'end') // `execCommand` would keep Ctrl+Z, and is on its way out
  it.area.setSelectionRange(cursor, cursor)
  typed(it.answer, it.area.value)
}

// ---- the notes of this answer

/** @param {Field} it */
export function toggleNotes(it) {
  it.notes.hidden = !it.notes.hidden
  if (!it.notes.hidden) look(it)
  it.show()
}

/** @param {Field} it @param {LookRequest} [request] */
export async function look(it, request = { do: 'look' }) {
  const answer = it.answer
  await push(answer)
  const { status, reply } = await post(answer, request)
  if (answer !== it.answer || it.notes.hidden) return
  if (status === 200) drawNotes(it, reply)
  else it.notes.replaceChildren(element('p', { className: 'hint', textContent: reply.fault?.join(' ') ?? it.data.words.unsaved }))
  if (status === 200 && !unsaved(answer) && reply.revision > answer.base) {
    Object.assign(answer, { value: reply.text, saved: reply.text, base: reply.revision })
    it.show()
  }
  if (status === 200 && request.do !== 'look') it.trigger('changed', newId())
}

/** @param {Field} it @param {Looked} looked */
function drawNotes(it, { notes, undo }) {
  const words = it.data.words
  const kinds = Object.fromEntries(it.data.signs.map((each) => [each.kind, each.name]))
  const list = element('ul', {})
  list.append(...notes.map((note) => {
    const row = element('li', {})
    const text = element('span', { className: 'said', textContent: note.text })
    const kind = element('span', { className: 'kind', textContent: kinds[note.kind] ?? '' })
    const to = element('select', {})
    to.setAttribute('aria-label', fill(words.send, { note: note.text.slice(0, 60) }))
    to.append(...it.data.blocks.map(([key, name]) => element('option', { value: key, textContent: name, selected: key === note.block })))
    to.addEventListener('change', () => look(it, { do: 'move', note: note.id, block: to.value, opened: note.block }))
    row.append(text, kind, to)
    return row
  }))
  /** @type {HTMLElement[]} */
  const shown = [element('p', { className: 'hint', textContent: notes.length ? words.stand : words.none }), list]
  if (undo) {
    const how = undo.how === 'moved' ? words.undoMove : words.undoRemoval
    const block = it.data.blocks.find(([key]) => key === undo.to_block)?.[1] ?? ''
    shown.push(makeButton('plain', fill(how, { note: undo.text.slice(0, 60), block }), () => look(it, { do: 'undo', note: undo.note_id, number: undo.number })))
  }
  it.notes.replaceChildren(...shown)
}
