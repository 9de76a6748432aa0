// One press is one step in the browser's history. Streamlit adds a step for every change of the link: a screen that
// completes its own link once it is drawn, or one that is gone to with a query (first the query, then the screen),
// would take two, and Back would lead to the first of them and come straight here again.

/** Has every change of the link that nobody pressed for stand in the place of the one before. */
export function takeOneStep() {
  let pressed = false // since the link was last changed
  for (const kind of ['pointerdown', 'keydown']) {
    window.addEventListener(kind, () => { pressed = true }, { capture: true, passive: true })
  }
  window.addEventListener('popstate', () => { pressed = false })
  const add = window.history.pushState.bind(window.history)
  window.history.pushState = (state, unused, url) => {
    if (pressed) add(state, unused, url)
    else window.history.replaceState(state, unused, url)
    pressed = false
  }
}
