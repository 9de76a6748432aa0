// The terms of a transcript: what is replaced by which code, and where each stands. Everything is set as text, never as HTML.
const PAGE = 25, PLACES = 20

const make = (tag, className, text) => {
  const node = document.createElement(tag)
  if (className) node.className = className
  if (text !== undefined) node.textContent = text
  return node
}
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap)

export default function ({ data, parentElement, setTriggerValue }) {
  let frame = parentElement.querySelector('.frame')
  if (!frame) { frame = make('div', 'frame'); parentElement.append(frame) }
  // what was ticked here is known here first: a run of the screen draws nothing anew unless the terms or words differ
  const version = data.version + data.words.table
  if (frame.dataset.version === version) { frame.tell = setTriggerValue; frame.take(data.rows); return }
  frame.dataset.version = version
  frame.tell = setTriggerValue
  const words = data.words
  const state = new Map(data.rows.map((row) => {
    const said = data.decisions[row.text]
    return [row.text, { on: said === undefined ? !row.keep : said !== null, code: said || row.code }]
  }))
  let which = frame.which ?? 'all', page = 0
  const opened = new Map()  // the places that are shown: of which term, and how to show more of them
  // of a term with many places the rest comes once it is asked for
  frame.take = (rows) => {
    const now = new Map(rows.map((row) => [row.text, row.places]))
    for (const row of data.rows) {
      const known = row.places.length
      row.places = now.get(row.text) ?? row.places
      if (row.places.length > known) opened.get(row.text)?.()
    }
  }

  const tell = (row) => {
    const one = state.get(row.text)
    frame.tell('decided', JSON.stringify({ [row.text]: one.on ? one.code : null }))
  }

  const places = (row) => {
    const cell = make('td', 'places'), list = make('ol')
    cell.colSpan = 4
    let shown = 0
    const more = make('button', 'more', words.more)
    more.type = 'button'
    const add = () => {
      for (const [before, said, after, turn] of row.places.slice(shown, shown + PLACES)) {
        const item = make('li'), text = make('bdi')
        text.append(before, make('mark', '', said), after)
        item.append(make('span', 'turn', fill(words.turn, { n: turn })), text)
        list.append(item)
      }
      shown = Math.min(shown + PLACES, row.places.length)
      more.hidden = shown >= row.count
    }
    add()
    more.onclick = () => { if (shown < row.places.length) add(); else frame.tell('more', row.text) }
    opened.set(row.text, add)
    list.tabIndex = 0  // it scrolls, so the keyboard must reach it
    list.setAttribute('aria-label', fill(words.show, { term: row.text }))
    cell.append(list, more)
    const line = make('tr', 'opened')
    line.append(cell)
    return line
  }

  const lineOf = (row) => {
    const one = state.get(row.text), line = make('tr'), tick = make('input'), code = make('input', 'code'), open = make('button', 'open')
    const mark = () => {
      line.classList.toggle('kept', !one.on)
      code.hidden = !one.on
      kept.hidden = one.on
    }
    tick.type = 'checkbox'
    tick.checked = one.on
    tick.setAttribute('aria-label', fill(words.tick, { term: row.text }))
    tick.onchange = () => { one.on = tick.checked; mark(); count(); tell(row) }
    code.value = one.code
    code.maxLength = 60
    code.setAttribute('aria-label', fill(words.code, { term: row.text }))
    code.onchange = () => { one.code = code.value.trim() || row.code; code.value = one.code; tell(row) }
    const kept = make('span', 'soft', words.kept)
    open.type = 'button'
    open.textContent = `${row.count}×`
    open.setAttribute('aria-expanded', String(opened.has(row.text)))
    open.setAttribute('aria-label', `${fill(words.show, { term: row.text })}: ${row.count}`)
    open.onclick = () => {
      const now = !opened.has(row.text)
      open.setAttribute('aria-expanded', String(now))
      if (now) line.after(places(row)); else { opened.delete(row.text); line.nextSibling.remove() }
    }
    const cells = [make('td', 'tick'), make('td', 'term'), make('td', 'n'), make('td', 'by')]
    const said = make('bdi', '', row.text)
    cells[0].append(tick)
    cells[1].append(said, make('span', 'kind', row.kind))
    cells[2].append(open)
    cells[3].append(code, kept)
    line.append(...cells)
    mark()
    return opened.has(row.text) ? [line, places(row)] : [line]
  }

  const bar = make('div', 'bar'), body = make('tbody'), table = make('table'), pager = make('div', 'pager')
  bar.setAttribute('role', 'group')
  bar.setAttribute('aria-label', words.filter)
  const filters = ['all', 'replaced', 'staying'].map((key) => {
    const button = make('button')
    button.type = 'button'
    button.onclick = () => { which = frame.which = key; page = 0; draw() }
    bar.append(button)
    return [key, button]
  })
  const fits = (key, row) => key === 'all' || state.get(row.text).on === (key === 'replaced')
  const count = () => {
    for (const [key, button] of filters) {
      button.textContent = `${words[key]} ${data.rows.filter((row) => fits(key, row)).length}`
      button.setAttribute('aria-pressed', String(key === which))
    }
  }
  const draw = () => {
    count()
    const rows = data.rows.filter((row) => fits(which, row))
    page = Math.min(page, Math.max(Math.ceil(rows.length / PAGE) - 1, 0))
    const some = rows.slice(page * PAGE, (page + 1) * PAGE)
    body.replaceChildren(...some.flatMap(lineOf))
    if (!rows.length) {
      const line = make('tr'), cell = make('td', 'soft', words.none)
      cell.colSpan = 4
      line.append(cell)
      body.append(line)
    }
    pager.hidden = rows.length <= PAGE
    const step = (label, by, off) => {
      const button = make('button', '', label)
      button.type = 'button'
      button.disabled = off
      button.dataset.by = by
      button.onclick = () => {
        page += by
        draw()
        const again = pager.querySelector(`[data-by="${by}"]:not(:disabled)`) ?? pager.querySelector('button:not(:disabled)')
        again?.focus({ preventScroll: true })
      }
      return button
    }
    const range = fill(words.range, { from: page * PAGE + 1, to: page * PAGE + some.length, all: rows.length })
    const said = make('span', '', range)
    said.setAttribute('aria-live', 'polite')
    pager.replaceChildren(step(words.previous, -1, page === 0), said, step(words.next, 1, (page + 1) * PAGE >= rows.length))
  }

  const head = make('thead'), names = make('tr')
  for (const [key, className] of [['replace', 'tick'], ['term', 'term'], ['places', 'n'], ['by', 'by']]) {
    const cell = make('th', className, words[key])
    cell.scope = 'col'
    names.append(cell)
  }
  head.append(names)
  table.setAttribute('aria-label', words.table)
  table.append(head, body)
  draw()
  frame.replaceChildren(bar, table, pager)
}
