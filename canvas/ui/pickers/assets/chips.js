// Chips of what is on, each with a cross. Everything that people wrote is set as text, never as HTML.
export default function ({ data, parentElement, setTriggerValue }) {
  let list = parentElement.querySelector('ul.pps-chips')
  if (!list) {
    list = document.createElement('ul')
    list.className = 'pps-chips'
    parentElement.appendChild(list)
  }
  list.setAttribute('aria-label', data.named)
  const buttons = [...list.querySelectorAll('button')]
  const at = buttons.indexOf(document.activeElement)
  const chip = (key, label, hint, className) => {
    const item = document.createElement('li'), button = document.createElement('button')
    button.type = 'button'
    button.className = className
    button.textContent = label
    button.dataset.key = key
    if (hint) {
      button.title = hint
      button.setAttribute('aria-label', hint)
      const cross = document.createElement('span')
      cross.textContent = '×'
      cross.setAttribute('aria-hidden', 'true')
      button.append(cross)
    }
    button.onclick = () => setTriggerValue('dropped', key)
    item.append(button)
    return item
  }
  list.replaceChildren(...data.chips.map((one) => chip(one.key, one.label, one.hint, '')),
    ...(data.clear ? [chip('*', data.clear, '', 'clear')] : []))
  list.hidden = !data.chips.length
  // the keyboard goes on at the chip that came in the place of the one taken off
  const now = [...list.querySelectorAll('button')]
  if (at >= 0 && now.length) now[Math.min(at, now.length - 1)].focus({ preventScroll: true })
}
