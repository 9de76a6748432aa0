// Streamlit reads a label as Markdown where it shows it, but tells it to a screen reader as it stands. What makes a label
// plain on the screen (`plain_streamlit.py`) is taken out again of what is read aloud.
const ALOUD = [
  '[data-testid=stTextInput] input', '[data-testid=stTextArea] textarea', '[data-testid=stNumberInput] input',
  '[data-testid=stSelectbox] input', '[data-testid=stMultiSelect] :is(input, [role=group])', '[role=listbox]', '[data-testid=stPopoverBody]',
  ':is([data-testid=stDateInput], [data-testid=stCheckbox], [data-testid=stButtonGroup], [data-testid=stRadio])',
  ':is([data-testid=stDateInput], [data-testid=stCheckbox], [data-testid=stButtonGroup], [data-testid=stRadio]) *',
  '[data-testid=stTooltipIcon] button', '[data-testid=stFileUploaderDropzone]',
].join()
const MADE_PLAIN = /\\([!-/:-@[-\x60{-~])|:small\[\]/g
/** What an element says by now: what is typed may hold a backslash itself. @type {WeakMap<Element, string>} */
const readAs = new WeakMap()

/** @param {Element} element */
function readAsTyped(element) {
  // Streamlit names the place to drop a file, and says that it is nothing: a name is only read of something
  if (element.getAttribute('role') === 'presentation') element.setAttribute('role', 'group')
  const now = element.getAttribute('aria-label')
  if (now === null || readAs.get(element) === now) return
  const typed = now.replace(MADE_PLAIN, '$1')
  if (typed === now) return
  readAs.set(element, typed)
  element.setAttribute('aria-label', typed)
}

/** Reads labels aloud as they were typed, from now on. */
export function readLabelsAsTyped() {
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      for (const node of type === 'attributes' ? [target] : addedNodes) {
        if (!(node instanceof HTMLElement)) continue
        if (node.matches(ALOUD)) readAsTyped(node)
        if (type !== 'attributes' && node.firstElementChild) node.querySelectorAll(ALOUD).forEach(readAsTyped)
      }
    }
  }).observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-label'] })
}
