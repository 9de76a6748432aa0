// Keeps what is typed in fields of Streamlit in this browser, and has it put back once: after a tab was closed, or a
// server started anew. Once it is stored, or taken out of the field, the browser lets go of it.
/** @import { Drawn } from './component.js' */
import { targetOf } from './dom.js'

const PREFIX = 'pps-words/'
const BASE = 'pps-words-base/' // what was stored when the words were typed

/**
 * @typedef {object} Field
 * @property {string} place under what the words lie: owner and field
 * @property {string} field the key of the field
 * @property {string} now what the server knows to be typed in it
 * @property {string} base what is stored of it as the server sees it
 * @property {string} stored what was stored of it last, or given up
 */

/** @param {Drawn<{ fields: Field[] }, { restored: string }>} drawn */
export default function ({ data, setTriggerValue }) {
  /** @type {Record<string, { words: string, base: string }>} */
  const lost = {}
  for (const { place, field, now, stored } of data.fields) {
    const words = read(PREFIX + place)
    if (!words || words === now) continue
    if (words.trim() === stored.trim()) forget(place)
    else if (!now) lost[field] = { words, base: read(BASE + place) }
  }
  if (Object.keys(lost).length) setTriggerValue('restored', JSON.stringify(lost))
  const typed = (/** @type {Event} */ event) => {
    const at = targetOf(event)
    if (!(at instanceof HTMLTextAreaElement || at instanceof HTMLInputElement)) return
    const of = data.fields.find(({ field }) => at.closest(`.st-key-${CSS.escape(field)}`))
    if (!of) return
    if (at.value.trim() && at.value !== of.base) {
      write(PREFIX + of.place, at.value)
      write(BASE + of.place, of.base)
    } else forget(of.place)
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

/** @param {string} place */
function forget(place) {
  try { for (const prefix of [PREFIX, BASE]) localStorage.removeItem(prefix + place) } catch { /* this browser keeps nothing */ }
}
