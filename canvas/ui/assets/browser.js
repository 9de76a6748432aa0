// Sets the page's language (Streamlit leaves it at English), keeps small choices in this browser's cookies, lets plain
// links between screens (`a.go`) move within the session instead of loading the whole page anew, and has what is being
// typed in a drawer sent before Escape closes it.
/** @import { Drawn } from './component.js' */
/** @import { Owner } from './unsaved_drafts.js' */
import { isPlainClick, leaveNoGap, targetOf } from './dom.js'
import { watchFaults } from './faults.js'
import { watchWaysToQuestions } from './onward.js'
import { watchDrafts } from './unsaved_drafts.js'

/**
 * What every screen sends: its language, what this browser is to remember, whose drafts are told of, and which memory
 * of the server draws it.
 * @typedef {{ language: string, cookies: Record<string, string>, drafts: Owner | null, session: string }} Screen
 */

/** @param {Drawn<Screen, { go: string, no_file: boolean }>} drawn */
export default function ({ data, parentElement, setTriggerValue }) {
  document.documentElement.lang = data.language
  window.dispatchEvent(new CustomEvent('pps-run', { detail: { session: data.session } }))
  watchFaults()
  watchWaysToQuestions()
  watchDrafts(data.drafts)
  for (const [name, value] of Object.entries(data.cookies)) {
    document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; SameSite=Strict`
  }
  leaveNoGap(parentElement)
  // drawers hang outside the app's own element, so the whole document must know whether it is light or dark
  const app = document.querySelector('.stApp')
  const scheme = () => {
    const now = app && getComputedStyle(app).colorScheme
    if (now && now !== 'normal' && document.documentElement.style.colorScheme !== now) document.documentElement.style.colorScheme = now
  }
  // with the next frame: to ask for a colour now would have the whole page styled while it is still being built
  const soon = () => requestAnimationFrame(scheme)
  soon()
  const watch = new MutationObserver(soon)
  if (app) watch.observe(app, { attributes: true, attributeFilter: ['class', 'style'] })
  const follow = (/** @type {MouseEvent} */ event) => {
    const link = targetOf(event).closest?.('a.go')
    if (!link || !isPlainClick(event)) return
    event.preventDefault()
    setTriggerValue('go', link.getAttribute('href') ?? '')
  }
  document.addEventListener('click', follow)
  const tell = () => setTriggerValue('no_file', true)
  window.addEventListener('pps-no-file', tell)
  // Streamlit takes over a text when its field is left, and Escape closes a drawer without leaving the field
  const leave = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Escape' || event.isComposing) return
    const field = targetOf(event)
    if (field.matches?.('[role="dialog"] :is(textarea, input:not([role="combobox"]))')) field.blur()
  }
  document.addEventListener('keydown', leave, true)
  return () => {
    document.removeEventListener('keydown', leave, true)
    document.removeEventListener('click', follow)
    window.removeEventListener('pps-no-file', tell)
    watch.disconnect()
  }
}
