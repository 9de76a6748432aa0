// The poster: 18 blocks on their grid. Everything that people wrote is set as text, never as HTML.
import { focusKey, focusedIn, frameIn, keyToFocus, make, makeButton, makeLetter, unspoken } from '../../../ui/assets/dom.js'

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement
  const frame = frameIn(root)
  const focused = focusedIn(root)?.dataset.key

  const filters = make('div', 'filters')
  filters.setAttribute('role', 'group')
  filters.setAttribute('aria-label', data.words.filters)
  for (const role of data.roles) {
    const button = makeButton('', '', () => setTriggerValue('filtered', `role:${role.key}`))
    button.dataset.key = `role:${role.key}`
    button.setAttribute('aria-pressed', String(role.on))
    button.style.setProperty('--c', role.colour)
    button.append(makeLetter(role), make('span', '', role.label), make('span', 'n', String(role.count)))
    filters.append(button)
  }
  if (data.origins.length > 1) {
    filters.append(make('span', 'gap'))
    for (const origin of data.origins) {
      const button = makeButton('plain', '', () => setTriggerValue('filtered', `origin:${origin.key}`))
      button.dataset.key = `origin:${origin.key}`
      button.setAttribute('aria-pressed', String(origin.on))
      button.append(make('span', '', origin.label), make('span', 'n', String(origin.count)))
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
    const button = makeButton('', block.label, () => setTriggerValue('opened', block.key))
    button.dataset.key = `block:${block.key}`
    const count = unspoken(make('span', 'n', block.count ? String(block.count) : ''))
    if (block.count) title.append(button, count, make('span', 'sr', block.counted))
    else title.append(button)
    item.append(title)
    if (block.notes.length) {
      const list = make('ol', toColumn - fromColumn > 2 ? 'wide' : '')
      for (const note of block.notes) {
        const role = data.palette[note.role]
        const row = make('li', 'note')
        row.style.setProperty('--c', role.colour)
        const who = unspoken(make('b', '', role.letter))
        const words = make('span', 'said')
        words.append(make('span', 'sr', `${role.label}: `), document.createTextNode(note.text))
        row.append(who, words)
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

  // after a drawer closes the keyboard goes on where it was
  focusKey(frame, keyToFocus(frame, data.focus, focused))
}
