// Hits of a search as cards. Everything that people wrote is set as text, never as HTML.
const make = (tag, className, text) => {
  const node = document.createElement(tag)
  if (className) node.className = className
  if (text) node.textContent = text
  return node
}

const words = (into, piece) => {
  if (piece.before) into.append('… ')
  // empty lines take room and say nothing here
  for (const [text, marked] of piece.parts) into.append(marked ? make('mark', '', text) : text.replace(/\s*\n\s*/g, '\n'))
  if (piece.after) into.append(' …')
  return into
}

const card = (hit, setTriggerValue) => {
  const item = make('li', `pps-hit ${hit.kindKey}`), from = make('p', 'from')
  from.append(make('span', 'pps-chip', hit.kind))
  for (const { letter, colour } of hit.letters) {
    const sign = make('span', 'pps-letter', letter)
    sign.style.setProperty('--c', colour)
    sign.setAttribute('aria-hidden', 'true')
    from.append(sign)
  }
  if (hit.who) from.append(make('b', '', hit.who))
  from.append(make('span', '', hit.where))
  item.append(from)
  if (hit.title) item.append(words(make('p', 'title'), hit.title))
  for (const piece of hit.pieces) {
    const row = make('div', 'piece'), said = words(make('p', 'said'), piece)
    const way = make(piece.link ? 'a' : 'button', 'go', piece.go)
    way.dataset.key = hit.key
    if (piece.link) way.setAttribute('href', piece.link)
    else { way.type = 'button'; way.onclick = () => setTriggerValue('opened', hit.key) }
    row.append(said, way)
    item.append(row)
  }
  return item
}

export default function ({ data, parentElement, setTriggerValue }) {
  let list = parentElement.querySelector('ul.pps-hits')
  if (!list) { list = make('ul', 'pps-hits'); parentElement.appendChild(list) }
  const at = list.contains(document.activeElement) ? document.activeElement.dataset.key : undefined
  list.replaceChildren(...data.hits.map((hit) => card(hit, setTriggerValue)))
  // after a drawer closes the keyboard goes on where it was
  const wanted = data.focus && list.dataset.focused !== data.focus.nonce ? data.focus.key : at
  if (data.focus) list.dataset.focused = data.focus.nonce
  if (wanted) list.querySelector(`.go[data-key="${CSS.escape(wanted)}"]`)?.focus({ preventScroll: true })
}
