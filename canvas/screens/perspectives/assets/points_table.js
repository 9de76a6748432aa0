// The perspectives table: rows of perspectives, four questions, points as buttons. All that people wrote is set as text.
/** @import { Drawn, Focus, Letter, Send } from '../../../ui/assets/component.js' */
import { frameIn, isPlainClick, make, makeButton, makeLetter, redraw } from '../../../ui/assets/dom.js'

/** @typedef {Letter & { name: string, none: boolean }} Named a role as its letter and its name; none where it has none */
/** @typedef {{ said: string, who: Named[], against?: boolean }} Voices who supports a point, or contradicts it */
/**
 * A point as a cell shows it; what it does not have is ''.
 * @typedef {object} Point
 * @property {string} id
 * @property {string} text
 * @property {string} state
 * @property {string} carried
 * @property {string} shared
 * @property {string} colour
 * @property {string} gone
 * @property {Voices[]} voices
 * @property {string} flag
 */
/**
 * What a perspective has on a question; what it does not have is ''.
 * @typedef {object} Cell
 * @property {string} key
 * @property {Point[]} points
 * @property {string} state
 * @property {boolean} heard
 * @property {string} add
 * @property {string} addLabel
 * @property {string} evidence
 * @property {string} evidenceLabel
 * @property {string} evidenceLink
 */
/** @typedef {{ key: string, label: string, cells: Cell[], shared?: boolean, line?: string } & Partial<Named>} Row of a perspective, or the shared one */
/** @typedef {{ key: string, label: string }} Question */
/** @typedef {{ caption: string, corner: string, rows: Row[], questions: Question[], focus: Focus }} Perspectives */
/** @typedef {{ opened: string, added: string, evidence: string, heard: string }} Events */

// who speaks, as letters with their names for who cannot see them
/** @param {Voices} voices */
const voicesOf = (voices) => {
  const line = make('p', voices.against ? 'who against' : 'who')
  line.append(make('span', '', voices.said))
  for (const role of voices.who) line.append(makeLetter(role, role.none ? 'letter none' : 'letter'), make('span', 'sr', role.name))
  return line
}

/** @param {Point} point @param {Send<Events>} fire */
const pointOf = (point, fire) => {
  const item = make('li')
  item.style.setProperty('--c', point.colour)
  const button = makeButton('', point.text, () => fire('opened', point.id))
  button.dataset.key = `point:${point.id}`
  const about = make('p')
  about.append(make('b', '', point.state), make('span', '', point.carried))
  if (point.shared) about.append(make('span', '', point.shared))
  if (point.gone) about.append(make('span', 'flag', point.gone))
  item.append(button, about)
  for (const voices of point.voices) if (voices.who.length) item.append(voicesOf(voices))
  if (point.flag) item.append(make('p', 'flag', point.flag))
  return item
}

/** @param {Cell} cell @param {Question} question @param {Send<Events>} fire */
const cellOf = (cell, question, fire) => {
  const box = make('td')
  box.append(make('p', 'question', question.label))
  if (cell.points.length) {
    const list = make('ul')
    for (const point of cell.points) list.append(pointOf(point, fire))
    box.append(list)
  } else if (cell.state && cell.heard) {
    const heard = makeButton('state', cell.state, () => fire('heard', cell.key))  // a count opens its notes
    heard.dataset.key = `heard:${cell.key}`
    box.append(heard)
  } else if (cell.state) {
    box.append(make('p', 'state', cell.state))
  }
  if (cell.add) {
    const add = makeButton('add', cell.add, () => fire('added', cell.key))
    add.dataset.key = `add:${cell.key}`
    add.setAttribute('aria-label', cell.addLabel)
    box.append(add)
  }
  if (cell.evidence) {
    const link = make('a', 'add', cell.evidence)
    link.href = cell.evidenceLink
    link.setAttribute('aria-label', cell.evidenceLabel)
    link.onclick = (event) => {
      if (!isPlainClick(event)) return
      event.preventDefault()
      fire('evidence', cell.key)
    }
    box.append(link)
  }
  return box
}

/** @param {Drawn<Perspectives, Events>} drawn */
export default function ({ data, parentElement, setTriggerValue }) {
  const table = make('table')
  table.append(make('caption', 'sr', data.caption))
  const columns = make('colgroup')
  columns.append(make('col', 'row'))
  const head = make('tr')
  const corner = make('th', '', data.corner)
  corner.scope = 'col'
  head.append(corner)
  for (const question of data.questions) {
    columns.append(make('col'))
    const cell = make('th', '', question.label)
    cell.scope = 'col'
    head.append(cell)
  }
  const thead = make('thead')
  thead.append(head)
  const body = make('tbody')
  for (const row of data.rows) {
    const line = make('tr', row.shared ? 'shared' : '')
    const title = make('th')
    title.scope = 'row'
    if (row.letter) title.append(makeLetter({ letter: row.letter, colour: row.colour }, row.none ? 'letter none' : 'letter'))
    title.append(document.createTextNode(row.label))
    if (row.line) title.append(make('p', '', row.line))
    line.append(title)
    row.cells.forEach((cell, index) => line.append(cellOf(cell, data.questions[index], setTriggerValue)))
    body.append(line)
  }
  table.append(columns, thead, body)
  redraw(frameIn(parentElement), data.focus, [table])
}
