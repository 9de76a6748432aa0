// The field at the top of every screen: Enter searches, / anywhere outside fields puts the keyboard in it.
/** @import { Drawn } from '../../assets/component.js' */
import { element, find, get, isIn, make, makeDrawn } from '../../assets/dom.js'

const TEXT = 'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"], [role="combobox"]'

/** @param {Drawn<{ label: string, hint: string, own: string }, { asked: { words: string, at: number } }>} drawn */
export default function ({ data, parentElement, setTriggerValue }) {
  const form = find(parentElement, 'form.pps-search') ?? parentElement.appendChild(build())
  const field = get(form, 'input')
  field.setAttribute('aria-label', data.label)
  field.setAttribute('aria-keyshortcuts', '/')
  field.placeholder = data.hint
  field.title = `${data.label} (/)`

  form.onsubmit = (event) => {
    event.preventDefault()
    const words = field.value.trim()
    if (!words) return
    field.value = ''
    field.blur()
    // a number goes along, so that the same words again are another question
    setTriggerValue('asked', { words, at: Date.now() })
  }
  field.onkeydown = (event) => { if (event.key === 'Escape') { field.value = ''; field.blur() } }

  const reach = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return
    // what is typed in a component comes from inside its shadow, and the field of an answer may be on its way
    if (isIn(event, TEXT) || document.querySelector('[role="dialog"]')) return
    if (window.ppsField || window.ppsCaught) return
    event.preventDefault()
    const own = find(document, `.st-key-${data.own} input`) ?? field
    own.focus()
    own.select()
  }
  document.addEventListener('keydown', reach)
  return () => document.removeEventListener('keydown', reach)
}

function build() {
  const form = make('form', 'pps-search')
  form.setAttribute('role', 'search')
  const field = element('input', { type: 'search', autocomplete: 'off', maxLength: 10000, enterKeyHint: 'search' })
  const sign = makeDrawn('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' })
  sign.append(makeDrawn('path', { d: 'M11 6.5a4.5 4.5 0 1 1-9 0a4.5 4.5 0 0 1 9 0M9.8 9.8L14 14' }))
  form.append(sign, field)
  return form
}
