// Puts the keyboard once, per new token, into the first field or button of the element or container with a key.
const FOCUSABLE = 'textarea, input:not([type="hidden"]), button, summary, a[href], [tabindex="0"]'
const done = new Set()

export default function ({ data, parentElement }) {
  // nothing to see: without this the empty mount would still take the gap between two elements
  const box = (parentElement.host ?? parentElement).closest('[data-testid="stElementContainer"]')
  if (box) box.style.position = 'absolute'
  if (!data.token || done.has(data.token)) return
  done.add(data.token)

  // What is to be focused may be drawn after this, and a drawer whose pressed button goes away moves the keyboard to
  // its own Close a moment later: so it is tried until it is there, and held for as long as nobody presses anything.
  const until = performance.now() + 3000
  let held = 0
  const stop = () => {
    clearInterval(timer)
    for (const kind of ['keydown', 'pointerdown']) document.removeEventListener(kind, stop, true)
  }
  const timer = setInterval(() => {
    const target = wanted(data.key)
    if (target && document.activeElement !== target) target.focus({ preventScroll: held > 0 })
    held += target && document.activeElement === target ? 1 : 0
    if (held > 12 || performance.now() > until) stop()
  }, 25)
  for (const kind of ['keydown', 'pointerdown']) document.addEventListener(kind, stop, true)
}

// A place with only text in it, such as a heading, takes the keyboard itself.
function wanted(key) {
  const place = document.querySelector(`.st-key-${CSS.escape(key)}`)
  const inside = place && [...place.querySelectorAll(FOCUSABLE)].find((one) => !one.disabled && one.offsetParent)
  if (inside || !place?.textContent.trim()) return inside
  place.tabIndex = -1
  return place
}
