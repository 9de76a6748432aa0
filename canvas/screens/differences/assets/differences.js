// What to talk about first: rows under the names of their groups. All that people wrote is set as text.
/** @import { Drawn, Focus, Letter, Send, Words } from '../../../ui/assets/component.js' */
import { frameIn, make, makeButton, makeLetter, redraw, unspoken } from '../../../ui/assets/dom.js'

/** @typedef {Letter & { name: string }} Named a role as its letter and its name */
/** @typedef {Named & { count: number }} Dot how many of a role gave a rating */
/** @typedef {Named & { sign: string, quiet: boolean, said: string }} Voice how a role was heard */
/** @typedef {Named & { text: string, left: string }} Quote whose words, and what is to know of their partner */
/**
 * A block or question: who was heard on it, its points, and how they rated.
 * @typedef {object} Row
 * @property {string} key
 * @property {string} title
 * @property {number | null} rank null where nothing is there to talk about first
 * @property {string} line
 * @property {string} claim the disputed point; '' where there is none
 * @property {Quote[]} quotes
 * @property {string} points
 * @property {string} pointsLabel
 * @property {Voice[]} voices
 * @property {string} on
 * @property {Dot[][]} dots by rating, from 1 to 5; none where nobody rated
 * @property {Dot[]} unknown those who said that they do not know
 * @property {string} said the dots in words
 * @property {(Named & { said: string })[]} figures
 */
/** @typedef {Words<'dont_know' | 'beside' | 'dots'> & { scale: string[], ends: string[] }} Said */
/**
 * @typedef {object} Differences
 * @property {{ key: string, title: string, about: string, rows: Row[] }[]} groups
 * @property {Said} words
 * @property {{ sign: string, label: string }[]} signs
 * @property {Named[]} letters
 * @property {Focus} focus
 */
/** @typedef {{ opened: string, points: string }} Events */

/** @param {Dot} dot */
const dotOf = (dot) => {
  const mark = makeLetter(dot, 'dot')
  if (dot.count > 1) mark.append(make('b', '', `×${dot.count}`))
  mark.title = `${dot.name}: ${dot.count}`
  return mark
}

/** @param {Voice[]} voices */
const voicesOf = (voices) => {
  const list = make('ul', 'voices')
  for (const voice of voices) {
    const item = make('li', voice.quiet ? 'quiet' : '')
    item.title = voice.said
    item.append(makeLetter(voice, voice.quiet ? 'letter silent' : 'letter'))
    if (voice.sign) item.append(unspoken(make('span', '', voice.sign)))
    item.append(make('span', 'sr', voice.said))
    list.append(item)
  }
  return list
}

/** @param {Row} row @param {Said} words */
const dotsOf = (row, words) => {
  const box = make('div', 'ratings')
  if (row.on) box.append(make('p', 'on', row.on))
  const line = unspoken(make('div', 'line'))
  row.dots.forEach((dots, place) => {
    const slot = make('div', 'slot')
    slot.append(make('span', 'value', words.scale[place]))
    const stack = make('div', 'held')
    stack.append(...dots.map(dotOf))
    slot.append(stack)
    line.append(slot)
  })
  const slot = make('div', 'slot unknown')
  if (row.unknown.length) {
    slot.append(make('span', 'value', words.dont_know))
    const stack = make('div', 'held')
    stack.append(...row.unknown.map(dotOf))
    slot.append(stack)
  }
  line.append(slot)
  box.append(line, make('p', 'sr', row.said))
  return box
}

/** @param {Row} row */
const figuresOf = (row) => {
  const list = make('ul', 'figures')
  for (const figure of row.figures) {
    const item = make('li')
    item.append(makeLetter(figure, 'letter'), make('span', 'sr', `${figure.name}:`), make('span', '', figure.said))
    list.append(item)
  }
  return list
}

/** @param {Quote[]} quotes */
const quotesOf = (quotes) => {
  const list = make('ul', 'quotes')
  for (const quote of quotes) {
    const item = make('li'), who = make('p', 'who')
    item.style.setProperty('--c', quote.colour ?? '')
    who.append(unspoken(makeLetter(quote, 'letter')), make('span', '', quote.name))
    if (quote.left) who.append(make('span', 'left', quote.left))
    item.append(make('blockquote', '', quote.text), who)
    list.append(item)
  }
  return list
}

/** @param {Row} row @param {Said} words @param {Send<Events>} fire */
const rowOf = (row, words, fire) => {
  const item = make('li', row.dots.length ? 'row rated' : row.line || row.points || row.quotes.length ? 'row' : 'row short')
  const rank = make('span', 'rank', row.rank ? String(row.rank) : '')
  const main = make('div', 'main'), title = make('h3'), open = makeButton('open', row.title, () => fire('opened', row.key))
  open.dataset.key = row.key
  title.append(open)
  main.append(title)
  if (row.line) main.append(make('p', 'what', row.line))
  if (row.claim) main.append(make('p', 'claim', row.claim))
  main.append(voicesOf(row.voices))
  if (row.points) {
    const points = makeButton('points', row.points, () => fire('points', row.key))
    points.setAttribute('aria-label', row.pointsLabel)
    main.append(points)
  }
  item.append(rank, main)
  if (row.dots.length) item.append(dotsOf(row, words), figuresOf(row))
  if (row.quotes.length) item.append(quotesOf(row.quotes))
  return item
}

/** @param {Differences} data */
const legendOf = (data) => {
  const box = make('div', 'legend')
  /** @param {HTMLElement} mark @param {string} label */
  const add = (mark, label) => {
    const item = make('span', 'item')
    item.append(mark, document.createTextNode(label))
    box.append(item)
  }
  for (const role of data.letters) add(makeLetter(role, 'letter'), role.name)
  for (const legendSign of data.signs) add(make('b', '', legendSign.sign), legendSign.label)
  if (data.words.beside) box.append(make('span', 'item', data.words.beside))
  if (data.groups.some((group) => group.rows.some((row) => row.dots.length))) {
    box.append(make('span', 'item', data.words.dots), make('span', 'item', `1: ${data.words.ends[0]}, 5: ${data.words.ends[1]}`))
  }
  return box
}

/** @param {Drawn<Differences, Events>} drawn */
export default function ({ data, parentElement, setTriggerValue }) {
  /** @type {HTMLElement[]} */
  const nodes = [legendOf(data)]
  for (const group of data.groups) {
    const section = make('section')
    section.append(make('h2', '', group.title), make('p', 'about', group.about))
    const list = make('ol')
    for (const row of group.rows) list.append(rowOf(row, data.words, setTriggerValue))
    section.append(list)
    nodes.push(section)
  }
  redraw(frameIn(parentElement), data.focus, nodes, '.open')
}
