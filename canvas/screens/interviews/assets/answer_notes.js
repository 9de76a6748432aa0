// Under the field: the signs that make a line a kind of note, and the notes this answer gave.

// ---- kinds of notes

const SIGN = /^\s*([/\\!:#]\s|€)/

function kindOf(it, line) {
  const sign = line.match(SIGN)?.[1].trim()
  return sign ? it.data.signs.find((each) => each.sign === sign).kind : 'plain'
}

function drawSigns(it) {
  const language = document.documentElement.lang
  if (it.signs.dataset.language === language) return
  it.signs.dataset.language = language
  it.signs.setAttribute('role', 'toolbar')
  it.signs.setAttribute('aria-label', it.data.words.signs)
  it.signs.replaceChildren(...it.data.signs.map(({ sign, name }, place) => {
    const button = make('button', { type: 'button', className: 'sign', tabIndex: place ? -1 : 0 })
    const key = make('kbd', { textContent: sign })
    button.append(key, ` ${name}`)
    button.addEventListener('click', () => putSign(it, sign))
    return button
  }))
  it.signs.onkeydown = (event) => {
    const all = [...it.signs.children]
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const from = all.indexOf(it.signs.getRootNode().activeElement)
    const to = all[(from + step + all.length) % all.length]
    all.forEach((each) => { each.tabIndex = each === to ? 0 : -1 })
    to.focus()
  }
}

// Puts a sign before the line the cursor is in, in place of another one, or takes it away where it stands already.
function putSign(it, sign) {
  const { value, selectionStart: at } = it.area
  const start = value.lastIndexOf('\n', at - 1) + 1
  const end = value.indexOf('\n', at) < 0 ? value.length : value.indexOf('\n', at)
  const line = value.slice(start, end)
  const bare = line.replace(/^\s*(?:[/\\!:#]\s+|€\s*)/, '')
  const now = line.match(SIGN)?.[1].trim() === sign ? bare : `${sign} ${bare}`
  it.area.focus()
  it.area.setRangeText(now, start, end, 'end') // `execCommand` would keep Ctrl+Z, and is on its way out
  const cursor = Math.max(start, at + now.length - line.length)
  it.area.setSelectionRange(cursor, cursor)
  typed(it.one, it.area.value)
}

// ---- the notes of this answer

function toggleNotes(it) {
  it.notes.hidden = !it.notes.hidden
  if (!it.notes.hidden) look(it)
  show(it)
}

async function look(it, asked = { do: 'look' }) {
  const one = it.one
  await push(one)
  const { status, said } = await post(one, asked)
  if (one !== it.one || it.notes.hidden) return
  if (status === 200) drawNotes(it, said)
  else it.notes.replaceChildren(make('p', { className: 'hint', textContent: said.fault?.join(' ') ?? it.data.words.unsaved }))
  if (status === 200 && !unsaved(one) && said.revision > one.base) {
    Object.assign(one, { value: said.text, saved: said.text, base: said.revision })
    show(it)
  }
  if (status === 200 && asked.do !== 'look') it.trigger('changed', newId())
}

function drawNotes(it, { notes, undo }) {
  const words = it.data.words
  const kinds = Object.fromEntries(it.data.signs.map((each) => [each.kind, each.name]))
  const list = make('ul', {})
  list.append(...notes.map((note) => {
    const row = make('li', {})
    const text = make('span', { className: 'said', textContent: note.text })
    const kind = make('span', { className: 'kind', textContent: kinds[note.kind] ?? '' })
    const to = make('select', {})
    to.setAttribute('aria-label', words.send.replace('{note}', note.text.slice(0, 60)))
    to.append(...it.data.blocks.map(([key, name]) => make('option', { value: key, textContent: name, selected: key === note.block })))
    to.addEventListener('change', () => look(it, { do: 'move', note: note.id, block: to.value, opened: note.block }))
    row.append(text, kind, to)
    return row
  }))
  const shown = [make('p', { className: 'hint', textContent: notes.length ? words.stand : words.none }), list]
  if (undo) {
    const how = undo.how === 'moved' ? words.undoMove : words.undoRemoval
    const block = it.data.blocks.find(([key]) => key === undo.to_block)?.[1] ?? ''
    const button = make('button', { type: 'button', className: 'plain', textContent: how.replace('{note}', undo.text.slice(0, 60)).replace('{block}', block) })
    button.addEventListener('click', () => look(it, { do: 'undo', note: undo.note_id, number: undo.number }))
    shown.push(button)
  }
  it.notes.replaceChildren(...shown)
}
