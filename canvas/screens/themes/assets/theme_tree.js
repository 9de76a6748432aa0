// The codebook as a tree of rows with counts that open. Everything that people wrote is set as text, never as HTML.
import { find, focusKey, focusedIn, keyToFocus, make, makeButton, makeLetter, roveTo, unspoken } from '../../../ui/assets/dom.js'
import { plainWords } from '../../../ui/assets/plain_words.js'

const PAGE = 200  // rows drawn at once

const count = (it, row, key, text, label, className) => {
  const box = make('td', className)
  const unit = className === 'voice' ? '' : label.replace(/^\S+\s/, '')  // “17 notes” → “notes”, for a phone
  if (!text) {
    const none = make('span', 'none', '–')
    none.dataset.unit = unit
    box.append(unspoken(none), make('span', 'hidden', label))
    return box
  }
  const button = makeButton('count', text, () => it.open(button.dataset.key))
  button.tabIndex = -1
  button.dataset.key = `${row.id}|${key}`
  button.title = label
  button.dataset.unit = unit
  button.setAttribute('aria-label', `${row.name}: ${label}`)
  box.append(button)
  return box
}

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
    const twist = makeButton('twist', '', () => it.turn(row.id))
    twist.append(make('i'))
    twist.tabIndex = -1
    twist.setAttribute('aria-label', `${closed ? it.data.words.show : it.data.words.hide}: ${row.name}`)
    inner.append(twist)
  } else inner.append(make('span', 'twist'))
  const mark = make('span', 'mark')
  mark.style.setProperty('--t', row.colour)
  const name = makeButton('name', row.name, () => it.open(name.dataset.key))
  name.tabIndex = -1
  name.dataset.key = `${row.id}|`
  inner.append(mark, name)
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
  for (const key of ['respondents', 'partnerships']) {
    if (it.data.words[key]) line.append(count(it, row, '*', row[key], row[`${key}Said`], key))
  }
  return line
}

const headOf = (it) => {
  const head = make('thead'), names = make('tr')
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

// Which rows show: all that match, with what they stand under; or all that no closed branch hides.
const visible = (it) => {
  const rows = it.data.rows, wanted = plainWords(it.find.value.trim())
  if (wanted) {
    const shown = new Set(), path = []
    rows.forEach((row, at) => {
      path.length = row.depth
      path[row.depth] = at
      if (plainWords(`${row.name} ${row.definition}`).includes(wanted)) for (const each of path) if (each !== undefined) shown.add(each)
    })
    return rows.filter((_, at) => shown.has(at))
  }
  let hidden = Infinity
  return rows.filter((row) => {
    if (row.depth > hidden) return false
    hidden = it.closed.has(row.id) ? row.depth : Infinity
    return true
  })
}

const draw = (it) => {
  const rows = it.data.rows, shown = visible(it)
  const branches = new Set(rows.filter((row, at) => rows[at + 1] && rows[at + 1].depth > row.depth).map((row) => row.id))
  const table = make('table')
  table.setAttribute('role', 'treegrid')  // arrow keys move in it, and open and close branches
  table.setAttribute('aria-label', it.data.words.table)
  const body = make('tbody')
  for (const row of shown.slice(0, it.shown)) body.append(rowOf(it, row, branches.has(row.id) && !it.find.value.trim()))
  table.append(headOf(it), body)
  it.box.replaceChildren(table)
  it.none.hidden = shown.length > 0
  it.more.hidden = shown.length <= it.shown
  roam(it)
}

// One button is in the tab order; the arrows move from there.
const roam = (it) => {
  const lines = [...it.box.querySelectorAll('tbody tr')]
  const stops = lines.map((line) => [...line.querySelectorAll('button:not(.twist)')])
  const all = stops.flat()
  const first = all.find((each) => each.dataset.key === it.at) ?? all[0]
  if (first) first.tabIndex = 0
  it.go = (to) => {
    if (!to) return
    it.at = to.dataset.key
    roveTo(it.box.querySelectorAll('tbody button'), to)
  }
  it.box.onfocusin = (event) => {
    if (!event.target.dataset?.key) return
    for (const each of all) each.tabIndex = each === event.target ? 0 : -1
    it.at = event.target.dataset.key
  }
  it.box.onkeydown = (event) => {
    const row = stops.findIndex((line) => line.includes(event.target))
    if (row < 0 || event.altKey || event.metaKey) return
    const line = stops[row], column = line.indexOf(event.target), id = lines[row].dataset.id
    const open = lines[row].getAttribute('aria-expanded')
    const beside = (other) => stops[other] && (stops[other].find((each) => each.dataset.key.split('|')[1] === event.target.dataset.key.split('|')[1]) ?? stops[other][0])
    const moves = {
      ArrowDown: () => it.go(beside(row + 1)), ArrowUp: () => it.go(beside(row - 1)),
      Home: () => it.go(event.ctrlKey ? stops[0][0] : line[0]),
      End: () => it.go(event.ctrlKey ? stops.at(-1)?.[0] : line.at(-1)),
      ArrowRight: () => (column === 0 && open === 'false' ? it.turn(id) : it.go(line[column + 1])),
      ArrowLeft: () => {
        if (column > 0) return it.go(line[column - 1])
        if (open === 'true') return it.turn(id)
        const level = Number(lines[row].getAttribute('aria-level'))
        for (let other = row - 1; other >= 0; other -= 1) {
          if (Number(lines[other].getAttribute('aria-level')) < level) return it.go(stops[other][0])
        }
      },
    }
    if (!moves[event.key]) return
    event.preventDefault()
    moves[event.key]()
  }
}

const begin = (root) => {
  const it = { closed: new Set(), shown: PAGE, at: '' }
  it.frame = make('div', 'frame')
  const label = make('label', 'find')
  it.findLabel = make('span', 'hidden')
  it.find = make('input')
  it.find.type = 'search'
  label.append(it.findLabel, it.find)
  it.box = make('div', 'scroll')
  it.none = make('p', 'nothing')
  it.none.setAttribute('role', 'status')
  it.more = makeButton('more')
  it.frame.append(label, it.box, it.none, it.more)
  it.find.oninput = () => { it.shown = PAGE; draw(it) }
  it.more.onclick = () => { it.shown += PAGE; draw(it) }
  it.turn = (id) => {
    const had = it.closed.delete(id)
    if (!had) it.closed.add(id)
    it.at = `${id}|`
    draw(it)
    it.go(find(it.box, `[data-key="${CSS.escape(it.at)}"]`))
  }
  root.append(it.frame)
  root.themes = it
  return it
}

export default function ({ data, parentElement, setTriggerValue }) {
  const it = parentElement.themes ?? begin(parentElement)
  const focused = focusedIn(parentElement)?.dataset.key
  it.data = data
  it.open = (key) => setTriggerValue('opened', key)
  it.findLabel.textContent = it.find.placeholder = data.words.find
  it.find.parentElement.hidden = data.rows.length < 12 && !it.find.value
  it.none.textContent = data.words.nothing
  it.more.textContent = data.words.more
  const wanted = keyToFocus(it.frame, data.focus, focused)
  if (wanted !== focused) it.at = wanted
  draw(it)
  focusKey(it.box, wanted)
}
