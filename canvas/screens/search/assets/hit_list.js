// Hits of a search as cards. Everything that people wrote is set as text, never as HTML.
/** @import { Drawn, Focus, Letter, Send } from '../../../ui/assets/component.js' */
import { find, make, makeButton, makeLetter, redraw } from '../../../ui/assets/dom.js'

/** @typedef {{ parts: [text: string, marked: boolean][], before: boolean, after: boolean }} Piece words of a hit, and whether there are more around them */
/** @typedef {Piece & { link: string, go: string }} Way a piece and where it leads; a drawer has no link */
/**
 * @typedef {object} Hit
 * @property {string} key
 * @property {string} kind
 * @property {string} kindKey
 * @property {Letter[]} letters
 * @property {string} who
 * @property {string} where
 * @property {Piece | null} title
 * @property {Way[]} pieces
 */
/** @typedef {{ opened: string }} Events */

/** @param {HTMLElement} into @param {Piece} piece */
const words = (into, piece) => {
  if (piece.before) into.append('… ')
  // empty lines take room and say nothing here
  for (const [text, marked] of piece.parts) into.append(marked ? make('mark', '', text) : text.replace(/\s*\n\s*/g, '\n'))
  if (piece.after) into.append(' …')
  return into
}

/** @param {Hit} hit @param {Send<Events>} setTriggerValue */
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

/** @param {Drawn<{ hits: Hit[], focus: Focus }, Events>} drawn */
export default function ({ data, parentElement, setTriggerValue }) {
  const list = find(parentElement, 'ul.pps-hits') ?? parentElement.appendChild(make('ul', 'pps-hits'))
  redraw(list, data.focus, data.hits.map((hit) => card(hit, setTriggerValue)), '.go')
}
