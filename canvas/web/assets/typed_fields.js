// What is typed in fields that Streamlit draws. It switches them off while the server is away, which throws the
// keyboard out, and a server that was started anew knows nothing of what was typed: it draws some fields with what is
// stored and leaves out others, such as those of a drawer. Here fields stay on, and what was typed is put back, or
// said to be gone. It lies in the memory of this page alone: there may be names in it.
import { find, findAll, targetOf } from '../../ui/assets/dom.js'
import { notice, unnotice } from './notice.js'
import { isSocketOpen } from './server_away.js'
import { listenToStreamlit, tellStreamlit } from './streamlit_messages.js'

const FIELDS = 'textarea, input:is([type="text"], [type="number"], [type="password"], :not([type]))'
const OWN = '.pps-search, [data-testid="stDateInput"], [role="combobox"]' // fields that are no Streamlit text
const PUTS_OFF = 1000 // milliseconds after the last key before the screen is drawn anew
const DRAWN_IN = 20000 // milliseconds the screen may take
/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */
/** @typedef {{ label: string, key?: string, before: string, value?: string }} Entry what a field was called, what stood in it and what was typed */
/** @typedef {Entry & { value: string }} Typed */
/** @type {Map<Field, Entry>} */
const typedIn = new Map()
let session = '' // the server's memory of this page; another one is a server that was started anew
let lastKey = 0

/** @param {unknown} node @returns {node is Field} */
const isText = (node) => node instanceof Element && node.matches(FIELDS) && !node.closest(OWN) && node.getAttribute('role') !== 'combobox'

// ---- fields stay on

// Before it happens: a field that was off for a moment has lost the keyboard.
function keepFieldsOn() {
  for (const kind of [HTMLInputElement, HTMLTextAreaElement]) {
    /** @this {Field} @param {string} name @param {string} value */
    kind.prototype.setAttribute = function setAttribute(name, value) {
      if (name !== 'disabled' || isSocketOpen() || !isText(this)) Element.prototype.setAttribute.call(this, name, value)
    }
  }
}

// ---- what was typed

/** @param {HTMLElement} target */
function remember(target) {
  if (isText(target) && !typedIn.has(target)) typedIn.set(target, { ...nameOf(target), before: target.value })
}

/** @param {HTMLElement} target */
function typed(target) {
  if (!isText(target)) return
  lastKey = Date.now()
  const entry = typedIn.get(target) ?? { ...nameOf(target), before: '' }
  typedIn.set(target, Object.assign(entry, { value: target.value }))
}

/** @param {Element} field */
function nameOf(field) {
  const key = [...field.closest('[class*="st-key-"]')?.classList ?? []].find((name) => name.startsWith('st-key-'))
  return { label: field.getAttribute('aria-label') ?? '', key }
}

/** @param {Entry} entry @returns {entry is Typed} */
const isTyped = (entry) => entry.value !== undefined

// The fields in which something stands that was typed and that nothing has changed since.
function standing() {
  /** @type {[Field, Typed][]} */
  const rows = []
  for (const [field, entry] of typedIn) {
    if (!field.isConnected) typedIn.delete(field)
    else if (isTyped(entry) && entry.value !== entry.before && field.value === entry.value) rows.push([field, entry])
  }
  return rows
}

// ---- the server is back

// Streamlit draws nothing by itself after this, so a screen of which the server knows nothing would look alive.
async function drawAnew() {
  while (Date.now() - lastKey < PUTS_OFF) await pause(100)
  const before = session, rows = standing().map(([field, entry]) => ({ field, entry, active: document.activeElement === field }))
  tellStreamlit({ type: 'RERUN_SCRIPT' })
  if (!await until(() => session !== before)) return
  await until(() => find(document, '.stApp')?.dataset.testScriptState === 'notRunning')
  await pause(300) // what is left out goes after the last element
  bringBack(rows)
}

/** @param {{ field: Field, entry: Typed, active: boolean }[]} rows */
function bringBack(rows) {
  /** @type {Typed[]} */
  const gone = []
  for (const { field, entry, active } of rows) {
    const there = field.isConnected ? field : namesake(entry)
    if (!there) gone.push(entry)
    else if (there.value !== entry.value) write(there, entry.value)
    if (there && active && document.activeElement !== there) there.focus({ preventScroll: true })
  }
  const uploads = dropUploads()
  if (gone.length) notice('gone', { copy: () => copy(gone), close: () => unnotice('gone') }, gone.map(({ label }) => label))
  else if (uploads) notice('uploads', { close: () => unnotice('uploads') })
  else if (rows.length) notice('restored', { close: () => unnotice('restored') })
}

// A field of the same name in its place, where the screen was built up anew.
/** @param {Entry} entry */
function namesake({ label, key }) {
  return findAll(document, FIELDS).filter(isText).find((field) => {
    const own = nameOf(field)
    return own.label === label && own.key === key
  })
}

/** @param {Field} field @param {string} value */
function write(field, value) {
  const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

// A file that was chosen lay in the memory of the server: a list that still names it would only look as if it is there.
function dropUploads() {
  const buttons = findAll(document, '[data-testid="stFileUploaderDeleteBtn"] button')
  buttons.forEach((button) => button.click())
  return buttons.length
}

/** @param {Typed[]} gone */
function copy(gone) {
  const text = gone.map(({ label, value }) => (label ? `${label}: ${value}` : value)).join('\n')
  navigator.clipboard?.writeText(text).then(() => unnotice('gone'))
}

/** Keeps what is typed in Streamlit's fields from now on, and puts it back after the server was started anew. */
export function keepTypedFields() {
  keepFieldsOn()
  document.addEventListener('focusin', (event) => remember(targetOf(event)))
  document.addEventListener('input', (event) => typed(targetOf(event)), true)
  window.addEventListener('pps-run', ({ detail }) => { session = detail.session })
  listenToStreamlit(({ type }) => { if (type === 'WEBSOCKET_CONNECTED' && session) drawAnew() })
}

/** @param {number} wait */
const pause = (wait) => new Promise((done) => setTimeout(done, wait))

/** @param {() => boolean} condition */
async function until(condition) {
  for (let spent = 0; spent < DRAWN_IN; spent += 100) {
    if (condition()) return true
    await pause(100)
  }
  return false
}
