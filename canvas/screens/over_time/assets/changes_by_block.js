// What changed per block between two moments: a map in the shape of the canvas, then a card per block with the notes of
// both moments side by side. Everything that people wrote is set as text, never as HTML.
import { find, focusKey, focusedIn, frameIn, keyToFocus, make, makeButton, makeLetter, unspoken } from '../../../ui/assets/dom.js'

/**
 * What every part is drawn with.
 * @typedef {object} View
 * @property {any} data what the page sent
 * @property {HTMLElement} frame
 * @property {(key: string) => void} open
 */

/** @param {import('../../../ui/assets/dom.js').Drawn} drawn */
export default function ({ data, parentElement, setTriggerValue }) {
  const frame = frameIn(parentElement)
  frame.folds ??= new Map()
  const focused = focusedIn(parentElement)?.dataset.key
  const view = { data, frame, open: (/** @type {string} */ key) => setTriggerValue('opened', key) }
  frame.replaceChildren(mapOf(view), ...data.groups.filter((group) => group.cards.length || group.points).map((group) => groupOf(view, group)))
  // after a drawer closes the keyboard goes on where it was
  focusKey(frame, keyToFocus(frame, data.focus, focused))
}

/** @param {View} view */
function mapOf(view) {
  const map = make('nav', 'map')
  map.setAttribute('aria-label', view.data.words.map)
  map.append(...view.data.map.map((block) => tileOf(view, block)))
  return map
}

/** @param {View} view @param {any} block */
function tileOf(view, block) {
  const [fromColumn, toColumn, fromRow, toRow] = block.place
  const tile = makeButton(block.changed ? 'tile' : 'tile calm', '', () => goToCard(view, block.key))
  tile.dataset.key = `tile:${block.key}`
  tile.style.gridColumn = `${fromColumn} / ${toColumn + 1}`
  tile.style.gridRow = `${fromRow} / ${toRow + 1}`
  tile.setAttribute('aria-label', block.said)
  tile.append(make('span', 'name', block.label), badgesOf(view, block.badges, true))
  return tile
}

/** @param {View} view @param {string} key */
function goToCard(view, key) {
  const summary = /** @type {HTMLElement} */ (find(view.frame, `summary[data-key="${CSS.escape(`card:${key}`)}"]`))
  summary.closest('details')?.toggleAttribute('open', true)
  summary.focus({ preventScroll: true })
  summary.scrollIntoView({ block: 'start', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })
}

/** @param {View} view @param {any} group */
function groupOf(view, group) {
  const box = make('section', 'group')
  box.append(make('h2', '', group.label))
  if (group.points) box.append(pointCardOf(view, group.points))
  box.append(...group.cards.map((card) => cardOf(view, card)))
  return box
}

// ---- a card

/** @param {View} view @param {any} card */
function cardOf(view, card) {
  const { words } = view.data
  const box = foldOf(view, card.key, card.open, headOf(view, card), 'card'), body = make('div', 'body')
  if (card.heard.length) body.append(factsOf(words.roles, card.heard.map((fact) => heardOf(view, fact))))
  if (card.themes.length) body.append(factsOf(words.themes, card.themes.map((fact) => themeOf(view, fact))))
  if (card.ratings.length) body.append(factsOf(words.ratings, card.ratings.map((fact) => ratingOf(view, fact))))
  if (card.roles.length) body.append(momentNames(view))
  body.append(...card.roles.map((notes) => roleOf(view, notes)))
  if (card.stays) body.append(stayingOf(view, card.key, card.stays))
  body.append(reasonOf(view, card.reason))
  box.append(body)
  return box
}

/** @param {View} view @param {any} card */
function pointCardOf(view, card) {
  const box = foldOf(view, card.key, card.open, headOf(view, card), 'card points'), body = make('div', 'body')
  if (card.pairs.length || card.gone.length || card.new.length) body.append(momentNames(view))
  body.append(...besideEachOther(view, card))
  if (card.stays) body.append(stayingOf(view, card.key, card.stays))
  box.append(body)
  return box
}

/** What folds, as it was left. @param {View} view @param {string} key @param {boolean} isOpen @param {HTMLElement} summary @param {string} className */
function foldOf(view, key, isOpen, summary, className) {
  const details = make('details', className), { folds } = view.frame
  details.open = folds.get(key) ?? isOpen
  details.ontoggle = () => { if (details.isConnected) folds.set(key, details.open) }
  details.append(summary)
  return details
}

/** @param {View} view @param {any} card */
function headOf(view, card) {
  const summary = make('summary')
  summary.dataset.key = `card:${card.key}`
  summary.append(make('h3', '', card.label), badgesOf(view, card.badges), make('span', 'calm', card.calm))
  return summary
}

/** @param {View} view @param {any[]} badges @param {boolean} [short] */
function badgesOf(view, badges, short) {
  const line = make('span', 'badges')
  for (const { tone, n, text } of badges) {
    line.append(make('span', `badge ${tone}`, short ? `${view.data.tones[tone]?.sign ?? ''}${n}` : text))
  }
  return line
}

/** The names of the two moments, above what stands side by side. @param {View} view */
function momentNames(view) {
  const head = unspoken(make('div', 'heads'))
  head.append(make('span', '', view.data.words.then), make('span', '', view.data.words.now))
  return head
}

/** @param {View} view @param {any} reason */
function reasonOf(view, reason) {
  const box = make('div', 'reason')
  if (reason.text) box.append(make('h4', '', view.data.words.reason), make('p', 'words', reason.text), make('p', 'by', reason.by))
  const button = openerOf(view, 'give', reason.opens, reason.said)
  button.textContent = reason.button
  box.append(button)
  return box
}

/** @param {View} view @param {string} className @param {string} key @param {string} [label] */
function openerOf(view, className, key, label) {
  const button = makeButton(className, '', () => view.open(key))
  button.dataset.key = key
  if (label) button.setAttribute('aria-label', label)
  return button
}

// ---- facts of a card

/** @param {string} label @param {HTMLElement[]} facts */
function factsOf(label, facts) {
  const line = make('div', 'facts')
  line.append(make('h4', '', label), ...facts)
  return line
}

/** @param {View} view @param {any} fact */
function heardOf(view, fact) {
  const button = openerOf(view, 'fact', fact.opens, fact.said)
  button.append(makeLetter(view.data.palette[fact.role]), make('span', '', fact.text))
  return button
}

/** @param {View} view @param {any} fact */
function themeOf(view, fact) {
  const button = openerOf(view, `fact ${fact.tone}`, fact.opens, fact.said)
  button.append(make('b', 'sign', view.data.tones[fact.tone].sign), make('span', '', fact.text), make('span', 'n', String(fact.n)))
  return button
}

/** @param {View} view @param {any} fact */
function ratingOf(view, fact) {
  const box = make('span', fact.changed ? 'rated changed' : 'rated')
  box.append(makeLetter(view.data.palette[fact.role]))
  fact.sides.forEach((rating, place) => {
    if (place) box.append(make('span', 'arrow', '→'))
    if (!rating.opens) return box.append(make('span', 'none', rating.text))
    const button = openerOf(view, 'fact', rating.opens, rating.said)
    button.append(make('span', '', rating.text))
    box.append(button)
  })
  return box
}

// ---- notes of both moments

/** @param {View} view @param {any} notes */
function roleOf(view, notes) {
  const role = view.data.palette[notes.role], section = make('section', 'role'), who = make('h4', 'who')
  who.append(makeLetter(role), make('span', '', role.label))
  const sides = make('div', 'sides')
  sides.append(...besideEachOther(view, notes, role))
  section.append(who, sides)
  if (notes.more) {
    const more = openerOf(view, 'more', notes.more.opens, notes.more.said)
    more.textContent = notes.more.text
    sides.append(more)
  }
  return section
}

/** @param {View} view @param {any} notes @param {any} [role] */
function besideEachOther(view, notes, role) {
  const rows = notes.pairs.map((pair) => rowOf(view, [listOf(view, [pair.before], role)], [listOf(view, [pair.after], role)]))
  if (notes.gone.length || notes.new.length) {
    const silent = (/** @type {string} */ words) => (words ? [make('p', 'silent', words)] : [])
    const row = rowOf(view, notes.gone.length ? [listOf(view, notes.gone, role)] : silent(notes.goneSaid),
      notes.new.length ? [listOf(view, notes.new, role)] : silent(notes.newSaid))
    for (const box of row.children) if (box.children.length < 2) box.classList.add('empty')
    rows.push(row)
  }
  return rows
}

/** One side for each moment, with its name, which a phone shows above it. @param {View} view @param {HTMLElement[]} then @param {HTMLElement[]} now */
function rowOf(view, then, now) {
  const row = make('div', 'row')
  for (const [which, parts] of /** @type {['then' | 'now', HTMLElement[]][]} */ ([['then', then], ['now', now]])) {
    const side = make('div', `side ${which}`)
    side.append(make('h4', '', view.data.words[which]), ...parts)
    row.append(side)
  }
  return row
}

/** @param {View} view @param {string} key @param {any} stays */
function stayingOf(view, key, stays) {
  const folded = foldOf(view, `stays:${key}`, false, make('summary', '', stays.label), 'stays')
  folded.append(listOf(view, stays.notes))
  return folded
}

/** @param {View} view @param {any[]} notes @param {any} [role] */
function listOf(view, notes, role) {
  const list = make('ul')
  list.append(...notes.map((note) => noteOf(view, note, role ?? (note.role === undefined ? undefined : view.data.palette[note.role]))))
  return list
}

// A note, or a point with the letters of its perspectives; its colour is that of the role, its sign what became of it.
/** @param {View} view @param {any} note @param {any} role */
function noteOf(view, note, role) {
  const tone = view.data.tones[note.tone], item = make('li', `note ${note.tone}`)
  if (role) item.style.setProperty('--c', role.colour)
  const button = openerOf(view, 'said', note.opens)
  button.append(unspoken(make('span', 'sign', tone.sign)), make('span', 'sr', `${tone.label}${role ? `, ${role.label}` : ''}: `),
    document.createTextNode(note.text))
  item.append(button)
  if (note.whose !== undefined) {
    const whose = make('p', 'whose')
    for (const key of note.roles) whose.append(makeLetter(view.data.palette[key]))
    whose.append(make('span', note.roles.length ? 'sr' : '', note.whose))
    if (note.line) whose.append(make('span', 'line', note.line))
    item.append(whose)
  }
  return item
}
