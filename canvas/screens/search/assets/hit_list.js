// Hits of a search as cards. Everything that people wrote is set as text, never as HTML.
import { find, focusKey, focusedIn, keyToFocus, make, makeButton, makeLetter } from '../../../ui/assets/dom.js'

const words = (into, piece) => {
  if (piece.before) into.append('… ')
  // empty lines take room and say nothing here
  for (const [text, marked] of piece.parts) into.append(marked ? make('mark', '', text) : text.replace(/\s*\n\s*/g, '\n'))
  if (piece.after) into.append(' …')
  return into
}

const card = (hit, setTriggerValue) => {
  const item = make('li', `pps-hit ${hit.kindKey}`), from = make('p', 'from')
  from.append(make('span', 'pps-chip', hit.kind))
  for (const role of hit.letters) from.append(makeLetter(role, 'pps-letter'))
  if (hit.who) from.append(make('b', '', hit.who))
  from.append(make('span', '', hit.where))
  item.append(from)
  if (hit.title) item.append(words(make('p', 'title'), hit.title))
  for (const piece of hit.pieces) {
    const row = make('div', 'piece'), text = words(make('p', 'said'), piece)
    const way = piece.link ? make('a', 'go', piece.go) : makeButton('go', piece.go, () => setTriggerValue('opened', hit.key))
    way.dataset.key = hit.key
    if (piece.link) way.setAttribute('href', piece.link)
    row.append(text, way)
    item.append(row)
  }
  return item
}

export default function ({ data, parentElement, setTriggerValue }) {
  const list = find(parentElement, 'ul.pps-hits') ?? parentElement.appendChild(make('ul', 'pps-hits'))
  const focused = focusedIn(list)?.dataset.key
  list.replaceChildren(...data.hits.map((hit) => card(hit, setTriggerValue)))
  // after a drawer closes the keyboard goes on where it was
  focusKey(list, keyToFocus(list, data.focus, focused), '.go')
}
