// Light, dark, or as the computer says: kept in this browser. Streamlit, while it follows the computer, asks the browser
// and listens; here it is answered with what was chosen, at once and without drawing anything anew. It must stand before
// Streamlit's own script, so no screen is drawn light first.

const KEY = 'pps-scheme' // of what the browser keeps: 'light', 'dark', or nothing for what the computer says
const QUERY = '(prefers-color-scheme: dark)'
export const CHOSEN = 'pps-scheme-chosen' // the event by which a screen says what was chosen: its detail

/** Answers for the computer from now on. */
export function answerForComputer() {
  forgetStreamlitsOwn()
  const computer = window.matchMedia(QUERY)
  const ask = window.matchMedia.bind(window)
  const isDark = () => (chosen() === 'system' ? computer.matches : chosen() === 'dark')
  const answer = new EventTarget()
  Object.defineProperties(answer, {
    matches: { get: isDark },
    media: { value: QUERY },
    addListener: { value: (/** @type {EventListener} */ listener) => answer.addEventListener('change', listener) },
    removeListener: { value: (/** @type {EventListener} */ listener) => answer.removeEventListener('change', listener) },
  })
  let wasDark = isDark()
  const settle = () => {
    if (wasDark !== isDark()) {
      wasDark = isDark()
      answer.dispatchEvent(new MediaQueryListEvent('change', { matches: wasDark, media: QUERY }))
    }
    document.documentElement.style.colorScheme = wasDark ? 'dark' : 'light'
  }
  window.matchMedia = (query) => (query === QUERY ? /** @type {MediaQueryList} */ (answer) : ask(query))
  computer.addEventListener('change', settle)
  window.addEventListener('storage', (event) => { if (event.key === KEY) settle() }) // chosen in another tab
  window.addEventListener(CHOSEN, (event) => {
    keep(/** @type {CustomEvent<string>} */ (event).detail)
    settle()
  })
  settle()
}

/** @returns {'light' | 'dark' | 'system'} */
function chosen() {
  const value = localStorage.getItem(KEY)
  return value === 'light' || value === 'dark' ? value : 'system'
}

/** @param {string} choice */
function keep(choice) {
  if (choice === 'light' || choice === 'dark') localStorage.setItem(KEY, choice)
  else localStorage.removeItem(KEY)
}

// What was chosen in Streamlit's own menu, which is not shown, goes before what it asks the browser.
function forgetStreamlitsOwn() {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith('stActiveTheme')) localStorage.removeItem(key)
  }
}
