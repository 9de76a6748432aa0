// One press is one step in the browser's history. Streamlit adds a step for every change of the link: a screen that
// completes its own link once it is drawn, or one that is gone to with a query (first the query, then the screen),
// would take two, and Back would lead to the first of them and come straight here again.

const OPENED = ['point', 'lesson'] // what a link names that stands open over its screen

/** Has every change of the link that nobody pressed for, or that closes what was open, stand in the place of the last. */
export function takeOneStep() {
  let pressed = false // since the link was last changed
  let before = '' // the link that the last step was added to
  let twice = '' // the link that stands in the history twice now, as what was opened over it was closed
  for (const kind of ['pointerdown', 'keydown']) {
    window.addEventListener(kind, () => { pressed = true }, { capture: true, passive: true })
  }
  window.addEventListener('popstate', (event) => {
    const again = twice === window.location.href
    pressed = false
    before = twice = ''
    if (!again) return
    event.stopImmediatePropagation()
    window.history.back()
  }, { capture: true })
  const add = window.history.pushState.bind(window.history)
  window.history.pushState = (state, unused, url) => {
    const now = new URL(window.location.href)
    const closes = isClosing(now, new URL(url ?? now, now))
    if (pressed && !closes) {
      add(state, unused, url)
      before = now.href
      twice = ''
    } else {
      window.history.replaceState(state, unused, url)
      if (closes) twice = before === window.location.href ? before : ''
    }
    pressed = false
  }
}

/** Whether a link differs from the one before in naming no longer what was open. @param {URL} now @param {URL} next */
function isClosing(now, next) {
  const rest = new URLSearchParams(now.search)
  for (const name of OPENED) if (!next.searchParams.has(name)) rest.delete(name)
  return now.pathname === next.pathname && now.search !== next.search && String(rest) === String(next.searchParams)
}
