// Puts the keyboard once, per new token, into the first field or button of the element or container with a key.
/** @import { Drawn } from './component.js' */
import { find, findAll, leaveNoGap } from './dom.js'

const FOCUSABLE = 'textarea, input:not([type="hidden"]), button, summary, a[href], [tabindex="0"]'
/** Tokens that were followed. @type {Set<string>} */
const spent = new Set()

/** @param {Drawn<{ key: string, token: string }>} drawn */
export default function ({ data, parentElement }) {
  leaveNoGap(parentElement)
  if (!data.token || spent.has(data.token)) return
  spent.add(data.token)

  // What is to be focused may be drawn after this, and a drawer whose pressed button goes away moves the keyboard to
  // its own Close a moment later: so it is tried until it is there, and held for as long as nobody presses anything.
  const until = performance.now() + 3000
  let seenThere = 0 // times it was found to have the keyboard
  const pressed = new AbortController()
  const stop = () => {
    clearInterval(timer)
    pressed.abort()
  }
  const timer = setInterval(() => {
    const target = wanted(data.key)
    if (target && document.activeElement !== target) target.focus({ preventScroll: seenThere > 0 })
    seenThere += target && document.activeElement === target ? 1 : 0
    if (seenThere > 12 || performance.now() > until) stop()
  }, 25)
  for (const kind of ['keydown', 'pointerdown']) document.addEventListener(kind, stop, { capture: true, signal: pressed.signal })
}

// A place with only text in it, such as a heading, takes the keyboard itself.
/** @param {string} key */
function wanted(key) {
  const place = find(document, `.st-key-${CSS.escape(key)}`)
  const inside = place && findAll(place, FOCUSABLE).find((node) => !node.matches(':disabled') && node.offsetParent)
  if (inside || !place?.textContent.trim()) return inside
  place.tabIndex = -1
  return place
}
