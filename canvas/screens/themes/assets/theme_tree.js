// The codebook as a tree of rows with counts that open. Everything that people wrote is set as text, never as HTML.
/** @import { ThemeRow } from './theme_rows.js' */
/** @import { Drawn, Focus, Role, Root, Words } from '../../../ui/assets/component.js' */
import { element, find, findAll, focusKey, focusedIn, keyToFocus, make, makeButton, makeLetter, roveTo, targetOf, unspoken } from '../../../ui/assets/dom.js'
import { branchesOf, rowsShown } from './theme_rows.js'

const PAGE = 200  // rows drawn at once

/** @typedef {'respondents' | 'partnerships'} Counted */
/**
 * A theme as Python sends it: its colour, how often each role was heard on it, and counts ('' for none) with their words.
 * @typedef {ThemeRow & { retired: boolean, colour: string, voices: { notes: string, said: string }[] } & Record<'notes' | Counted, string> & Record<'notesSaid' | `${Counted}Said`, string>} Row
 */
/** @typedef {Role & { key: string }} Heard a role that was heard on some theme */
/**
 * @typedef {object} Themes
 * @property {Words<'table' | 'theme' | 'notes' | Counted | 'find' | 'nothing' | 'show' | 'hide' | 'more' | 'retired'>} words
 * @property {Heard[]} roles
 * @property {Row[]} rows in the order of the tree
 * @property {Focus} focus
 */
/**
 * The tree on the screen.
 * @typedef {object} Tree
 * @property {Themes} data
 * @property {Set<string>} closed branches
 * @property {number} shown how many rows may be drawn
 * @property {string} at the key of the button that is in the tab order
 * @property {HTMLElement} frame
 * @property {HTMLElement} label of the field that filters
 * @property {HTMLElement} findLabel
 * @property {HTMLInputElement} find
 * @property {HTMLElement} box
 * @property {HTMLElement} none
 * @property {HTMLButtonElement} more
 * @property {(key: string) => void} open
 */

/** @param {Tree} it @param {Row} row @param {string} key @param {string} text @param {string} label @param {string} className */
const count = (it, row, key, text, label, className) => {
  const box = make('td', className)
  const unit = className === 'voice' ? '' : label.replace(/^\S+\s/, '')  // “17 notes” → “notes”, for a phone
  if (!text) {
    const none = make('span', 'none', '–')
    none.dataset.unit = unit
    box.append(unspoken(none), make('span', 'hidden', label))
    return box
  }
  const button = opener(it, 'count', text, `${row.id}|${key}`)
  button.title = label
  button.dataset.unit = unit
  button.setAttribute('aria-label', `${row.name}: ${label}`)
  box.append(button)
  return box
}

/** @param {Tree} it @param {string} className @param {string} text @param {string} key */
const opener = (it, className, text, key) => {
  const button = makeButton(className, text, () => it.open(key))
  button.tabIndex = -1
  button.dataset.key = key
  return button
}

/** @param {Tree} it @param {Row} row @param {boolean} branch whether others stand under it */
const rowOf = (it, row, branch) => {
  const line = make('tr', row.retired ? 'retired' : '')
  line.setAttribute('aria-level', String(row.depth + 1))
  line.dataset.id = row.id
  const head = make('th', 'theme'), inner = make('div', 'inner')
  head.scope = 'row'
  inner.style.setProperty('--depth', String(Math.min(row.depth, 8)))
  if (branch) {
    const closed = it.closed.has(row.id)
    line.setAttribute('aria-expanded', String(!closed))
    const twist = makeButton('twist', '', () => turn(it, row.id))
    twist.append(make('i'))
    twist.tabIndex = -1
    twist.setAttribute('aria-label', `${closed ? it.data.words.show : it.data.words.hide}: ${row.name}`)
    inner.append(twist)
  } else inner.append(make('span', 'twist'))
  const mark = make('span', 'mark')
  mark.style.setProperty('--t', row.colour)
  inner.append(mark, opener(it, 'name', row.name, `${row.id}|`))
  if (row.retired) inner.append(make('span', 'out', it.data.words.retired))
  if (row.definition) {
    const definition = make('span', 'definition', row.definition)
    definition.title = row.definition
    inner.append(definition)
  }
  head.append(inner)
  line.append(head, count(it, row, '*', row.notes, row.notesSaid, 'notes'))
  it.data.roles.forEach((role, at) => {
    const voice = row.voices[at]
    const box = count(it, row, role.key || '-', voice.notes, voice.said, 'voice')
    box.prepend(makeLetter(role))
    if (!voice.notes) box.classList.add('empty')
    line.append(box)
  })
  for (const key of /** @type {Counted[]} */ (['respondents', 'partnerships'])) {
    if (it.data.words[key]) line.append(count(it, row, '*', row[key], row[`${key}Said`], key))
  }
  return line
}

/** @param {Tree} it */
const headOf = (it) => {
  const head = make('thead'), names = make('tr')
  /** @param {string} text @param {string} className @param {Heard} [title] */
  const column = (text, className, title) => {
    const cell = make('th', className)
    cell.scope = 'col'
    if (title) {
      cell.title = title.label
      cell.append(makeLetter(title), make('span', 'hidden', title.label))
    } else cell.textContent = text
    names.append(cell)
  }
  const words = it.data.words
  column(words.theme, 'theme')
  column(words.notes, 'number')
  for (const role of it.data.roles) column(role.letter, 'number voice', role)
  if (words.respondents) column(words.respondents, 'number')
  column(words.partnerships, 'number last')
  head.append(names)
  return head
}

/** @param {Tree} it */
const draw = (it) => {
  const wanted = it.find.value.trim(), shown = rowsShown(it.data.rows, wanted, it.closed), branches = branchesOf(it.data.rows)
  const table = make('table')
  table.setAttribute('role', 'treegrid')  // arrow keys move in it, and open and close branches
  table.setAttribute('aria-label', it.data.words.table)
  const body = make('tbody')
  for (const row of shown.slice(0, it.shown)) body.append(rowOf(it, row, branches.has(row.id) && !wanted))
  table.append(headOf(it), body)
  it.box.replaceChildren(table)
  it.none.hidden = shown.length > 0
  it.more.hidden = shown.length <= it.shown
  roam(it)
}

// One button is in the tab order; the arrows move from there.
/** @param {Tree} it */
const roam = (it) => {
  const lines = findAll(it.box, 'tbody tr')
  const stops = lines.map((line) => findAll(line, 'button:not(.twist)'))
  const all = stops.flat()
  const first = all.find((each) => each.dataset.key === it.at) ?? all[0]
  if (first) first.tabIndex = 0
  it.box.onkeydown = (event) => {
    const pressed = all.find((each) => each === event.target)
    if (!pressed || event.altKey || event.metaKey) return
    const row = stops.findIndex((line) => line.includes(pressed))
    const line = stops[row], column = line.indexOf(pressed), id = lines[row].dataset.id ?? ''
    const open = lines[row].getAttribute('aria-expanded'), [, what] = keyOf(pressed).split('|')
    const beside = (/** @type {number} */ other) => stops[other]?.find((each) => keyOf(each).split('|')[1] === what) ?? stops[other]?.[0]
    /** @type {Record<string, () => void>} */
    const moves = {
      ArrowDown: () => goTo(it, beside(row + 1)), ArrowUp: () => goTo(it, beside(row - 1)),
      Home: () => goTo(it, event.ctrlKey ? stops[0][0] : line[0]),
      End: () => goTo(it, event.ctrlKey ? stops.at(-1)?.[0] : line.at(-1)),
      ArrowRight: () => (column === 0 && open === 'false' ? turn(it, id) : goTo(it, line[column + 1])),
      ArrowLeft: () => {
        if (column > 0) return goTo(it, line[column - 1])
        if (open === 'true') return turn(it, id)
        const level = Number(lines[row].getAttribute('aria-level'))
        for (let other = row - 1; other >= 0; other -= 1) {
          if (Number(lines[other].getAttribute('aria-level')) < level) return goTo(it, stops[other][0])
        }
      },
    }
    if (!moves[event.key]) return
    event.preventDefault()
    moves[event.key]()
  }
}

/** @param {HTMLElement} node */
const keyOf = (node) => node.dataset.key ?? ''

/** Puts the keyboard at a button. @param {Tree} it @param {HTMLElement | null | undefined} to */
const goTo = (it, to) => {
  if (!to) return
  it.at = keyOf(to)
  roveTo(findAll(it.box, 'tbody button'), to)
}

/** Opens or closes a branch. @param {Tree} it @param {string} id */
const turn = (it, id) => {
  const had = it.closed.delete(id)
  if (!had) it.closed.add(id)
  it.at = `${id}|`
  draw(it)
  goTo(it, find(it.box, `[data-key="${CSS.escape(it.at)}"]`))
}

/** @type {WeakMap<Root, Tree>} */
const trees = new WeakMap()

/** @param {Drawn<Themes, { opened: string }>} drawn */
const begin = ({ data, parentElement, setTriggerValue }) => {
  /** @type {Tree} */
  const it = {
    data, closed: new Set(), shown: PAGE, at: '', frame: make('div', 'frame'), label: make('label', 'find'), findLabel: make('span', 'hidden'),
    find: element('input', { type: 'search' }), box: make('div', 'scroll'), none: make('p', 'nothing'), more: makeButton('more'),
    open: (key) => setTriggerValue('opened', key),
  }
  it.label.append(it.findLabel, it.find)
  it.none.setAttribute('role', 'status')
  it.frame.append(it.label, it.box, it.none, it.more)
  it.find.oninput = () => { it.shown = PAGE; draw(it) }
  it.more.onclick = () => { it.shown += PAGE; draw(it) }
  // a button that is reached by pointer is the one in the tab order too
  it.box.addEventListener('focusin', (event) => {
    const button = targetOf(event)
    if (!button.dataset.key) return
    for (const each of findAll(it.box, 'tbody button')) each.tabIndex = each === button ? 0 : -1
    it.at = button.dataset.key
  })
  parentElement.append(it.frame)
  trees.set(parentElement, it)
  return it
}

/** @param {Drawn<Themes, { opened: string }>} drawn */
export default function (drawn) {
  const { data, parentElement, setTriggerValue } = drawn
  const it = trees.get(parentElement) ?? begin(drawn)
  const focused = focusedIn(parentElement)?.dataset.key
  it.data = data
  it.open = (key) => setTriggerValue('opened', key)
  it.findLabel.textContent = it.find.placeholder = data.words.find
  it.label.hidden = data.rows.length < 12 && !it.find.value
  it.none.textContent = data.words.nothing
  it.more.textContent = data.words.more
  const wanted = keyToFocus(it.frame, data.focus, focused)
  if (wanted !== undefined && wanted !== focused) it.at = wanted
  draw(it)
  focusKey(it.box, wanted)
}
