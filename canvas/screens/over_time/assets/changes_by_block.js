// What was said per block at two moments: a map in the shape of the canvas, then a card per block that opens with the
// notes of both moments side by side. Everything that people wrote is set as text, never as HTML.
/** @import { Drawn, Focus, Palette, Place, Role, Words } from '../../../ui/assets/component.js' */
import { frameIn, get, make, makeButton, makeLetter, redraw, unspoken } from '../../../ui/assets/dom.js'

/** @typedef {{ tone: string, short: string, text: string }} Badge a role that was newly or no longer heard, or rates otherwise */
/** @typedef {{ key: string, label: string, place: Place, badges: Badge[], changed: boolean, said: string }} Tile a block on the map */
/** @typedef {{ text: string, tone: string, opens: string }} Note */
/** @typedef {{ text: string, opens: string, said: string }} Fact what it says, what it opens, and the same in words; some open nothing */
/**
 * The notes of a role at both moments: those with words in common in pairs, the others apart; what is said of a moment
 * without any is '' where the role was not silent.
 * @typedef {object} ByRole
 * @property {string} role
 * @property {{ before: Note, after: Note }[]} pairs
 * @property {Note[]} then
 * @property {Note[]} now
 * @property {string} thenSaid
 * @property {string} nowSaid
 * @property {Fact | null} more
 */
/** @typedef {{ text: string, by: string, button: string, opens: string, said: string }} Reason */
/**
 * @typedef {object} Card
 * @property {string} key
 * @property {string} label
 * @property {Badge[]} badges
 * @property {string} calm what it says of itself where it has no badge
 * @property {(Fact & { role: string })[]} heard
 * @property {(Fact & { n: number, tone: string })[]} themes
 * @property {{ role: string, sides: Fact[], changed: boolean }[]} ratings
 * @property {ByRole[]} roles
 * @property {Reason} reason
 */
/** @typedef {{ label: string, cards: Card[] }} Group the blocks of a question */
/**
 * @typedef {object} Changes
 * @property {Words<'map' | 'then' | 'now' | 'roles' | 'themes' | 'ratings' | 'reason'>} words
 * @property {Palette} palette
 * @property {Record<string, { sign: string, label: string }>} tones
 * @property {Tile[]} map
 * @property {Group[]} groups
 * @property {Focus} focus
 */
/**
 * What every part is drawn with.
 * @typedef {object} View
 * @property {Changes} data what the page sent
 * @property {HTMLElement} frame
 * @property {Map<string, boolean>} folds which cards were opened and closed
 * @property {(key: string) => void} open
 */
/** Of each frame, which cards were opened and closed. @type {WeakMap<HTMLElement, Map<string, boolean>>} */
const foldsOf = new WeakMap()

/** @param {Drawn<Changes, { opened: string }>} drawn */
export default function ({ data, parentElement, setTriggerValue }) {
  const frame = frameIn(parentElement)
  const folds = foldsOf.get(frame) ?? new Map()
  foldsOf.set(frame, folds)
  const view = { data, frame, folds, open: (/** @type {string} */ key) => setTriggerValue('opened', key) }
  const groups = data.groups.filter((group) => group.cards.length).map((group) => groupOf(view, group))
  redraw(frame, data.focus, [mapOf(view), ...groups])
}

/** @param {View} view */
function mapOf(view) {
  const map = make('nav', 'map')
  map.setAttribute('aria-label', view.data.words.map)
  map.append(...view.data.map.map((block) => tileOf(view, block)))
  return map
}

/** @param {View} view @param {Tile} block */
function tileOf(view, block) {
  const [fromColumn, toColumn, fromRow, toRow] = block.place
  const tile = makeButton(block.changed ? 'tile' : 'tile calm', '', () => goToCard(view, block.key))
  tile.dataset.key = `tile:${block.key}`
  tile.style.gridColumn = `${fromColumn} / ${toColumn + 1}`
  tile.style.gridRow = `${fromRow} / ${toRow + 1}`
  tile.setAttribute('aria-label', block.said)
  tile.append(make('span', 'name', block.label), badgesOf(block.badges, true))
  return tile
}

/** @param {View} view @param {string} key */
function goToCard(view, key) {
  const summary = get(view.frame, `summary[data-key="${CSS.escape(`card:${key}`)}"]`)
  summary.closest('details')?.toggleAttribute('open', true)
  summary.focus({ preventScroll: true })
  summary.scrollIntoView({ block: 'start', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })
}

/** @param {View} view @param {Group} group */
function groupOf(view, group) {
  const box = make('section', 'group')
  box.append(make('h2', '', group.label))
  box.append(...group.cards.map((card) => cardOf(view, card)))
  return box
}

// ---- a card

/** @param {View} view @param {Card} card */
function cardOf(view, card) {
  const { words } = view.data
  const box = foldOf(view, card.key, headOf(card), 'card'), body = make('div', 'body')
  if (card.heard.length) body.append(factsOf(words.roles, card.heard.map((fact) => heardOf(view, fact))))
  if (card.themes.length) body.append(factsOf(words.themes, card.themes.map((fact) => themeOf(view, fact))))
  if (card.ratings.length) body.append(factsOf(words.ratings, card.ratings.map((fact) => ratingOf(view, fact))))
  if (card.roles.length) body.append(momentNames(view))
  body.append(...card.roles.map((notes) => roleOf(view, notes)))
  body.append(reasonOf(view, card.reason))
  box.append(body)
  return box
}

/** What folds, as it was left. @param {View} view @param {string} key @param {HTMLElement} summary @param {string} className */
function foldOf(view, key, summary, className) {
  const details = make('details', className), { folds } = view
  details.open = folds.get(key) ?? false
  details.ontoggle = () => { if (details.isConnected) folds.set(key, details.open) }
  details.append(summary)
  return details
}

/** @param {Card} card */
function headOf(card) {
  const summary = make('summary')
  summary.dataset.key = `card:${card.key}`
  summary.append(make('h3', '', card.label), badgesOf(card.badges), make('span', 'calm', card.calm))
  return summary
}

/** @param {Badge[]} badges @param {boolean} [short] */
function badgesOf(badges, short) {
  const line = make('span', 'badges')
  for (const badge of badges) line.append(make('span', `badge ${badge.tone}`, short ? badge.short : badge.text))
  return line
}

/** The names of the two moments, above what stands side by side. @param {View} view */
function momentNames(view) {
  const head = unspoken(make('div', 'heads'))
  head.append(make('span', '', view.data.words.then), make('span', '', view.data.words.now))
  return head
}

/** @param {View} view @param {Reason} reason */
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

/** @param {View} view @param {Card['heard'][number]} fact */
function heardOf(view, fact) {
  const button = openerOf(view, 'fact', fact.opens, fact.said)
  button.append(makeLetter(view.data.palette[fact.role]), make('span', '', fact.text))
  return button
}

/** @param {View} view @param {Card['themes'][number]} fact */
function themeOf(view, fact) {
  const button = openerOf(view, `fact ${fact.tone}`, fact.opens, fact.said)
  button.append(make('b', 'sign', view.data.tones[fact.tone].sign), make('span', '', fact.text), make('span', 'n', String(fact.n)))
  return button
}

/** @param {View} view @param {Card['ratings'][number]} fact */
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

/** @param {View} view @param {ByRole} notes */
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

/** @param {View} view @param {ByRole} notes @param {Role} role */
function besideEachOther(view, notes, role) {
  const rows = notes.pairs.map((pair) => rowOf(view, [listOf(view, [pair.before], role)], [listOf(view, [pair.after], role)]))
  if (notes.then.length || notes.now.length) {
    const silent = (/** @type {string} */ words) => (words ? [make('p', 'silent', words)] : [])
    const row = rowOf(view, notes.then.length ? [listOf(view, notes.then, role)] : silent(notes.thenSaid),
      notes.now.length ? [listOf(view, notes.now, role)] : silent(notes.nowSaid))
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

/** @param {View} view @param {Note[]} notes @param {Role} role */
function listOf(view, notes, role) {
  const list = make('ul')
  list.append(...notes.map((note) => noteOf(view, note, role)))
  return list
}

// A note; its colour is that of the role, and a sign says that the other moment has one in the same or similar words.
/** @param {View} view @param {Note} note @param {Role} role */
function noteOf(view, note, role) {
  const tone = view.data.tones[note.tone], item = make('li', `note ${note.tone}`)
  item.style.setProperty('--c', role.colour)
  const button = openerOf(view, 'said', note.opens)
  if (tone.sign) button.append(unspoken(make('span', 'sign', tone.sign)))
  button.append(make('span', 'sr', `${[tone.label, role.label].filter(Boolean).join(', ')}: `), document.createTextNode(note.text))
  item.append(button)
  return item
}
