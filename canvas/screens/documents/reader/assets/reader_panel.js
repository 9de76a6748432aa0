// At the right of the words the notes of the passage that is open, to edit, give themes and take away.
/** @import { Edit, Note, Reader, Theme } from './reader_data.js' */
import { element, fill, find, focusedIn, make, makeButton, unspoken } from '../../../../ui/assets/dom.js'
import { chooseThemes, focusTurn, removeNote, setTheme, showNote } from './reader_actions.js'
import { letGo, tryAgain } from './reader_desk.js'
import { edit, editor } from './reader_editor.js'
import { swatch } from './reader_signs.js'

/** @param {Reader} it */
export function drawPanel(it) {
  const { byId, notes } = it.shown
  it.open = it.open.map((id) => it.desk.storedIds.get(id) ?? id).filter((id) => byId.has(id))
  if (it.editing) it.editing.id = it.desk.storedIds.get(it.editing.id) ?? it.editing.id
  if (it.editing && !it.open.includes(it.editing.id)) it.open = [it.editing.id, ...it.open]
  const shown = it.open.map((id) => byId.get(id) ?? it.editing?.note).filter((note) => note !== undefined)
  it.panel.hidden = it.phone() && !shown.length
  const focused = focusedIn(it.cards)
  /** @type {Reader['drawn']} */
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
  while (it.cards.children.length > shown.length) it.cards.lastElementChild?.remove()
  if (focused && !focused.isConnected) {
    const { id = '', do: what } = focused.dataset
    const next = find(it.cards, `[data-do="${what}"][data-id="${it.desk.storedIds.get(id) ?? id}"]`) ?? find(it.cards, 'button')
    next ? next.focus({ preventScroll: true }) : focusTurn(it)
  }
  it.hint.hidden = shown.length > 0
  it.total.textContent = fill(it.data.words.all, { n: notes.length })
  if (it.list.open) drawList(it)
}

/** @param {Reader} it @param {Note} note */
function card(it, note) {
  const box = element('section', { className: `card ${note.how ?? ''}` })
  box.style.setProperty('--c', it.data.roles[note.role ?? '']?.colour ?? 'var(--soft)')
  if (it.editing?.id === note.id) {
    box.append(editor(it, it.editing))
    return box
  }
  box.append(...whatIsSaid(it, note))
  if (it.data.readonly) {
    if (note.themes.length) box.append(themesOf(it, note))
  } else if (note.how !== 'refused') box.append(themesOf(it, note), waysOf(it, note))
  if (note.how === 'refused' && note.op) box.append(refused(it, note.op))
  else if (note.how) box.append(make('p', 'state', it.desk.fails ? it.data.words.notStored : it.data.words.saving))
  return box
}

// The block, the text, who said it, and the words of the passage where the text differs from them.
/** @param {Reader} it @param {Note} note */
function whatIsSaid(it, note) {
  const { data, desk } = it
  const top = make('p', 'block')
  top.append(swatch(`var(--${it.groupOf[note.block] ?? 'other'})`), make('b', '', it.blockName[note.block] ?? note.block))
  if (note.kind !== 'plain') top.append(make('span', '', Object.fromEntries(data.kinds)[note.kind]))
  const role = data.roles[note.role ?? ''], who = make('p', 'from')
  if (role) who.append(unspoken(make('span', 'letter', role.letter)))
  who.append(role?.name ?? data.words.noRole)
  const parts = [top, element('p', { className: 'said', textContent: note.text, dir: 'auto' }), who]
  const span = desk.text.words.slice(note.start, note.end).split(/\s+/).join(' ').trim()
  return span === note.text ? parts : [...parts, element('blockquote', { textContent: span, dir: 'auto' })]
}

/** @param {Reader} it @param {Note} note */
function themesOf(it, note) {
  const { data, desk } = it
  const line = make('p', 'themes')
  for (const id of note.themes) {
    /** @type {Theme} */
    const theme = desk.named.get(id) ?? desk.book.find((each) => each.id === id) ?? { id, name: id }
    const taking = fill(data.words.takeTheme, { theme: theme.name })
    const chip = action(note, `theme${id}`, '', () => setTheme(it, note, id, false))
    Object.assign(chip, { className: 'chip', disabled: data.readonly, title: taking })
    if (theme.colour) chip.append(swatch(theme.colour))
    chip.append(make('span', '', theme.name))
    if (!data.readonly) chip.append(unspoken(make('span', '', '×')))
    chip.setAttribute('aria-label', taking)
    line.append(chip)
  }
  if (!data.readonly && desk.book.length) line.append(action(note, 'themes', data.words.addTheme, (button) => chooseThemes(it, note, button)))
  return line
}

/** @param {Reader} it @param {Note} note */
function waysOf(it, note) {
  const { words } = it.data, line = make('p', 'ways')
  line.append(action(note, 'edit', words.edit, () => edit(it, note)), action(note, 'remove', words.remove, () => removeNote(it, note)))
  return line
}

/** @param {Note} note @param {string} what @param {string} text @param {(button: HTMLElement) => void} done */
function action(note, what, text, done) {
  const button = makeButton('plain', text, () => done(button))
  Object.assign(button.dataset, { do: what, id: note.id })
  return button
}

/** @param {Reader} it @param {Edit} op */
function refused(it, op) {
  const box = element('div', { className: 'fault' })
  box.setAttribute('role', 'alert')
  const [place, fault, cure] = op.refused ?? []
  box.append(element('p', { textContent: `${it.data.words.notStored}. ${place ? `${place}: ` : ''}${fault ?? ''} ${cure ?? ''}` }))
  box.append(makeButton('plain', it.data.words.again, () => tryAgain(it.desk, op)),
    makeButton('plain', it.data.words.letGo, () => { letGo(it.desk, op); focusTurn(it) }))
  return box
}

// ---- all notes of the document

/** @param {Reader} it */
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
