// At the right of the words the notes of the passage that is open, to edit, give themes and take away.
import { element, focusedIn, make, unspoken } from '../../../../ui/assets/dom.js'
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
  const box = element('section', { className: `card ${note.how ?? ''}` })
  box.style.setProperty('--c', it.data.roles[note.role]?.colour ?? 'var(--soft)')
  if (it.editing?.id === note.id) {
    box.append(editor(it))
    return box
  }
  box.append(...whatIsSaid(it, note))
  if (it.data.readonly) {
    if (note.themes.length) box.append(themesOf(it, note))
  } else if (note.how !== 'refused') box.append(themesOf(it, note), waysOf(it, note))
  if (note.how === 'refused') box.append(refused(it, note))
  else if (note.how) box.append(make('p', 'state', it.desk.fails ? it.data.words.notStored : it.data.words.saving))
  return box
}

// The block, the text, who said it, and the words of the passage where the text differs from them.
function whatIsSaid(it, note) {
  const { data, desk } = it
  const top = make('p', 'block')
  top.append(swatch(`var(--${it.groupOf[note.block] ?? 'other'})`), make('b', '', it.blockName[note.block] ?? note.block))
  if (note.kind !== 'plain') top.append(make('span', '', Object.fromEntries(data.kinds)[note.kind]))
  const role = data.roles[note.role], who = make('p', 'from')
  if (role) who.append(unspoken(make('span', 'letter', role.letter)))
  who.append(role?.name ?? data.words.noRole)
  const parts = [top, element('p', { className: 'said', textContent: note.text, dir: 'auto' }), who]
  const span = desk.text.words.slice(note.start, note.end).split(/\s+/).join(' ').trim()
  return span === note.text ? parts : [...parts, element('blockquote', { textContent: span, dir: 'auto' })]
}

function themesOf(it, note) {
  const { data, desk } = it
  const line = make('p', 'themes')
  for (const id of note.themes) {
    const theme = desk.named.get(id) ?? desk.book.find((each) => each.id === id) ?? { name: id }
    const taking = data.words.takeTheme.replace('{theme}', theme.name)
    const chip = element('button', { type: 'button', className: 'chip', disabled: data.readonly, title: taking })
    if (theme.colour) chip.append(swatch(theme.colour))
    chip.append(make('span', '', theme.name))
    if (!data.readonly) chip.append(unspoken(make('span', '', '×')))
    chip.setAttribute('aria-label', taking)
    Object.assign(chip.dataset, { do: `theme${id}`, id: note.id })
    chip.addEventListener('click', () => setTheme(it, note, id, false))
    line.append(chip)
  }
  if (!data.readonly && desk.book.length) line.append(action(note, 'themes', data.words.addTheme, (event) => chooseThemes(it, note, event.currentTarget)))
  return line
}

function waysOf(it, note) {
  const { words } = it.data, line = make('p', 'ways')
  line.append(action(note, 'edit', words.edit, () => edit(it, note)), action(note, 'remove', words.remove, () => removeNote(it, note)))
  return line
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
