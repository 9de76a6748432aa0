// At the right of the words the notes of the passage that is open, to edit, give themes and take away.
import { element, focusedIn } from '../../../../ui/assets/dom.js'
import { chooseThemes, removeNote, setTheme, showNote } from './reader_actions.js'
import { letGo, tryAgain } from './reader_desk.js'
import { edit, editor } from './reader_editor.js'
import { swatch } from './reader_signs.js'

export function drawPanel(it) {
  const { byId, notes } = it.shown
  it.open = it.open.map((id) => it.desk.storedIds.get(id) ?? id).filter((id) => byId.has(id))
  if (it.editing) it.editing.id = it.desk.storedIds.get(it.editing.id) ?? it.editing.id
  if (it.editing && !it.open.includes(it.editing.id)) it.open = [it.editing.id, ...it.open]
  const shown = it.open.map((id) => byId.get(id) ?? it.editing?.note).filter(Boolean)
  it.panel.hidden = it.phone() && !shown.length
  const focused = focusedIn(it.cards)
  const drawn = new Map()
  shown.forEach((note, place) => {
    const key = it.editing?.id === note.id ? 'editing' : JSON.stringify([{ ...note, op: note.op?.refused ?? null }, Boolean(it.desk.fails)])
    const before = it.drawn.get(note.id)
    const drawnCard = before?.key === key ? before : { key, box: card(it, note) }
    drawn.set(note.id, drawnCard)
    // what stands where it was is not moved: a field in it would lose the keyboard
    if (it.cards.children[place] !== drawnCard.box) it.cards.insertBefore(drawnCard.box, it.cards.children[place] ?? null)
  })
  it.drawn = drawn
  while (it.cards.children.length > shown.length) it.cards.lastElementChild.remove()
  if (focused && !focused.isConnected) {
    const again = it.cards.querySelector(`[data-do="${focused.dataset.do}"][data-id="${it.desk.storedIds.get(focused.dataset.id) ?? focused.dataset.id}"]`)
    const next = again ?? it.cards.querySelector('button') ?? it.current?.box
    next?.focus({ preventScroll: true })
  }
  it.hint.hidden = shown.length > 0
  it.total.textContent = it.data.words.all.replace('{n}', notes.length)
  if (it.list.open) drawList(it)
}

function card(it, note) {
  const words = it.data.words
  const box = element('section', { className: `card ${note.how ?? ''}` })
  const role = it.data.roles[note.role]
  box.style.setProperty('--c', role?.colour ?? 'var(--soft)')
  if (it.editing?.id === note.id) {
    box.append(editor(it))
    return box
  }
  const top = element('p', { className: 'block' })
  top.append(swatch(`var(--${it.groupOf[note.block] ?? 'other'})`), element('b', { textContent: it.blockName[note.block] ?? note.block }))
  if (note.kind !== 'plain') top.append(element('span', { textContent: Object.fromEntries(it.data.kinds)[note.kind] }))
  const text = element('p', { className: 'said', textContent: note.text, dir: 'auto' })
  const who = element('p', { className: 'from' })
  if (role) {
    const letter = element('span', { className: 'letter', textContent: role.letter })
    letter.setAttribute('aria-hidden', 'true')
    who.append(letter)
  }
  who.append(role?.name ?? words.noRole)
  box.append(top, text, who)
  const span = it.desk.text.words.slice(note.start, note.end).split(/\s+/).join(' ').trim()
  if (span !== note.text) box.append(element('blockquote', { textContent: span, dir: 'auto' }))
  const themes = element('p', { className: 'themes' })
  for (const id of note.themes) {
    const theme = it.desk.named.get(id) ?? it.desk.book.find((each) => each.id === id) ?? { name: id }
    const chip = element('button', { type: 'button', className: 'chip', disabled: it.data.readonly, title: words.takeTheme.replace('{theme}', theme.name) })
    if (theme.colour) chip.append(swatch(theme.colour))
    chip.append(element('span', { textContent: theme.name }))
    if (!it.data.readonly) { const cross = element('span', { textContent: '×' }); cross.setAttribute('aria-hidden', 'true'); chip.append(cross) }
    chip.setAttribute('aria-label', words.takeTheme.replace('{theme}', theme.name))
    Object.assign(chip.dataset, { do: `theme${id}`, id: note.id })
    chip.addEventListener('click', () => setTheme(it, note, id, false))
    themes.append(chip)
  }
  if (!it.data.readonly) {
    if (it.desk.book.length) themes.append(action(note, 'themes', words.addTheme, (event) => chooseThemes(it, note, event.currentTarget)))
    const ways = element('p', { className: 'ways' })
    ways.append(action(note, 'edit', words.edit, () => edit(it, note)), action(note, 'remove', words.remove, () => removeNote(it, note)))
    if (note.how !== 'refused') box.append(themes, ways)
  } else if (note.themes.length) box.append(themes)
  if (note.how === 'refused') box.append(refused(it, note))
  else if (note.how) box.append(element('p', { className: 'state', textContent: it.desk.fails ? words.notStored : words.saving }))
  return box
}

function action(note, what, text, done) {
  const button = element('button', { type: 'button', className: 'plain', textContent: text })
  Object.assign(button.dataset, { do: what, id: note.id })
  button.addEventListener('click', done)
  return button
}

function refused(it, note) {
  const box = element('div', { className: 'fault' })
  box.setAttribute('role', 'alert')
  const [place, fault, cure] = note.op.refused
  box.append(element('p', { textContent: `${it.data.words.notStored}. ${place ? `${place}: ` : ''}${fault ?? ''} ${cure ?? ''}` }))
  const again = element('button', { type: 'button', className: 'plain', textContent: it.data.words.again })
  again.addEventListener('click', () => tryAgain(it.desk, note.op))
  const drop = element('button', { type: 'button', className: 'plain', textContent: it.data.words.letGo })
  drop.addEventListener('click', () => { letGo(it.desk, note.op); it.current?.box.focus({ preventScroll: true }) })
  box.append(again, drop)
  return box
}

// ---- all notes of the document

export function drawList(it) {
  const key = it.shown.notes.map((note) => `${note.id} ${note.block} ${note.text}`).join('|')
  if (it.listed === key) return
  it.listed = key
  it.rows.replaceChildren(...it.shown.notes.map((note) => {
    const row = element('li')
    const button = element('button', { type: 'button' })
    button.append(swatch(`var(--${it.groupOf[note.block] ?? 'other'})`), element('b', { textContent: it.blockName[note.block] ?? note.block }), element('span', { textContent: note.text, dir: 'auto' }))
    button.addEventListener('click', () => showNote(it, note.id))
    row.append(button)
    return row
  }))
}
