// The poster: 18 blocks on their grid. Everything that people wrote is set as text, never as HTML.
/** @import { Drawn, Focus, Palette, Place, Role, Send, Words } from '../../../ui/assets/component.js' */
import { frameIn, make, makeButton, makeLetter, redraw, unspoken } from '../../../ui/assets/dom.js'

/** @typedef {{ key: string, label: string, on: boolean, count: number }} Filter */
/** @typedef {{ role: string, text: string }} Note */
/**
 * A block with the notes that it has room for; `state` is what it says where it has none.
 * @typedef {{ key: string, label: string, place: Place, count: number, counted: string, notes: Note[], more: string, state: string }} Block
 */
/** @typedef {{ words: Words<'filters'>, palette: Palette, roles: (Filter & Role)[], origins: Filter[], blocks: Block[], focus: Focus }} Poster */
/** @typedef {{ opened: string, filtered: string }} Events */

/** @param {Drawn<Poster, Events>} drawn */
export default function ({ data, parentElement, setTriggerValue }) {
  const poster = make('ul', 'poster')
  poster.append(...data.blocks.map((block) => blockOf(block, data.palette, setTriggerValue)))
  redraw(frameIn(parentElement), data.focus, [filtersOf(data, setTriggerValue), poster])
}

/** @param {Poster} data @param {Send<Events>} send */
function filtersOf(data, send) {
  const filters = make('div', 'filters')
  filters.setAttribute('role', 'group')
  filters.setAttribute('aria-label', data.words.filters)
  for (const role of data.roles) {
    const button = filterOf('', `role:${role.key}`, role, send)
    button.style.setProperty('--c', role.colour)
    button.prepend(makeLetter(role))
    filters.append(button)
  }
  if (data.origins.length > 1) {
    filters.append(make('span', 'gap'), ...data.origins.map((origin) => filterOf('plain', `origin:${origin.key}`, origin, send)))
  }
  return filters
}

/** @param {string} className @param {string} key @param {Filter} filter @param {Send<Events>} send */
function filterOf(className, key, filter, send) {
  const button = makeButton(className, '', () => send('filtered', key))
  button.dataset.key = key
  button.setAttribute('aria-pressed', String(filter.on))
  button.append(make('span', '', filter.label), make('span', 'n', String(filter.count)))
  return button
}

/** @param {Block} block @param {Palette} palette @param {Send<Events>} send */
function blockOf(block, palette, send) {
  const item = make('li', 'block'), title = make('h2')
  const [fromColumn, toColumn, fromRow, toRow] = block.place
  item.style.gridColumn = `${fromColumn} / ${toColumn + 1}`
  item.style.gridRow = `${fromRow} / ${toRow + 1}`
  const button = makeButton('', block.label, () => send('opened', block.key))
  button.dataset.key = `block:${block.key}`
  title.append(button)
  if (block.count) title.append(unspoken(make('span', 'n', String(block.count))), make('span', 'sr', block.counted))
  item.append(title)
  if (!block.notes.length) {
    item.append(make('p', 'state', block.state))
    return item
  }
  const list = make('ol', toColumn - fromColumn > 2 ? 'wide' : '')
  list.append(...block.notes.map((note) => noteOf(note, palette[note.role])))
  item.append(list)
  if (block.more) item.append(make('p', 'more', block.more))
  return item
}

/** @param {Note} note @param {Role} role */
function noteOf(note, role) {
  const row = make('li', 'note'), words = make('span', 'said')
  row.style.setProperty('--c', role.colour)
  words.append(make('span', 'sr', `${role.label}: `), document.createTextNode(note.text))
  row.append(unspoken(make('b', '', role.letter)), words)
  return row
}
