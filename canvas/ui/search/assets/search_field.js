// The field at the top of every screen: Enter searches, / anywhere outside fields puts the keyboard in it.
const SVG = 'http://www.w3.org/2000/svg'
const TEXT = 'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"], [role="combobox"]'

export default function ({ data, parentElement, setTriggerValue }) {
  let form = parentElement.querySelector('form.pps-search')
  if (!form) {
    form = document.createElement('form')
    form.className = 'pps-search'
    form.setAttribute('role', 'search')
    const field = document.createElement('input'), sign = document.createElementNS(SVG, 'svg')
    sign.setAttribute('viewBox', '0 0 16 16')
    sign.setAttribute('aria-hidden', 'true')
    const drawn = document.createElementNS(SVG, 'path')
    drawn.setAttribute('d', 'M11 6.5a4.5 4.5 0 1 1-9 0a4.5 4.5 0 0 1 9 0M9.8 9.8L14 14')
    sign.append(drawn)
    field.type = 'search'
    field.autocomplete = 'off'
    field.maxLength = 10000
    field.enterKeyHint = 'search'
    form.append(sign, field)
    parentElement.appendChild(form)
  }
  const field = form.querySelector('input')
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

  const reach = (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return
    // what is typed in a component comes from inside its shadow, and the field of an answer may be on its way
    if (event.composedPath().some((node) => node.matches?.(TEXT)) || document.querySelector('[role="dialog"]')) return
    if (window.ppsField || window.ppsCaught) return
    event.preventDefault()
    const own = document.querySelector(`.st-key-${data.own} input`)
    ;(own ?? field).focus()
    ;(own ?? field).select()
  }
  document.addEventListener('keydown', reach)
  return () => document.removeEventListener('keydown', reach)
}
