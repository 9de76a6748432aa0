// Keeps what is typed in one field of Streamlit in this browser, and has it put back once: after a tab was closed, or a
// server started anew. Once it is stored, or taken out of the field, the browser lets go of it.
/** @import { Drawn } from './component.js' */
import { targetOf } from './dom.js'

const PREFIX = 'pps-words/'

/**
 * @typedef {object} Data
 * @property {string} place under what the words lie: owner and field
 * @property {string} field the key of the field
 * @property {string} now what the server knows to be in it
 * @property {string} stored what was stored of it last
 */

/** @param {Drawn<Data, { restored: string }>} drawn */
export default function ({ data, setTriggerValue }) {
  const key = PREFIX + data.place
  const words = read(key)
  if (words && (words.trim() === data.stored.trim() || words === data.now)) {
    if (words !== data.now) forget(key)
  } else if (words && !data.now) {
    setTriggerValue('restored', words)
  }
  const typed = (/** @type {Event} */ event) => {
    const field = targetOf(event)
    if (!(field instanceof HTMLTextAreaElement) || !field.closest(`.st-key-${CSS.escape(data.field)}`)) return
    if (field.value.trim()) write(key, field.value)
    else forget(key)
  }
  document.addEventListener('input', typed)
  return () => document.removeEventListener('input', typed)
}

/** @param {string} key */
function read(key) {
  try { return localStorage.getItem(key) ?? '' } catch { return '' }
}

/** @param {string} key @param {string} words */
function write(key, words) {
  try { localStorage.setItem(key, words) } catch { /* this browser keeps nothing */ }
}

/** @param {string} key */
function forget(key) {
  try { localStorage.removeItem(key) } catch { /* this browser keeps nothing */ }
}
