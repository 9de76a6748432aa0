// The poster: 18 blocks on their grid. Everything that people wrote is set as text, never as HTML.
/** @import { Drawn, Focus, Palette, Place, Role, Send, Words } from '../../../ui/assets/component.js' */
import { fill, frameIn, make, makeButton, makeLetter, redraw, unspoken } from '../../../ui/assets/dom.js'

const MOST_MISSES = 4 // notes that a box has no room for, before it is full
const LEAST = 30 // pixels under which it is not tried: a note of one line, less what counts the rest, takes more

/** @typedef {{ key: string, label: string, on: boolean, count: number }} Filter */
/** @typedef {{ role: string, text: string, kind: string, turn: number }} Note whose turn to be shown counts from 0; kind is '' for a plain one */
/**
 * A block with the notes that it may show, of which it shows `room` in any case; `state` is what it says where it has none.
 * @typedef {{ key: string, label: string, place: Place, count: number, counted: string, notes: Note[], room: number, state: string }} Block
 */
/** @typedef {{ words: Words<'filters' | 'one_more' | 'more'>, palette: Palette, roles: (Filter & Role)[], origins: Filter[], blocks: Block[], focus: Focus }} Poster */
/** @typedef {{ opened: string, filtered: string }} Events */

/** @param {Drawn<Poster, Events>} drawn */
export default function ({ data, parentElement, setTriggerValue }) {
  const poster = make('ul', 'poster')
  poster.append(...data.blocks.map((block) => blockOf(block, data.palette, setTriggerValue)))
  redraw(frameIn(parentElement), data.focus, [filtersOf(data, setTriggerValue), poster])
  const boxes = data.blocks.map((block, place) => boxOf(block, /** @type {HTMLElement} */ (poster.children[place]), data.words))
  let size = ''
  const measure = () => `${poster.clientWidth} x ${poster.clientHeight}`
  new ResizeObserver(() => { // at once too, and when the letters arrive: what fits follows from how wide a note is
    if (measure() === size) return
    fillBoxes(boxes)
    size = measure()
  }).observe(poster)
}

/**
 * What fills a block: its element, its notes in their turn, of which it shows `room` in any case, and what counts the rest.
 * @typedef {{ item: HTMLElement, notes: HTMLElement[], room: number, count: () => void }} Box
 */

/**
 * Shows in every block what it shows in any case, and then as many more as its box has room for without growing: also
 * a later note where the next is too long, but it tries no further after a few that are.
 * @param {Box[]} boxes
 */
function fillBoxes(boxes) {
  for (const { notes, room, count } of boxes) {
    notes.forEach((note, turn) => { note.hidden = turn >= room })
    count()
  }
  for (const { item, notes, room, count } of boxes) {
    const height = item.offsetHeight
    let misses = 0
    for (let turn = room; turn < notes.length && misses < MOST_MISSES && roomUnder(item) >= LEAST; turn += 1) {
      notes[turn].hidden = false
      count()
      if (item.offsetHeight <= height) continue
      notes[turn].hidden = true
      misses += 1
    }
    count()
  }
}

/** How many pixels of a block lie under what it shows. @param {HTMLElement} item */
function roomUnder(item) {
  const last = /** @type {HTMLElement} */ (item.lastElementChild)
  return item.clientHeight - last.offsetTop - last.offsetHeight
}

/** @param {Block} block @param {HTMLElement} item @param {Words<'one_more' | 'more'>} words @returns {Box} */
function boxOf(block, item, words) {
  const rows = /** @type {HTMLElement[]} */ ([...item.querySelectorAll('li.note')]), more = item.querySelector('p.more')
  const notes = block.notes.map((note, place) => ({ turn: note.turn, row: rows[place] }))
    .sort((left, right) => left.turn - right.turn).map(({ row }) => row)
  return {
    item, notes, room: block.room,
    count() {
      if (!more) return
      const n = block.count - notes.filter((note) => !note.hidden).length
      more.textContent = n === 1 ? words.one_more : n ? fill(words.more, { n }) : ''
    },
  }
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
  if (block.count > block.room) item.append(make('p', 'more'))
  return item
}

/** @param {Note} note @param {Role} role */
function noteOf(note, role) {
  const row = make('li', 'note'), words = make('span', 'said')
  row.style.setProperty('--c', role.colour)
  words.append(make('span', 'sr', `${role.label}: `))
  if (note.kind) words.append(make('span', 'kind', note.kind), document.createTextNode(' '))
  words.append(document.createTextNode(note.text))
  row.append(unspoken(make('b', '', role.letter)), words)
  return row
}
