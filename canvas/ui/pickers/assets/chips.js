// Chips of what is on, each with a cross. Everything that people wrote is set as text, never as HTML.
/** @import { Drawn } from '../../assets/component.js' */
import { find, findAll, focusedIn, make, makeButton, unspoken } from '../../assets/dom.js'

/** @typedef {{ key: string, label: string, hint: string }} Chip */

/** @param {Drawn<{ chips: Chip[], clear: string, named: string }, { dropped: string }>} drawn */
export default function ({ data, parentElement, setTriggerValue }) {
  const list = find(parentElement, 'ul.pps-chips') ?? parentElement.appendChild(make('ul', 'pps-chips'))
  list.setAttribute('aria-label', data.named)
  const active = focusedIn(list)
  const place = findAll(list, 'button').findIndex((button) => button === active)
  const drop = (/** @type {string} */ key) => setTriggerValue('dropped', key)
  list.replaceChildren(...data.chips.map((chip) => itemOf(chip, '', drop)),
    ...(data.clear ? [itemOf({ key: '*', label: data.clear, hint: '' }, 'clear', drop)] : []))
  list.hidden = !data.chips.length
  // the keyboard goes on at the chip that came in the place of the one taken off
  const buttons = findAll(list, 'button')
  if (place >= 0 && buttons.length) buttons[Math.min(place, buttons.length - 1)].focus({ preventScroll: true })
}

/** @param {Chip} chip @param {string} className @param {(key: string) => void} drop */
function itemOf({ key, label, hint }, className, drop) {
  const item = make('li'), button = makeButton(className, label, () => drop(key))
  button.dataset.key = key
  if (hint) {
    button.title = hint
    button.setAttribute('aria-label', hint)
    button.append(unspoken(make('span', '', '×')))
  }
  item.append(button)
  return item
}
