// What is typed between pressing what leads to a question and its field being there is meant for that question: a field
// nobody sees takes the keyboard at once, and the field takes over what came in it. So no key presses a button twice.
import { isPlainClick, make } from './dom.js'

const LEADS = ['go_on', 'to_', 'start', 'reopen'].map((name) => `[class*="st-key-interview_${name}"] button`)
  .concat('a.go[href^="interview?interview="]', 'a.go[href^="interview?"][href*="&interview="]').join(', ')
const LONGEST = 10000 // milliseconds it waits for a field

/** Catches keys from the press on that leads to a question; once for as long as the page lives. */
export function watchWaysToQuestions() {
  if (window.ppsCatch) return
  window.ppsCatch = catchKeys
  document.addEventListener('click', (event) => {
    const pressed = /** @type {HTMLElement[]} */ (event.composedPath()).find((node) => node.matches?.(LEADS))
    if (pressed && isPlainClick(event)) catchKeys(pressed)
  })
}

/** @param {HTMLElement} [pressed] what leads to the question, where it was pressed */
function catchKeys(pressed) {
  if (window.ppsCaught || matchMedia('(pointer: coarse)').matches) return
  const area = make('textarea', 'pps-catch')
  area.setAttribute('aria-label', pressed?.textContent.trim() || document.title)
  document.body.append(area)
  area.focus({ preventScroll: true })
  const end = (/** @type {boolean} */ back) => {
    clearTimeout(timer)
    watch.disconnect()
    window.ppsCaught = null
    area.remove()
    if (back && pressed?.isConnected) pressed.focus({ preventScroll: true })
    return area.value
  }
  const timer = setTimeout(end, LONGEST, true)
  // it did not lead there: what went wrong is said, and the keyboard is where it was
  const watch = new MutationObserver(() => { if (document.querySelector('.pps-fault')) end(true) })
  watch.observe(document.body, { childList: true, subtree: true })
  window.ppsCaught = { take: () => end(false) }
}
