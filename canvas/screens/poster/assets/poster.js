// The poster: 18 blocks on their grid. Everything that people wrote is set as text, never as HTML.
const make = (tag, className, text) => {
  const node = document.createElement(tag)
  if (className) node.className = className
  if (text !== undefined) node.textContent = text
  return node
}

const letterOf = (role) => {
  const mark = make('span', role.plain ? 'letter none' : 'letter', role.letter)
  mark.setAttribute('aria-hidden', 'true')
  return mark
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement
  let frame = root.querySelector('.frame')
  if (!frame) { frame = make('div', 'frame'); root.appendChild(frame) }
  const focused = root.activeElement?.dataset?.key

  const filters = make('div', 'filters')
  filters.setAttribute('role', 'group')
  filters.setAttribute('aria-label', data.words.filters)
  for (const role of data.roles) {
    const button = make('button')
    button.type = 'button'
    button.dataset.key = `role:${role.key}`
    button.setAttribute('aria-pressed', String(role.on))
    button.style.setProperty('--c', role.colour)
    button.append(letterOf(role), make('span', '', role.label), make('span', 'n', String(role.count)))
    button.onclick = () => setTriggerValue('filtered', button.dataset.key)
    filters.append(button)
  }
  if (data.origins.length > 1) {
    filters.append(make('span', 'gap'))
    for (const origin of data.origins) {
      const button = make('button', 'plain')
      button.type = 'button'
      button.dataset.key = `origin:${origin.key}`
      button.setAttribute('aria-pressed', String(origin.on))
      button.append(make('span', '', origin.label), make('span', 'n', String(origin.count)))
      button.onclick = () => setTriggerValue('filtered', button.dataset.key)
      filters.append(button)
    }
  }

  const poster = make('ul', 'poster')
  for (const block of data.blocks) {
    const item = make('li', 'block')
    const [fromColumn, toColumn, fromRow, toRow] = block.place
    item.style.gridColumn = `${fromColumn} / ${toColumn + 1}`
    item.style.gridRow = `${fromRow} / ${toRow + 1}`
    const title = make('h2')
    const button = make('button', '', block.label)
    button.type = 'button'
    button.dataset.key = `block:${block.key}`
    button.onclick = () => setTriggerValue('opened', block.key)
    const count = make('span', 'n', block.count ? String(block.count) : '')
    count.setAttribute('aria-hidden', 'true')
    if (block.count) title.append(button, count, make('span', 'sr', block.counted))
    else title.append(button)
    item.append(title)
    if (block.notes.length) {
      const list = make('ol', toColumn - fromColumn > 2 ? 'wide' : '')
      for (const note of block.notes) {
        const role = data.palette[note.role]
        const row = make('li', 'note')
        row.style.setProperty('--c', role.colour)
        const who = make('b', '', role.letter)
        who.setAttribute('aria-hidden', 'true')
        const said = make('span', 'said')
        said.append(make('span', 'sr', `${role.label}: `), document.createTextNode(note.text))
        row.append(who, said)
        list.append(row)
      }
      item.append(list)
      if (block.more) item.append(make('p', 'more', block.more))
    } else {
      item.append(make('p', 'state', block.state))
    }
    poster.append(item)
  }
  frame.replaceChildren(filters, poster)

  // after a drawer closes, or a filter is pressed, the keyboard goes on where it was
  const wanted = data.focus && frame.dataset.focused !== data.focus.nonce ? data.focus.key : focused
  if (data.focus) frame.dataset.focused = data.focus.nonce
  if (wanted) frame.querySelector(`[data-key="${CSS.escape(wanted)}"]`)?.focus({ preventScroll: true })
}
