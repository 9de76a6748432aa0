// A fault stands where the button was pressed, and is brought into sight there, in whatever scrolls around it: a drawer,
// a list that opened, the page. It says itself (role=alert); the keyboard stays at the button, or comes to the fault
// where the button went.
import { findAll } from './dom.js'

const ANSWERED = 10000 // milliseconds after which a fault is no answer to what was pressed
const SETTLES = 1500 // milliseconds in which what is drawn beside it may still push it away
let lastPress = 0

/** Watches for faults, once for as long as the page lives. */
export function watchFaults() {
  if (window.ppsFaults) return
  window.ppsFaults = new MutationObserver((changes) => {
    const added = changes.flatMap((change) => [...change.addedNodes]).filter((node) => node instanceof Element)
    const among = (/** @type {string} */ what) => added
      .flatMap((node) => (node.matches(what) ? [/** @type {HTMLElement} */ (node)] : findAll(node, what)))
    const fault = among('.pps-fault').at(-1)
    if (among('[data-testid="stDownloadButtonError"]').length) window.dispatchEvent(new Event('pps-no-file'))
    if (fault && Date.now() - lastPress < ANSWERED) bringInSight(fault)
  })
  window.ppsFaults.observe(document.body, { childList: true, subtree: true })
  for (const kind of ['click', 'keydown']) document.addEventListener(kind, (event) => { if (event.isTrusted) lastPress = Date.now() }, true)
}

/** @param {HTMLElement} fault */
function bringInSight(fault) {
  const pressed = new AbortController()
  const until = performance.now() + SETTLES
  const step = () => {
    if (!fault.isConnected || performance.now() > until) return stop()
    if (fault.scrollHeight > fault.clientHeight + 1) fault.tabIndex = 0 // a long list is scrolled by keyboard too
    if (document.activeElement === document.body) { if (fault.tabIndex < 0) fault.tabIndex = -1; fault.focus({ preventScroll: true }) }
    if (!isInSight(fault)) fault.scrollIntoView({ block: 'nearest' })
  }
  const stop = () => {
    clearInterval(timer)
    pressed.abort()
  }
  const timer = setInterval(step, 100)
  for (const kind of ['wheel', 'touchmove', 'pointerdown', 'keydown']) document.addEventListener(kind, stop, { capture: true, signal: pressed.signal })
  requestAnimationFrame(step)
}

/** @param {HTMLElement} node */
function isInSight(node) {
  const { top, bottom, left, width, height } = node.getBoundingClientRect()
  if (top < 0 || bottom > innerHeight) return false
  const seen = document.elementFromPoint(left + width / 2, top + height / 2)
  const low = document.elementFromPoint(left + width / 2, bottom - 4), high = document.elementFromPoint(left + width / 2, top + 4)
  return [seen, low, high].every((each) => node.contains(each))
}
