// Making elements, and giving the keyboard back: what every component needs. What people wrote is set as text, never as HTML.
/** @import { ElementOf, Focus, Letter, Root } from './component.js' */

/**
 * Makes an element, with a class and a text where they are given.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} [className]
 * @param {string | null} [text]
 */
export function make(tag, className, text) {
  const node = document.createElement(tag)
  if (className) node.className = className
  if (text) node.textContent = text
  return node
}

/**
 * Makes an element with properties of its own kind, such as `{ type: 'button', hidden: true }`.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Partial<HTMLElementTagNameMap[T]>} [props]
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, props) {
  return Object.assign(document.createElement(tag), props)
}

/**
 * Makes a button that does something when it is pressed, and sends no form.
 * @param {string} className
 * @param {string | null} [label]
 * @param {((event: MouseEvent) => void) | null} [pressed]
 */
export function makeButton(className, label, pressed) {
  const button = make('button', className, label)
  button.type = 'button'
  if (pressed) button.onclick = pressed
  return button
}

/**
 * Makes an element of a drawing, with attributes.
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 */
export function makeDrawn(tag, attributes) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value))
  return node
}

/**
 * The letter of a role on its colour; who cannot see it is told the role's name beside it.
 * @param {Letter} role
 * @param {string} [className]
 */
export function makeLetter(role, className = role.plain ? 'letter none' : 'letter') {
  const mark = unspoken(make('span', className, role.letter))
  if (role.colour) mark.style.setProperty('--c', role.colour)
  return mark
}

/**
 * Leaves an element out of what a screen reader says, and returns it.
 * @template {Element} E
 * @param {E} node
 */
export function unspoken(node) {
  node.setAttribute('aria-hidden', 'true')
  return node
}

/**
 * The first element that fits, as one with a style and a keyboard.
 * @template {string} S
 * @param {ParentNode} within
 * @param {S} selector
 */
export function find(within, selector) {
  return /** @type {ElementOf<S> | null} */ (within.querySelector(selector))
}

/**
 * The first element that fits, of those that are always there.
 * @template {string} S
 * @param {ParentNode} within
 * @param {S} selector
 */
export function get(within, selector) {
  const node = find(within, selector)
  if (!node) throw new Error(`there is no ${selector}`)
  return node
}

/**
 * All elements that fit.
 * @template {string} S
 * @param {ParentNode} within
 * @param {S} selector
 */
export function findAll(within, selector) {
  return /** @type {ElementOf<S>[]} */ ([...within.querySelectorAll(selector)])
}

/**
 * The element that an event comes from; of what is in a shadow, its host.
 * @param {Event} event
 */
export function targetOf(event) {
  return /** @type {HTMLElement} */ (event.target)
}

/**
 * Whether an event comes from within an element that fits, also out of the shadow of a component.
 * @param {Event} event
 * @param {string} selector
 */
export function isIn(event, selector) {
  return event.composedPath().some((node) => node instanceof Element && node.matches(selector))
}

/**
 * The element a component draws in, made the first time.
 * @param {Root} root
 */
export function frameIn(root) {
  const there = find(root, '.frame')
  if (there) return there
  const frame = make('div', 'frame')
  root.append(frame)
  return frame
}

/**
 * The element of a component that the keyboard is in.
 * @param {Root | HTMLElement} within
 * @returns {HTMLElement | null}
 */
export function focusedIn(within) {
  const root = /** @type {Document | ShadowRoot} */ (within.getRootNode())
  const active = /** @type {HTMLElement | null} */ (root.activeElement ?? null)
  return active && within.contains(active) ? active : null
}

/**
 * The key of what the keyboard is to go on at: what a drawer that just closed was opened from, else what had it.
 * @param {HTMLElement} frame
 * @param {Focus | undefined} focus what the page asks for, once for each nonce
 * @param {string | undefined} focusedKey
 */
export function keyToFocus(frame, focus, focusedKey) {
  if (!focus) return focusedKey
  const fresh = frame.dataset.focused !== String(focus.nonce)
  frame.dataset.focused = String(focus.nonce)
  return fresh ? focus.key : focusedKey
}

/**
 * Gives the keyboard to the element with a key, where it is there, without a jump of the page.
 * @param {ParentNode} within
 * @param {string | undefined} key
 * @param {string} [selector] which of the elements with that key
 */
export function focusKey(within, key, selector = '') {
  if (key) find(within, `${selector}[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true })
}

/**
 * Draws what a component shows anew; the keyboard goes on where it was, or after a drawer closes at what it was opened from.
 * @param {HTMLElement} frame
 * @param {Focus} focus
 * @param {Node[]} nodes
 * @param {string} [selector] which of the elements with that key
 */
export function redraw(frame, focus, nodes, selector = '') {
  const focused = focusedIn(frame)?.dataset.key
  frame.replaceChildren(...nodes)
  focusKey(frame, keyToFocus(frame, focus, focused), selector)
}

/**
 * Moves the one place in the tab order within a group, and the keyboard with it.
 * @param {Iterable<HTMLElement>} group
 * @param {HTMLElement} to
 */
export function roveTo(group, to) {
  for (const each of group) each.tabIndex = -1
  to.tabIndex = 0
  to.focus({ preventScroll: true })
  to.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

/**
 * Takes the mount of a component of which nothing is seen out of the row of elements: else it would take a gap.
 * @param {Root} root
 */
export function leaveNoGap(root) {
  const box = /** @type {HTMLElement | null} */ ((root.host ?? /** @type {HTMLElement} */ (root)).closest('[data-testid="stElementContainer"]'))
  if (box) box.style.position = 'absolute'
}

/**
 * Sets a text only where it differs: a status that is set again would be read aloud again.
 * @param {Node} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text
}

/**
 * Puts values in the places of a message, such as `{n}`; a place without a value stays as it is.
 * @param {string} message
 * @param {Record<string, string | number>} values
 */
export function fill(message, values) {
  return message.replace(/\{(\w+)\}/g, (gap, name) => String(values[name] ?? gap))
}

/** Whether the screen is pressed with a finger: there the keyboard comes over the screen. */
export function isTouched() {
  return matchMedia('(pointer: coarse)').matches
}

/**
 * Whether a click is meant to be followed here: not in another tab or window.
 * @param {MouseEvent} event
 */
export function isPlainClick(event) {
  return !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey
}
