// The choice between light, dark and as the computer says, which the page keeps (`web/assets/colour_scheme.js`).
/** @import { Drawn, Words } from './component.js' */
import { make } from './dom.js'

const KEY = 'pps-scheme', CHOSEN = 'pps-scheme-chosen' // as `colour_scheme.js` has them
const CHOICES = /** @type {const} */ (['system', 'light', 'dark'])

/** @param {Drawn<{ words: Words<'title' | 'system' | 'light' | 'dark'> }>} drawn */
export default function ({ data, parentElement }) {
  const box = make('fieldset', 'scheme')
  const title = make('legend', '', data.words.title)
  const now = localStorage.getItem(KEY) ?? 'system'
  const choices = CHOICES.map((choice) => {
    const label = make('label')
    const field = /** @type {HTMLInputElement} */ (make('input'))
    Object.assign(field, { type: 'radio', name: 'pps-scheme', value: choice, checked: choice === now })
    field.addEventListener('change', () => window.dispatchEvent(new CustomEvent(CHOSEN, { detail: choice })))
    label.append(field, make('span', '', data.words[choice]))
    return label
  })
  box.replaceChildren(title, ...choices)
  parentElement.querySelector('.scheme')?.remove()
  parentElement.append(box)
  return () => box.remove()
}
