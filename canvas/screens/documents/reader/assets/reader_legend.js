// At the left of the words the blocks, themes and keys: each a button that does what its key does.
/** @import { Reader, Theme } from './reader_data.js' */
import { element, find, findAll, setText } from '../../../../ui/assets/dom.js'
import { giveBlock, giveTheme } from './reader_actions.js'
import { cap, swatch } from './reader_signs.js'

/** @param {Reader} it */
export function buildLegend(it) {
  const { data } = it
  const words = data.words
  it.legend.setAttribute('aria-label', words.legend)
  const parts = data.groups.map(([key, name]) => {
    const box = element('section')
    const head = element('h2', { textContent: name })
    head.prepend(swatch(`var(--${key})`))
    box.append(head, ...data.blocks.filter((each) => each.group === key).map((block) => {
      const row = giving(it, () => giveBlock(it, block.id))
      row.append(cap(block.key), element('span', { textContent: block.name }), element('span', { className: 'n' }))
      row.block = block.id
      return row
    }))
    return box
  })
  const themes = element('section')
  const keys = element('section')
  const list = element('dl')
  for (const [caps, what] of data.keys) {
    const term = element('dt')
    term.append(...caps.map(cap))
    list.append(term, element('dd', { textContent: what }))
  }
  keys.append(element('h2', { textContent: words.keys }), list)
  it.legend.replaceChildren(...parts, themes, keys)
  buildThemes(it, themes)
}

// A button that gives a block or theme to the words that are selected, which stay so.
/** @param {Reader} it @param {() => void} pressed */
function giving(it, pressed) {
  const row = element('button', { type: 'button', className: 'give', disabled: it.data.readonly, onclick: pressed })
  row.addEventListener('mousedown', (event) => event.preventDefault())
  return row
}

// The nine used most when the document was opened have a digit, and keep it while one works.
/** @param {Reader} it @param {HTMLElement} box */
function buildThemes(it, box) {
  it.digits ??= mostUsed(it.desk.book)
  const shown = it.digits.map((id) => it.desk.book.find((theme) => theme.id === id)).filter((theme) => theme !== undefined)
  const rows = shown.map(({ id, name, colour }, place) => {
    const row = giving(it, () => giveTheme(it, id))
    row.append(cap(String(place + 1)), ...(colour ? [swatch(colour)] : []), element('span', { textContent: name }))
    return row
  })
  const none = element('p', { className: 'soft', textContent: it.data.words.noThemes })
  box.replaceChildren(element('h2', { textContent: it.data.words.themes }), ...(rows.length ? rows : [none]))
}

/**
 * The ids of the nine themes that are on most notes.
 * @param {Theme[]} book
 */
export function mostUsed(book) {
  return [...book].sort((a, b) => (b.notes ?? 0) - (a.notes ?? 0)).slice(0, 9).map((theme) => theme.id)
}

/** @param {Reader} it */
export function countLegend(it) {
  /** @type {Map<string, number>} */
  const counts = new Map()
  for (const note of it.shown.notes) counts.set(note.block, (counts.get(note.block) ?? 0) + 1)
  for (const row of findAll(it.legend, 'button.give')) {
    const n = row.block ? counts.get(row.block) ?? '' : '', shown = find(row, '.n')
    if (shown) setText(shown, String(n))
  }
}
