// What to talk about first: rows under the names of their groups. All that people wrote is set as text.
const make = (tag, className, text) => {
  const node = document.createElement(tag)
  if (className) node.className = className
  if (text !== undefined) node.textContent = text
  return node
}

const letterOf = (role, className = 'letter') => {
  const mark = make('span', className, role.letter)
  mark.style.setProperty('--c', role.colour)
  mark.setAttribute('aria-hidden', 'true')
  return mark
}

const dotOf = (dot) => {
  const mark = letterOf(dot, 'dot')
  mark.append(make('b', '', String(dot.count)))
  mark.title = `${dot.name}: ${dot.count}`
  return mark
}

const voicesOf = (voices) => {
  const list = make('ul', 'voices')
  for (const voice of voices) {
    const item = make('li', voice.quiet ? 'quiet' : '')
    item.title = voice.said
    item.append(letterOf(voice, voice.quiet ? 'letter silent' : 'letter'))
    if (voice.sign) {
      const sign = make('span', '', voice.sign)
      sign.setAttribute('aria-hidden', 'true')
      item.append(sign)
    }
    item.append(make('span', 'sr', voice.said))
    list.append(item)
  }
  return list
}

const dotsOf = (row, words) => {
  const box = make('div', 'ratings')
  if (row.on) box.append(make('p', 'on', row.on))
  const line = make('div', 'line')
  line.setAttribute('aria-hidden', 'true')
  row.dots.forEach((dots, place) => {
    const slot = make('div', 'slot')
    slot.append(make('span', 'value', words.scale[place]))
    const held = make('div', 'held')
    held.append(...dots.map(dotOf))
    slot.append(held)
    line.append(slot)
  })
  const slot = make('div', 'slot unknown')
  if (row.unknown.length) {
    slot.append(make('span', 'value', words.dont_know))
    const held = make('div', 'held')
    held.append(...row.unknown.map(dotOf))
    slot.append(held)
  }
  line.append(slot)
  box.append(line, make('p', 'sr', row.said))
  return box
}

const figuresOf = (row) => {
  const list = make('ul', 'figures')
  for (const one of row.figures) {
    const item = make('li')
    item.append(letterOf(one), make('span', 'sr', `${one.name}:`), make('span', '', one.said))
    list.append(item)
  }
  return list
}

const rowOf = (row, words, fire) => {
  const item = make('li', row.dots.length ? 'row rated' : row.line || row.points ? 'row' : 'row short')
  const rank = make('span', 'rank', row.rank ? String(row.rank) : '')
  const main = make('div', 'main'), title = make('h3'), open = make('button', 'open', row.title)
  open.type = 'button'
  open.dataset.key = row.key
  open.onclick = () => fire('opened', row.key)
  title.append(open)
  main.append(title)
  if (row.line) main.append(make('p', 'what', row.line))
  main.append(voicesOf(row.voices))
  if (row.points) {
    const points = make('button', 'points', row.points)
    points.type = 'button'
    points.setAttribute('aria-label', row.pointsLabel)
    points.onclick = () => fire('points', row.key)
    main.append(points)
  }
  item.append(rank, main)
  if (row.dots.length) item.append(dotsOf(row, words), figuresOf(row))
  return item
}

const legendOf = (data) => {
  const box = make('div', 'legend')
  const add = (mark, label) => {
    const item = make('span', 'item')
    item.append(mark, document.createTextNode(label))
    box.append(item)
  }
  for (const role of data.letters) add(letterOf(role), role.name)
  for (const one of data.signs) add(make('b', '', one.sign), one.label)
  if (data.words.beside) box.append(make('span', 'item', data.words.beside))
  if (data.groups.some((group) => group.rows.some((row) => row.dots.length))) {
    box.append(make('span', 'item', data.words.dots), make('span', 'item', `1: ${data.words.ends[0]}, 5: ${data.words.ends[1]}`))
  }
  return box
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement
  let frame = root.querySelector('.frame')
  if (!frame) { frame = make('div', 'frame'); root.appendChild(frame) }
  const focused = root.activeElement?.dataset?.key
  const nodes = [legendOf(data)]
  for (const group of data.groups) {
    const section = make('section')
    section.append(make('h2', '', group.title), make('p', 'about', group.about))
    const list = make('ol')
    for (const row of group.rows) list.append(rowOf(row, data.words, setTriggerValue))
    section.append(list)
    nodes.push(section)
  }
  frame.replaceChildren(...nodes)
  // after a drawer closes the keyboard goes on where it was
  const wanted = data.focus && frame.dataset.focused !== data.focus.nonce ? data.focus.key : focused
  if (data.focus) frame.dataset.focused = data.focus.nonce
  if (wanted) frame.querySelector(`.open[data-key="${CSS.escape(wanted)}"]`)?.focus({ preventScroll: true })
}
