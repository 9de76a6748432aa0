// A table of figures that open, or of notes side by side. Everything that people wrote is set as text, never as HTML.
/** @import { Drawn } from '../../assets/component.js' */
/** @import { Column, FigureCell, FigureRow, FigureTable, Legend, ReadingCell, ReadingTable, RowGroup, WordsTable } from './figure_data.js' */
import { find, findAll, focusKey, focusedIn, frameIn, keyToFocus, make, makeButton, makeLetter, roveTo } from '../../assets/dom.js'

/** @typedef {(key: string) => void} Open opens what lies behind a cell, by its key */

/**
 * @template {'th' | 'h2'} T
 * @param {T} tag @param {Column} column @param {boolean} codes whether their codes stand under the names
 */
const columnHead = (tag, column, codes) => {
  const head = make(tag, 'column')
  head.title = column.sub ? `${column.label} · ${column.sub}` : column.title ?? column.label
  head.append(make('span', 'name', column.label))
  const below = make('span', 'sub', [codes ? column.code : '', column.sub].filter(Boolean).join(' · '))
  if (column.chip) below.append(document.createTextNode(' '), make('span', 'chip', column.chip))
  if (column.sub || column.chip) head.append(below)
  return head
}

/** @param {Column[]} columns @param {boolean} codes whether their codes stand under the names */
const columnHeads = (columns, codes) => columns.map((column) => Object.assign(columnHead('th', column, codes), { scope: 'col' }))

/** @param {FigureTable | WordsTable} data */
const cornerOf = (data) => Object.assign(make('th', 'row corner', data.words.blocks), { scope: 'col' })

/** @param {FigureTable | WordsTable} data @param {string} className */
const gridOf = (data, className) => {
  const table = make('table', className)
  table.style.setProperty('--columns', String(data.columns.length))
  table.setAttribute('role', 'grid')  // arrow keys move in it
  table.setAttribute('aria-label', data.words.table)
  return table
}

/**
 * A button that opens what lies behind a cell; where nothing does it is there to be read.
 * @param {string} className
 * @param {string} key
 * @param {boolean | undefined} opens
 * @param {Open} open
 */
const opener = (className, key, opens, open) => {
  const button = makeButton(className, '', opens ? () => open(key) : null)
  button.dataset.key = key
  button.tabIndex = -1
  if (!opens) button.setAttribute('aria-disabled', 'true')
  return button
}

/** @param {FigureTable} data @param {FigureRow} row @param {Column} column @param {FigureCell} cell @param {Open} open */
const figure = (data, row, column, cell, open) => {
  const box = make('td')
  const button = opener(cell.sign ? 'sign' : '', `${row.key}|${column.key}`, cell.opens, open)
  button.dataset.level = String(cell.level ?? 0)
  button.title = cell.said
  button.setAttribute('aria-label', `${row.title ?? row.label}, ${column.title ?? column.label}: ${cell.said}`)
  button.append(make('span', 'figure', cell.text))
  for (const role of cell.letters ?? []) button.append(make('small', '', data.palette[role].letter))
  if (cell.small) button.append(make('small', '', cell.small))
  box.append(button)
  return box
}

/** @param {FigureTable} data @param {FigureRow} row @param {Open} open */
const figureRow = (data, row, open) => {
  const line = make('tr')
  const head = make('th', 'row')
  head.scope = 'row'
  head.title = row.title ?? row.label
  if (row.role !== undefined) head.append(makeLetter(data.palette[row.role]))
  head.append(make('span', 'name', row.label))
  if (row.sub || row.chip) {
    const below = make('span', 'sub', row.sub)
    if (row.chip) below.append(document.createTextNode(' '), make('span', 'chip', row.chip))
    head.append(below)
  }
  line.append(head)
  row.cells.forEach((cell, at) => line.append(figure(data, row, data.columns[at], cell, open)))
  if (row.total) {
    const total = figure(data, row, { key: '*', label: data.words.total ?? '' }, row.total, open)
    total.className = 'total'
    line.append(total)
  }
  return line
}

/** @param {FigureTable} data @param {Open} open */
const figures = (data, open) => {
  const isWide = data.columns.length > 8 && !data.turned
  const table = gridOf(data, data.wide ? 'wide' : data.tight ? 'tight' : data.turned ? 'turned' : isWide ? 'many' : '')
  const totals = data.groups.some((group) => group.rows.some((row) => row.total))
  table.append(figureHead(data, isWide, totals), ...data.groups.map((group) => groupBody(data, group, totals, open)))
  if (data.total) {
    const foot = make('tfoot')
    foot.append(figureRow(data, data.total, open))
    table.append(foot)
  }
  return table
}

/** @param {FigureTable} data @param {boolean} codes @param {boolean} totals */
const figureHead = (data, codes, totals) => {
  const head = make('thead'), names = make('tr'), corner = cornerOf(data)
  if (data.turned && data.columns.some((column) => column.group)) {
    corner.rowSpan = 2
    head.append(groupNames(data.columns, corner))
  } else {
    names.append(corner)
  }
  names.append(...columnHeads(data.columns, codes))
  if (totals) {
    const cell = make('th', 'column total', data.words.total)
    cell.scope = 'col'
    if (head.children.length) cell.rowSpan = 2
    ;(find(head, 'tr') ?? names).append(cell)
  }
  head.append(names)
  return head
}

// The names of groups of columns, each above its own.
/** @param {Column[]} columns @param {HTMLElement} corner */
const groupNames = (columns, corner) => {
  const line = make('tr', 'over')
  line.append(corner)
  for (let at = 0; at < columns.length;) {
    const { group } = columns[at]
    let end = at
    while (end < columns.length && columns[end].group === group) end += 1
    const title = make('th', 'group')
    title.colSpan = end - at
    title.scope = 'colgroup'
    title.append(make('span', '', group))
    line.append(title)
    at = end
  }
  return line
}

/** @param {FigureTable} data @param {RowGroup} group @param {boolean} totals @param {Open} open */
const groupBody = (data, group, totals, open) => {
  const body = make('tbody')
  if (group.label) {
    const line = make('tr', 'group'), title = make('th')
    title.scope = 'rowgroup'
    title.colSpan = data.columns.length + 1 + (totals ? 1 : 0)
    title.append(make('span', '', group.label))
    line.append(title)
    body.append(line)
  }
  body.append(...group.rows.map((row) => figureRow(data, row, open)))
  return body
}

// A matrix to read and to write in: every cell is one button that holds words.
/** @param {WordsTable} data @param {Open} open */
const writing = (data, open) => {
  const table = gridOf(data, data.narrow ? 'words narrow' : 'words')
  const head = make('thead'), names = make('tr'), body = make('tbody')
  names.append(cornerOf(data), ...columnHeads(data.columns, false))
  head.append(names)
  for (const row of data.rows) {
    const line = make('tr'), side = columnHead('th', row, false)
    side.className = 'row column'
    side.scope = 'row'
    line.append(side)
    row.cells.forEach((cell, at) => {
      const column = data.columns[at], box = make('td')
      const button = opener(cell.text ? 'text' : 'none', `${row.key}|${column.key}`, cell.opens, open)
      button.setAttribute('aria-label', `${[row.label, row.sub].filter(Boolean).join(' · ')}, ${column.label}: ${cell.said}`)
      button.append(make('span', 'head', column.label))  // on a phone there is no row of heads
      if (cell.mark) button.append(make('span', 'mark', cell.mark))
      if (cell.text) button.append(make('span', 'said', cell.text))
      if (cell.sub) button.append(make('span', 'origin', cell.sub))
      box.append(button)
      line.append(box)
    })
    body.append(line)
  }
  table.append(head, body)
  return table
}

// One figure is in the tab order; the arrows move from there, and pass over what is not a figure.
/** @param {HTMLElement} table @param {string | undefined} at */
const roam = (table, at) => {
  const lines = findAll(table, 'tr').map((line) => findAll(line, 'button')).filter((line) => line.length)
  const all = lines.flat()
  const first = all.find((each) => each.dataset.key === at) ?? all.find((each) => !each.hasAttribute('aria-disabled')) ?? all[0]
  if (first) first.tabIndex = 0
  table.addEventListener('focusin', (event) => {
    for (const each of all) each.tabIndex = each === event.target ? 0 : -1
  })
  table.addEventListener('keydown', (event) => {
    const pressed = all.find((each) => each === event.target)
    if (!pressed || event.altKey || event.metaKey) return
    const row = lines.findIndex((line) => line.includes(pressed))
    const column = lines[row].indexOf(pressed), end = lines[row].length - 1
    /** @type {Record<string, [number, number]>} */
    const ways = {
      ArrowRight: [row, column + 1], ArrowLeft: [row, column - 1], ArrowDown: [row + 1, column], ArrowUp: [row - 1, column],
      Home: [event.ctrlKey ? 0 : row, 0], End: event.ctrlKey ? [lines.length - 1, end] : [row, end],
    }
    const to = ways[event.key]
    if (!to) return
    event.preventDefault()
    const next = lines[to[0]]?.[to[1]]
    if (next) roveTo(all, next)
  })
}

/** @param {Legend} shown */
const legend = (shown) => {
  const line = make('div', 'legend')
  const steps = make('span', 'steps')
  for (const step of shown.steps) {
    const swatch = make('i', '', step.label)
    swatch.dataset.level = String(step.level)
    steps.append(swatch)
  }
  if (shown.steps.length) line.append(steps, make('span', 'unit', shown.unit))
  for (const legendSign of shown.signs) {
    const item = make('span', 'item')
    item.append(make('b', '', legendSign.sign), document.createTextNode(legendSign.label))
    line.append(item)
  }
  return line
}

/** @param {ReadingCell['notes']} notes */
const noteList = (notes) => {
  const list = make('ul', 'notes')
  for (const note of notes) {
    const item = make('li')
    item.append(make('span', 'said', note.text))
    if (note.origin) item.append(make('span', 'origin', note.origin))
    list.append(item)
  }
  return list
}

// Moments are read one after another on a phone, and side by side where there is room: so the order in the page is by
// moment, and the grid puts the same role on the same line.
/** @param {ReadingTable} data @param {Open} open */
const reading = (data, open) => {
  const grid = make('div', 'beside')
  grid.style.setProperty('--columns', String(data.columns.length))
  data.rows.forEach((row, at) => {
    const role = data.palette[row.role], side = make('div', 'side')
    side.style.gridRow = String(at + 2)
    side.setAttribute('aria-hidden', 'true')  // every cell says its role itself
    side.append(makeLetter(role), make('span', '', role.label))
    grid.append(side)
  })
  data.columns.forEach((column, place) => {
    const head = columnHead('h2', column, false)
    head.style.gridColumn = String(place + 2)
    grid.append(head)
    data.rows.forEach((row, at) => {
      const role = data.palette[row.role], cell = row.cells[place]
      const box = make('section', cell.notes.length ? 'cell' : 'cell silent')
      box.style.gridColumn = String(place + 2)
      box.style.gridRow = String(at + 2)
      box.style.setProperty('--c', role.colour)
      const who = make('h3')
      who.append(makeLetter(role), make('span', '', role.label))
      box.append(who)
      if (cell.notes.length) {
        const key = `${row.role}|${column.key}`
        const button = makeButton('open', cell.opens, (event) => { event.stopPropagation(); open(key) })
        button.dataset.key = key
        button.setAttribute('aria-label', `${cell.opens}: ${role.label}, ${head.title}`)
        box.onclick = () => { if (!String(getSelection())) open(key) }  // words can still be marked and copied
        box.append(noteList(cell.notes))
        if (cell.more) box.append(make('p', 'more', cell.more))
        box.append(button)
      } else {
        box.append(make('p', 'state', cell.state))
      }
      grid.append(box)
    })
  })
  return grid
}

/** @param {FigureTable | ReadingTable | WordsTable} data @param {Open} open */
const bodyOf = (data, open) => {
  if (data.kind === 'reading') return reading(data, open)
  return data.kind === 'words' ? writing(data, open) : figures(data, open)
}

/** @param {Drawn<FigureTable | ReadingTable | WordsTable, { opened: string, repaint: string }>} drawn */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement
  const frame = frameIn(root)
  if (!frame.children.length) frame.append(make('div', 'scroll'), make('div', 'below'))
  const [scroll, below] = /** @type {HTMLElement[]} */ ([...frame.children])
  const focused = focusedIn(root)?.dataset.key
  const left = scroll.scrollLeft, top = data.shown === frame.dataset.shown ? scroll.scrollTop : 0
  if (data.shown !== undefined) frame.dataset.shown = data.shown
  const open = (/** @type {string} */ key) => setTriggerValue('opened', key)

  // after a drawer closes the keyboard goes on where it was
  const wanted = keyToFocus(frame, data.focus, focused)

  const body = bodyOf(data, open)
  scroll.className = `scroll ${data.kind}${data.tall ? ' tall' : ''}`
  scroll.replaceChildren(body)
  below.replaceChildren()
  if (data.kind !== 'reading') {
    roam(body, wanted)
    if (data.kind === 'heat' && data.legend) below.append(legend(data.legend))
    if (data.words.how) below.append(make('p', 'how', data.words.how))
  }
  scroll.scrollLeft = left
  scroll.scrollTop = top
  focusKey(frame, wanted)

  // a frame that scrolls must be reached with the keyboard, also when nothing in it opens
  const reach = () => {
    const needs = scroll.scrollWidth > scroll.clientWidth + 1
    scroll.toggleAttribute('data-wide', needs)
    if (needs && data.kind === 'reading') {
      scroll.tabIndex = 0
      scroll.setAttribute('role', 'region')
      scroll.setAttribute('aria-label', data.words.table)
    } else {
      for (const name of ['tabindex', 'role', 'aria-label']) scroll.removeAttribute(name)
    }
  }
  reach()
  const watch = new ResizeObserver(reach)
  watch.observe(scroll)

  // a figure drawn on the server has the colours of one scheme: when the screen turns dark, it is drawn anew
  const scheme = matchMedia('(prefers-color-scheme: dark)')
  const repaint = () => setTimeout(() => setTriggerValue('repaint', String(scheme.matches)), 400)
  if (data.repaints) scheme.addEventListener('change', repaint)
  return () => {
    watch.disconnect()
    scheme.removeEventListener('change', repaint)
  }
}
