// At the left of the words the blocks, themes and keys: each a button that does what its key does.
function buildLegend(it) {
  const { data } = it
  const said = data.words
  it.legend.setAttribute('aria-label', said.legend)
  const parts = data.groups.map(([key, name]) => {
    const box = make('section')
    const head = make('h2', { textContent: name })
    head.prepend(swatch(`var(--${key})`))
    box.append(head, ...data.blocks.filter((one) => one.group === key).map((block) => {
      const row = make('button', { type: 'button', className: 'give', disabled: data.readonly })
      row.append(cap(block.key), make('span', { textContent: block.name }), make('span', { className: 'n' }))
      row.addEventListener('mousedown', (event) => event.preventDefault())
      row.addEventListener('click', () => giveBlock(it, block.id))
      row.block = block.id
      return row
    }))
    return box
  })
  it.themes = make('section')
  const keys = make('section')
  const list = make('dl')
  for (const [caps, what] of data.keys) {
    const term = make('dt')
    term.append(...caps.map(cap))
    list.append(term, make('dd', { textContent: what }))
  }
  keys.append(make('h2', { textContent: said.keys }), list)
  it.legend.replaceChildren(...parts, it.themes, keys)
  buildThemes(it)
}

// The nine used most when the document was opened have a digit, and keep it while one works.
function buildThemes(it) {
  it.digits ??= [...it.desk.book].sort((a, b) => b.notes - a.notes).slice(0, 9).map((theme) => theme.id)
  const named = new Map(it.desk.book.map((theme) => [theme.id, theme]))
  const rows = it.digits.filter((id) => named.has(id)).map((id, place) => {
    const row = make('button', { type: 'button', className: 'give', disabled: it.data.readonly })
    row.append(cap(String(place + 1)), ...(named.get(id).colour ? [swatch(named.get(id).colour)] : []), make('span', { textContent: named.get(id).name }))
    row.addEventListener('mousedown', (event) => event.preventDefault())
    row.addEventListener('click', () => giveTheme(it, id))
    return row
  })
  const none = make('p', { className: 'soft', textContent: it.data.words.noThemes })
  it.themes.replaceChildren(make('h2', { textContent: it.data.words.themes }), ...(rows.length ? rows : [none]))
}

function countLegend(it) {
  const counts = new Map()
  for (const note of it.shown.notes) counts.set(note.block, (counts.get(note.block) ?? 0) + 1)
  for (const row of it.legend.querySelectorAll('button.give')) {
    const n = row.block ? counts.get(row.block) ?? '' : ''
    const shown = row.querySelector('.n')
    if (shown && shown.textContent !== String(n)) shown.textContent = n
  }
}
