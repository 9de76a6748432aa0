// Lines with a button each. Everything that people wrote is set as text, never as HTML.
const make = (tag, className, text) => {
  const node = document.createElement(tag)
  if (className) node.className = className
  if (text) node.textContent = text
  return node
}

export default function ({ data, parentElement, setTriggerValue }) {
  let list = parentElement.querySelector('ul.pps-lines')
  if (!list) { list = make('ul', 'pps-lines'); parentElement.appendChild(list) }
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.key : undefined

  list.replaceChildren(...data.lines.map((line) => {
    const item = make('li'), shown = make('div', 'pps-line')
    if (line.letter) {
      const letter = make('span', 'pps-letter', line.letter)
      letter.style.setProperty('--c', line.colour)
      letter.setAttribute('aria-hidden', 'true')
      shown.append(letter)
    }
    shown.append(make('b', '', line.title), make('span', 'pps-soft', line.said))
    item.append(shown)
    if (data.button) {
      const button = make('button', '', data.button)
      button.type = 'button'
      button.title = line.hint
      button.dataset.key = line.key
      button.onclick = () => setTriggerValue('pressed', line.key)
      item.append(button)
    }
    return item
  }))

  // after a drawer closes the keyboard goes on where it was
  const wanted = data.focus && list.dataset.focused !== data.focus.nonce ? data.focus.key : focused
  if (data.focus) list.dataset.focused = data.focus.nonce
  if (wanted) list.querySelector(`button[data-key="${CSS.escape(wanted)}"]`)?.focus({ preventScroll: true })
}
