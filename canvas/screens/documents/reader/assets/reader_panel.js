// At the right of the words the notes of the passage that is open, to edit, give themes and take away.
function drawPanel(it) {
  const { byId, notes } = it.shown
  it.open = it.open.map((id) => it.desk.known.get(id) ?? id).filter((id) => byId.has(id))
  if (it.editing) it.editing.id = it.desk.known.get(it.editing.id) ?? it.editing.id
  if (it.editing && !it.open.includes(it.editing.id)) it.open = [it.editing.id, ...it.open]
  const shown = it.open.map((id) => byId.get(id) ?? it.editing?.note).filter(Boolean)
  it.panel.hidden = it.phone() && !shown.length
  const had = it.cards.contains(document.activeElement) ? document.activeElement : null
  const drawn = new Map()
  shown.forEach((note, place) => {
    const key = it.editing?.id === note.id ? 'editing' : JSON.stringify([{ ...note, op: note.op?.refused ?? null }, Boolean(it.desk.fails)])
    const before = it.drawn.get(note.id)
    const one = before?.key === key ? before : { key, box: card(it, note) }
    drawn.set(note.id, one)
    // what stands where it was is not moved: a field in it would lose the keyboard
    if (it.cards.children[place] !== one.box) it.cards.insertBefore(one.box, it.cards.children[place] ?? null)
  })
  it.drawn = drawn
  while (it.cards.children.length > shown.length) it.cards.lastElementChild.remove()
  if (had && !had.isConnected) {
    const again = it.cards.querySelector(`[data-do="${had.dataset.do}"][data-id="${it.desk.known.get(had.dataset.id) ?? had.dataset.id}"]`)
    const next = again ?? it.cards.querySelector('button') ?? it.current?.box
    next?.focus({ preventScroll: true })
  }
  it.hint.hidden = shown.length > 0
  it.total.textContent = it.data.words.all.replace('{n}', notes.length)
  if (it.list.open) drawList(it)
}

function card(it, note) {
  const said = it.data.words
  const box = make('section', { className: `card ${note.how ?? ''}` })
  const role = it.data.roles[note.role]
  box.style.setProperty('--c', role?.colour ?? 'var(--soft)')
  if (it.editing?.id === note.id) {
    box.append(editor(it, note))
    return box
  }
  const top = make('p', { className: 'block' })
  top.append(swatch(`var(--${it.groupOf[note.block] ?? 'other'})`), make('b', { textContent: it.blockName[note.block] ?? note.block }))
  if (note.kind !== 'plain') top.append(make('span', { textContent: Object.fromEntries(it.data.kinds)[note.kind] }))
  const text = make('p', { className: 'said', textContent: note.text, dir: 'auto' })
  const who = make('p', { className: 'from' })
  if (role) {
    const letter = make('span', { className: 'letter', textContent: role.letter })
    letter.setAttribute('aria-hidden', 'true')
    who.append(letter)
  }
  who.append(role?.name ?? said.noRole)
  box.append(top, text, who)
  const words = it.desk.text.said.slice(note.start, note.end).split(/\s+/).join(' ').trim()
  if (words !== note.text) box.append(make('blockquote', { textContent: words, dir: 'auto' }))
  const themes = make('p', { className: 'themes' })
  for (const id of note.themes) {
    const theme = it.desk.named.get(id) ?? it.desk.book.find((one) => one.id === id) ?? { name: id }
    const chip = make('button', { type: 'button', className: 'chip', disabled: it.data.readonly, title: said.takeTheme.replace('{theme}', theme.name) })
    if (theme.colour) chip.append(swatch(theme.colour))
    chip.append(make('span', { textContent: theme.name }))
    if (!it.data.readonly) { const cross = make('span', { textContent: '×' }); cross.setAttribute('aria-hidden', 'true'); chip.append(cross) }
    chip.setAttribute('aria-label', said.takeTheme.replace('{theme}', theme.name))
    Object.assign(chip.dataset, { do: `theme${id}`, id: note.id })
    chip.addEventListener('click', () => setTheme(it, note, id, false))
    themes.append(chip)
  }
  if (!it.data.readonly) {
    if (it.desk.book.length) themes.append(action(note, 'themes', said.addTheme, (event) => chooseThemes(it, note, event.currentTarget)))
    const ways = make('p', { className: 'ways' })
    ways.append(action(note, 'edit', said.edit, () => edit(it, note)), action(note, 'remove', said.remove, () => removeNote(it, note)))
    if (note.how !== 'refused') box.append(themes, ways)
  } else if (note.themes.length) box.append(themes)
  if (note.how === 'refused') box.append(refused(it, note))
  else if (note.how) box.append(make('p', { className: 'state', textContent: it.desk.fails ? said.notStored : said.saving }))
  return box
}

function action(note, what, text, done) {
  const button = make('button', { type: 'button', className: 'plain', textContent: text })
  Object.assign(button.dataset, { do: what, id: note.id })
  button.addEventListener('click', done)
  return button
}

function refused(it, note) {
  const box = make('div', { className: 'fault' })
  box.setAttribute('role', 'alert')
  const [place, fault, cure] = note.op.refused
  box.append(make('p', { textContent: `${it.data.words.notStored}. ${place ? `${place}: ` : ''}${fault ?? ''} ${cure ?? ''}` }))
  const again = make('button', { type: 'button', className: 'plain', textContent: it.data.words.again })
  again.addEventListener('click', () => tryAgain(it.desk, note.op))
  const drop = make('button', { type: 'button', className: 'plain', textContent: it.data.words.letGo })
  drop.addEventListener('click', () => { letGo(it.desk, note.op); it.current?.box.focus({ preventScroll: true }) })
  box.append(again, drop)
  return box
}

// What is typed stays while notes around it change, until it is saved or cancelled.
function editor(it, note) {
  if (it.editing.form) return it.editing.form
  const said = it.data.words
  const form = make('form')
  const { typed } = it.editing
  const text = make('textarea', { rows: 4, value: typed.text, dir: 'auto' })
  const block = options(it.data.blocks.map((one) => [one.id, one.name]), typed.block, it.blockName[typed.block])
  const kind = options(it.data.kinds, typed.kind)
  const save = make('button', { type: 'submit', className: 'main', textContent: said.save })
  const cancel = make('button', { type: 'button', className: 'plain', textContent: said.cancel })
  const ways = make('p', { className: 'ways' })
  ways.append(save, cancel)
  form.append(labelled(said.note, text), labelled(said.block, block), labelled(said.kind, kind), ways)
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
  const box = make('select')
  const known = rows.some(([value]) => value === chosen) ? rows : [[chosen, name ?? chosen], ...rows]
  box.append(...known.map(([value, text]) => make('option', { value, textContent: text, selected: value === chosen })))
  return box
}

function labelled(text, field) {
  const label = make('label')
  label.append(make('span', { textContent: text }), field)
  return label
}

function edit(it, note) {
  if (it.editing && it.editing.id !== note.id && dirty(it)) {
    it.say(it.data.words.editing)
    return it.editing.form.elements[0].focus()
  }
  const opened = { text: note.text, block: note.block, kind: note.kind }
  it.editing = { id: note.id, note, opened, typed: opened, ...draftOf(it.desk, note.id) }
  it.draw()
}

function dirty(it) {
  return ['text', 'block', 'kind'].some((name) => it.editing.typed[name] !== it.editing.opened[name])
}

// Goes on with a note that was being edited when an earlier page was left.
function takeUp(it) {
  const note = it.data.readonly ? null : it.shown.notes.find((one) => draftOf(it.desk, one.id))
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
  const said = { ...typed, text: typed.text.split(/\s+/).join(' ').trim() }
  if (!said.text) return it.say(it.data.words.empty)
  draft(it.desk, id, null) // from here on it lies in the row of what is to be stored
  it.editing = null
  if (['text', 'block', 'kind'].some((name) => said[name] !== opened[name])) {
    it.desk.undone.push({ do: 'change', note: id, ...opened, opened: said })
    act(it.desk, { do: 'change', note: id, ...said, opened, before: note })
  } else it.draw()
  it.cards.querySelector(`[data-do="edit"][data-id="${id}"]`)?.focus({ preventScroll: true })
}

// ---- all notes of the document

function drawList(it) {
  const key = it.shown.notes.map((note) => `${note.id} ${note.block} ${note.text}`).join('|')
  if (it.listed === key) return
  it.listed = key
  it.rows.replaceChildren(...it.shown.notes.map((note) => {
    const row = make('li')
    const button = make('button', { type: 'button' })
    button.append(swatch(`var(--${it.groupOf[note.block] ?? 'other'})`), make('b', { textContent: it.blockName[note.block] ?? note.block }), make('span', { textContent: note.text, dir: 'auto' }))
    button.addEventListener('click', () => showNote(it, note.id))
    row.append(button)
    return row
  }))
}
