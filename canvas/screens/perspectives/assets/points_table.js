// The perspectives table: rows of perspectives, four questions, points as buttons. All that people wrote is set as text.
const make = (tag, className, text) => {
  const node = document.createElement(tag)
  if (className) node.className = className
  if (text !== undefined) node.textContent = text
  return node
}

const letterOf = (role) => {
  const mark = make('span', role.none ? 'letter none' : 'letter', role.letter)
  mark.style.setProperty('--c', role.colour)
  mark.setAttribute('aria-hidden', 'true')
  return mark
}

// who speaks, as letters with their names for who cannot see them
const voicesOf = (voices) => {
  const line = make('p', voices.against ? 'who against' : 'who')
  line.append(make('span', '', voices.said))
  for (const role of voices.who) line.append(letterOf(role), make('span', 'sr', role.name))
  return line
}

const pointOf = (point, fire) => {
  const item = make('li')
  item.style.setProperty('--c', point.colour)
  const button = make('button', '', point.text)
  button.type = 'button'
  button.dataset.key = `point:${point.id}`
  button.onclick = () => fire('opened', point.id)
  const about = make('p')
  about.append(make('b', '', point.state), make('span', '', point.carried))
  if (point.shared) about.append(make('span', '', point.shared))
  if (point.gone) about.append(make('span', 'flag', point.gone))
  item.append(button, about)
  for (const voices of point.voices) if (voices.who.length) item.append(voicesOf(voices))
  if (point.flag) item.append(make('p', 'flag', point.flag))
  return item
}

const cellOf = (cell, question, fire) => {
  const box = make('td')
  box.append(make('p', 'question', question.label))
  if (cell.points.length) {
    const list = make('ul')
    for (const point of cell.points) list.append(pointOf(point, fire))
    box.append(list)
  } else if (cell.state && cell.heard) {
    const heard = make('button', 'state', cell.state)  // a count opens its notes
    heard.type = 'button'
    heard.dataset.key = `heard:${cell.key}`
    heard.onclick = () => fire('heard', cell.key)
    box.append(heard)
  } else if (cell.state) {
    box.append(make('p', 'state', cell.state))
  }
  if (cell.add) {
    const add = make('button', 'add', cell.add)
    add.type = 'button'
    add.dataset.key = `add:${cell.key}`
    add.setAttribute('aria-label', cell.addLabel)
    add.onclick = () => fire('added', cell.key)
    box.append(add)
  }
  if (cell.evidence) {
    const link = make('a', 'add', cell.evidence)
    link.href = cell.evidenceLink
    link.setAttribute('aria-label', cell.evidenceLabel)
    link.onclick = (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      fire('evidence', cell.key)
    }
    box.append(link)
  }
  return box
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement
  let frame = root.querySelector('.frame')
  if (!frame) { frame = make('div', 'frame'); root.appendChild(frame) }
  const focused = root.activeElement?.dataset?.key
  const table = make('table')
  table.append(make('caption', 'sr', data.caption))
  const columns = make('colgroup')
  columns.append(make('col', 'row'))
  const head = make('tr')
  head.append(make('th', '', data.corner))
  head.firstChild.scope = 'col'
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
    if (row.letter) {
      title.append(letterOf(row))
    }
    title.append(document.createTextNode(row.label))
    if (row.line) title.append(make('p', '', row.line))
    line.append(title)
    row.cells.forEach((cell, index) => line.append(cellOf(cell, data.questions[index], setTriggerValue)))
    body.append(line)
  }
  table.append(columns, thead, body)
  frame.replaceChildren(table)
  const wanted = data.focus && frame.dataset.focused !== data.focus.nonce ? data.focus.key : focused
  if (data.focus) frame.dataset.focused = data.focus.nonce
  if (wanted) frame.querySelector(`[data-key="${CSS.escape(wanted)}"]`)?.focus({ preventScroll: true })
}
