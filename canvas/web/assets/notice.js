// One line at the foot of the page that says how the page itself is doing. It takes no room from what is being typed
// in (the app ends above it), never the keyboard, and is no dialog.
import { make, makeButton } from '../../ui/assets/dom.js'
import { words } from './language.js'
import { PAGE } from './page_data.js'

let bar = /** @type {HTMLElement | null} */ (null)
let noticed = '' // the name of what is said now

// Says one of the words, and after it what it is about; `ways` are the names of what can be pressed beside it → what
// that does.
/** @param {string} name @param {Record<string, () => void>} [ways] @param {string[]} [about] */
export function notice(name, ways = {}, about = []) {
  if (noticed === name) return
  noticed = name
  const line = make('p', '', [words()[name], about.filter(Boolean).join(', ')].join(' ').trim())
  const buttons = Object.entries(ways).map(([way, does]) => makeButton('', words()[way], does))
  barOf().replaceChildren(line, ...buttons)
  document.documentElement.classList.add('pps-page-noticed')
}

// Stops saying it, unless something else is said by now.
/** @param {string} name */
export function unnotice(name) {
  if (noticed !== name) return
  noticed = ''
  barOf().replaceChildren()
  document.documentElement.classList.remove('pps-page-noticed')
}

// A status that is there from the beginning, and filled later, is read aloud; one that is added with its text may not be.
export function placeNotice() {
  if (!document.body) return document.addEventListener('DOMContentLoaded', placeNotice)
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(PAGE.style)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  document.body.append(barOf())
}

function barOf() {
  if (!bar) {
    bar = make('div', 'pps-page-notice')
    bar.setAttribute('role', 'status')
  }
  return bar
}
