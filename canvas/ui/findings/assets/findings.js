// What a study says of a partnership: sentences under the names of their parts. All that people wrote is set as text.
/** @import { Drawn, Focus, Letter, Send, Words } from '../../assets/component.js' */
import { frameIn, make, makeButton, makeLetter, redraw } from '../../assets/dom.js'

/** @typedef {Letter & { name: string, text: string }} Quote the words of somebody of a role */
/**
 * One finding: what it says, in whose words, and what it rests on.
 * @typedef {object} Row
 * @property {string} key
 * @property {string} rule
 * @property {string} sentence
 * @property {Quote[]} quotes
 * @property {string} people how many people it rests on; '' where that says nothing
 * @property {string} rests_on '' for a finding that follows from what is recorded alone
 * @property {string} why the rule in words
 */
/** @typedef {Words<'sooner' | 'later' | 'left_out'>} Labels */
/**
 * @typedef {object} Findings
 * @property {{ key: string, title: string, line: string, rows: Row[], more: string }[]} parts with a line under the title, '' for none
 * @property {number} at_once
 * @property {boolean} arranging
 * @property {boolean} split whether the first part stands in a column of its own, beside the others
 * @property {Labels} words
 * @property {Focus} focus
 */
/** @typedef {{ opened: string, sooner: string, later: string, left_out: string }} Events */

/** Parts that were opened to their end, for as long as the page lives. @type {Set<string>} */
const wide = new Set()

/** @param {Quote} quote */
const quoteOf = (quote) => {
  const item = make('blockquote')
  item.append(makeLetter(quote), make('span', 'sr', `${quote.name}: `), make('span', '', quote.text))
  return item
}

/** @param {Row} row @param {Findings} data @param {Send<Events>} fire @param {boolean} first @param {boolean} last */
const rowOf = (row, data, fire, first, last) => {
  const item = make('li', `finding ${row.rule}`)
  const open = makeButton('open', row.sentence, () => fire('opened', row.key))
  open.dataset.key = row.key
  open.title = row.why
  item.append(open)
  for (const quote of row.quotes) item.append(quoteOf(quote))
  const foot = [row.people, row.rests_on].filter(Boolean).join(' · ')
  if (foot) item.append(make('p', 'foot', foot))
  if (data.arranging) {
    const tools = make('p', 'tools')
    const act = (/** @type {'sooner' | 'later' | 'left_out'} */ name, /** @type {boolean} */ off) => {
      const button = makeButton('act', data.words[name], () => fire(name, row.key))
      button.disabled = off
      button.setAttribute('aria-label', `${data.words[name]}: ${row.sentence}`)
      tools.append(button)
    }
    act('sooner', first)
    act('later', last)
    act('left_out', false)
    item.append(tools)
  }
  return item
}

/** @param {HTMLElement[]} sections */
const columnOf = (sections) => {
  const column = make('div', 'column')
  column.append(...sections)
  return column
}

/** @param {Drawn<Findings, Events>} drawn */
export default function ({ data, parentElement, setTriggerValue }) {
  const nodes = data.parts.map((part) => {
    const section = make('section', `${part.key}${wide.has(part.key) ? ' wide' : ''}`), list = make('ul')
    section.append(make('h2', '', part.title))
    if (part.line) section.append(make('p', 'about', part.line))
    section.append(list)
    part.rows.forEach((row, at) => {
      const item = rowOf(row, data, setTriggerValue, at === 0, at === part.rows.length - 1)
      item.hidden = at >= data.at_once && !wide.has(part.key) && !data.arranging
      list.append(item)
    })
    const rest = [...list.children].filter((item) => item instanceof HTMLElement && item.hidden)
    if (rest.length) {
      const more = makeButton('more', part.more, () => {
        wide.add(part.key)
        section.classList.add('wide')
        for (const item of rest) if (item instanceof HTMLElement) item.hidden = false
        more.remove()
        const next = rest[0]?.querySelector('button')
        next?.focus()
      })
      section.append(more)
    }
    return section
  })
  const frame = frameIn(parentElement)
  frame.classList.toggle('split', data.split)
  redraw(frame, data.focus, data.split ? [columnOf(nodes.slice(0, 1)), columnOf(nodes.slice(1))] : nodes, '.open')
}
