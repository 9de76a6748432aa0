// At the left of the words the blocks, themes and keys: each a button that does what its key does.
import { element } from '../../../../ui/assets/dom.js'
import { giveBlock, giveTheme } from './reader_actions.js'
import { cap, swatch } from './reader_signs.js'

export function buildLegend(it) {
  const { data } = it
  const words = data.words
  it.legend.setAttribute('aria-label', words.legend)
  const parts = data.groups.map(([key, name]) => {
    const box = element('section')
    const head = element('h2', { textContent: name })
    head.prepend(swatch(`var(--${key})`))
    box.append(head, ...data.blocks.filter((each) => each.group === key).map((block) => {
      const row = element('button', { type: 'button', className: 'give', disabled: data.readonly })
      row.append(cap(block.key), element('span', { textContent: block.name }), element('span', { className: 'n' }))
      row.addEventListener('mousedown', (event) => event.preventDefault())
      row.addEventListener('click', () => giveBlock(it, block.id))
      row.block = block.id
      return row
    }))
    return box
  })
  it.themes = element('section')
  const keys = element('section')
  const list = element('dl')
  for (const [caps, what] of data.keys) {
    const term = element('dt')
    term.append(...caps.map(cap))
    list.append(term, element('dd', { textContent: what }))
  }
  keys.append(element('h2', { textContent: words.keys }), list)
  it.legend.replaceChildren(...parts, it.themes, keys)
  buildThemes(it)
}

// The nine used most when the document was opened have a digit, and keep it while one works.
function buildThemes(it) {
  it.digits ??= [...it.desk.book].sort((a, b) => b.notes - a.notes).slice(0, 9).map((theme) => theme.id)
  const named = new Map(it.desk.book.map((theme) => [theme.id, theme]))
  const rows = it.digits.filter((id) => named.has(id)).map((id, place) => {
    const row = element('button', { type: 'button', className: 'give', disabled: it.data.readonly })
    row.append(cap(String(place + 1)), ...(named.get(id).colour ? [swatch(named.get(id).colour)] : []), element('span', { textContent: named.get(id).name }))
    row.addEventListener('mousedown', (event) => event.preventDefault())
    row.addEventListener('click', () => giveTheme(it, id))
    return row
  })
  const none = element('p', { className: 'soft', textContent: it.data.words.noThemes })
  it.themes.replaceChildren(element('h2', { textContent: it.data.words.themes }), ...(rows.length ? rows : [none]))
}

export function countLegend(it) {
  const counts = new Map()
  for (const note of it.shown.notes) counts.set(note.block, (counts.get(note.block) ?? 0) + 1)
  for (const row of it.legend.querySelectorAll('button.give')) {
    const n = row.block ? counts.get(row.block) ?? '' : ''
    const shown = row.querySelector('.n')
    if (shown && shown.textContent !== String(n)) shown.textContent = n
  }
}
