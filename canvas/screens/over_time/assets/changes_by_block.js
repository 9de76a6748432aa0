// What changed per block between two moments: a map in the shape of the canvas, then a card per block with the notes of
// both moments side by side. Everything that people wrote is set as text, never as HTML.
import { find, focusKey, focusedIn, frameIn, keyToFocus, make, makeLetter } from '../../../ui/assets/dom.js'

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement
  const frame = frameIn(root)
  frame.folds ??= new Map()
  const focused = focusedIn(root)?.dataset.key
  const open = (key) => setTriggerValue('opened', key)

  const press = (className, key, said) => {
    const button = make('button', className)
    button.type = 'button'
    button.dataset.key = key
    if (said) button.setAttribute('aria-label', said)
    button.onclick = () => open(key)
    return button
  }
  const badgesOf = (badges, short) => {
    const line = make('span', 'badges')
    for (const one of badges) {
      const badge = make('span', `badge ${one.tone}`, short ? `${data.tones[one.tone]?.sign ?? ''}${one.n}` : one.text)
      line.append(badge)
    }
    return line
  }
  // a note, or a point with the letters of its perspectives; its colour is that of the role, its sign what became of it
  const noteOf = (one, role) => {
    const item = make('li', `note ${one.tone}`)
    if (role) item.style.setProperty('--c', role.colour)
    const button = press('said', one.opens)
    const sign = make('span', 'sign', data.tones[one.tone].sign)
    sign.setAttribute('aria-hidden', 'true')
    button.append(sign, make('span', 'sr', `${data.tones[one.tone].label}${role ? `, ${role.label}` : ''}: `),
      document.createTextNode(one.text))
    item.append(button)
    if (one.whose !== undefined) {
      const whose = make('p', 'whose')
      for (const key of one.roles) whose.append(makeLetter(data.palette[key]))
      whose.append(make('span', one.roles.length ? 'sr' : '', one.whose))
      if (one.line) whose.append(make('span', 'line', one.line))
      item.append(whose)
    }
    return item
  }
  const list = (notes, role) => {
    const found = make('ul')
    found.append(...notes.map((one) => noteOf(one, role ?? (one.role === undefined ? undefined : data.palette[one.role]))))
    return found
  }
  // one side of a row, with the name of its moment, which a phone shows above it
  const side = (which, ...parts) => {
    const box = make('div', `side ${which}`)
    box.append(make('h4', '', data.words[which]), ...parts)
    return box
  }
  const beside = (one, role) => {
    const rows = one.pairs.map((pair) => {
      const row = make('div', 'row')
      row.append(side('then', list([pair.before], role)), side('now', list([pair.after], role)))
      return row
    })
    if (one.gone.length || one.new.length) {
      const row = make('div', 'row')
      const silent = (words) => (words ? [make('p', 'silent', words)] : [])
      row.append(
        side('then', ...(one.gone.length ? [list(one.gone, role)] : silent(one.goneSaid))),
        side('now', ...(one.new.length ? [list(one.new, role)] : silent(one.newSaid))),
      )
      for (const box of row.children) if (box.children.length < 2) box.classList.add('empty')
      rows.push(row)
    }
    return rows
  }
  const facts = (label, items) => {
    const line = make('div', 'facts')
    line.append(make('h4', '', label), ...items)
    return line
  }
  const fold = (key, isOpen, summary, className) => {
    const details = make('details', className)
    details.open = frame.folds.get(key) ?? isOpen
    details.ontoggle = () => { if (details.isConnected) frame.folds.set(key, details.open) }
    details.append(summary)
    return details
  }
  const headed = (one) => {
    const summary = make('summary')
    summary.dataset.key = `card:${one.key}`
    summary.append(make('h3', '', one.label), badgesOf(one.badges), make('span', 'calm', one.calm))
    return summary
  }
  const staying = (key, stays) => {
    const folded = fold(`stays:${key}`, false, make('summary', '', stays.label), 'stays')
    folded.append(list(stays.notes))
    return folded
  }

  const card = (one) => {
    const box = fold(one.key, one.open, headed(one), 'card')
    const body = make('div', 'body')
    if (one.heard.length) {
      body.append(facts(data.words.roles, one.heard.map((row) => {
        const button = press('fact', row.opens, row.said)
        button.append(makeLetter(data.palette[row.role]), make('span', '', row.text))
        return button
      })))
    }
    if (one.themes.length) {
      body.append(facts(data.words.themes, one.themes.map((row) => {
        const button = press(`fact ${row.tone}`, row.opens, row.said)
        button.append(make('b', 'sign', data.tones[row.tone].sign), make('span', '', row.text), make('span', 'n', String(row.n)))
        return button
      })))
    }
    if (one.ratings.length) {
      body.append(facts(data.words.ratings, one.ratings.map((row) => {
        const said = make('span', row.changed ? 'rated changed' : 'rated')
        said.append(makeLetter(data.palette[row.role]))
        row.sides.forEach((at, place) => {
          if (place) said.append(make('span', 'arrow', '→'))
          if (at.opens) {
            const button = press('fact', at.opens, at.said)
            button.append(make('span', '', at.text))
            said.append(button)
          } else {
            said.append(make('span', 'none', at.text))
          }
        })
        return said
      })))
    }
    if (one.roles.length) {
      const head = make('div', 'heads')
      head.setAttribute('aria-hidden', 'true')
      head.append(make('span', '', data.words.then), make('span', '', data.words.now))
      body.append(head)
    }
    for (const of of one.roles) {
      const role = data.palette[of.role], section = make('section', 'role'), who = make('h4', 'who')
      who.append(makeLetter(role), make('span', '', role.label))
      const sides = make('div', 'sides')
      sides.append(...beside(of, role))
      section.append(who, sides)
      if (of.more) {
        const more = press('more', of.more.opens, of.more.said)
        more.textContent = of.more.text
        sides.append(more)
      }
      body.append(section)
    }
    if (one.stays) body.append(staying(one.key, one.stays))
    const reason = make('div', 'reason')
    if (one.reason.text) {
      reason.append(make('h4', '', data.words.reason), make('p', 'words', one.reason.text), make('p', 'by', one.reason.by))
    }
    const button = press('give', one.reason.opens, one.reason.said)
    button.textContent = one.reason.button
    reason.append(button)
    body.append(reason)
    box.append(body)
    return box
  }
  const pointCard = (one) => {
    const box = fold(one.key, one.open, headed(one), 'card points'), body = make('div', 'body')
    const head = make('div', 'heads')
    head.setAttribute('aria-hidden', 'true')
    head.append(make('span', '', data.words.then), make('span', '', data.words.now))
    if (one.pairs.length || one.gone.length || one.new.length) body.append(head)
    body.append(...beside(one))
    if (one.stays) body.append(staying(one.key, one.stays))
    box.append(body)
    return box
  }

  const map = make('nav', 'map')
  map.setAttribute('aria-label', data.words.map)
  for (const one of data.map) {
    const [fromColumn, toColumn, fromRow, toRow] = one.place
    const tile = make('button', one.changed ? 'tile' : 'tile calm')
    tile.type = 'button'
    tile.dataset.key = `tile:${one.key}`
    tile.style.gridColumn = `${fromColumn} / ${toColumn + 1}`
    tile.style.gridRow = `${fromRow} / ${toRow + 1}`
    tile.setAttribute('aria-label', one.said)
    tile.append(make('span', 'name', one.label), badgesOf(one.badges, true))
    tile.onclick = () => {
      const summary = /** @type {HTMLElement} */ (find(frame, `summary[data-key="${CSS.escape(`card:${one.key}`)}"]`))
      summary.closest('details')?.toggleAttribute('open', true)
      summary.focus({ preventScroll: true })
      summary.scrollIntoView({ block: 'start', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })
    }
    map.append(tile)
  }
  const groups = data.groups.filter((group) => group.cards.length || group.points).map((group) => {
    const box = make('section', 'group')
    box.append(make('h2', '', group.label))
    if (group.points) box.append(pointCard(group.points))
    box.append(...group.cards.map(card))
    return box
  })
  frame.replaceChildren(map, ...groups)

  // after a drawer closes the keyboard goes on where it was
  focusKey(frame, keyToFocus(frame, data.focus, focused))
}
