// A small list to choose from, with a field that filters it: blocks and themes for what is selected, themes for a note,
// the questions a turn may answer. One is open at a time.
/** @import { Beside, Chooser, Option, OptionRow, Options, Reader } from './reader_data.js' */
import { element, findAll, unspoken } from '../../../../ui/assets/dom.js'
import { plainWords } from '../../../../ui/assets/plain_words.js'
import { hold, release, select, visible } from './reader_page.js'
import { cap, swatch } from './reader_signs.js'
import { drawingOf } from './reader_text.js'

/** @type {Record<string, number>} */
const STEPS = { ArrowDown: 1, ArrowUp: -1 }
let lists = 0

/**
 * Opens a list beside a place, of groups of options; `picked` is called with one, and tells whether the list stays.
 * @param {Reader} it
 * @param {{ at: Beside, label: string, groups: Options[], picked: Chooser['picked'], closed?: () => void, focus?: boolean }} list
 */
export function choose(it, { at, label, groups, picked, closed, focus = true }) {
  closeChooser(it, false)
  const id = `pps-choose-${++lists}`
  const box = element('div', { className: 'choose' })
  const list = element('div', { id, className: groups.some((group) => group.colour) ? 'list' : 'list plain' })
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', label)
  const none = element('p', { className: 'none', textContent: it.data.words.nothing, hidden: true })
  /** @type {Chooser} */
  const chooser = { it, box, list, none, at, picked, closed, field: fieldOf(it.data.words.filter, label, id), options: [], active: null, from: document.activeElement }
  list.append(...groups.map((group, index) => groupOf(chooser, group, `${id}-${index}`)))
  box.append(chooser.field, list, none)
  chooser.field.addEventListener('input', () => filter(chooser))
  chooser.field.addEventListener('focus', () => { if (!chooser.active) activate(chooser, shownIn(chooser)[0]) })
  chooser.field.addEventListener('keydown', (event) => onKey(chooser, event))
  it.root.append(box)
  it.chooser = chooser
  place(it, chooser)
  if (focus) {
    if (!it.heldSpan) hold(it)
    chooser.field.focus({ preventScroll: true })
  } else chooser.field.addEventListener('pointerdown', () => hold(it), { once: true })
}

/** @param {string} placeholder @param {string} label @param {string} list */
function fieldOf(placeholder, label, list) {
  const field = element('input', { type: 'text', placeholder, autocomplete: 'off', spellcheck: false })
  const roles = { role: 'combobox', 'aria-label': label, 'aria-expanded': 'true', 'aria-controls': list, 'aria-autocomplete': 'list' }
  for (const [name, value] of Object.entries(roles)) field.setAttribute(name, value)
  return field
}

/** @param {Chooser} chooser @param {Options} group @param {string} id */
function groupOf(chooser, group, id) {
  const part = element('div', { className: group.wide ? 'group wide' : 'group' })
  part.setAttribute('role', 'group')
  part.setAttribute('aria-label', group.name)
  const head = unspoken(element('div', { className: 'head', textContent: group.name }))
  if (group.colour) head.prepend(swatch(group.colour))
  part.append(head)
  group.options.forEach((option, index) => {
    const row = rowOf(option, `${id}-${index}`)
    row.setAttribute('role', 'option')
    row.setAttribute('aria-selected', String(Boolean(option.chosen)))
    if (option.key) row.append(cap(option.key))
    if (option.colour) row.append(swatch(option.colour))
    row.append(element('span', { textContent: option.name }))
    row.addEventListener('mousedown', (event) => event.preventDefault()) // the selection in the text stays
    row.addEventListener('click', () => pick(chooser, row))
    part.append(row)
    chooser.options.push(row)
  })
  return part
}

/** @param {Option} option @param {string} id @returns {OptionRow} */
function rowOf(option, id) {
  return Object.assign(element('div', { id, className: 'option' }), { option })
}

/** @param {Chooser} chooser */
function shownIn(chooser) {
  return chooser.options.filter((row) => !row.hidden)
}

/** @param {Chooser} chooser @param {OptionRow} row */
function pick(chooser, row) {
  const { it, field, picked } = chooser
  if (picked(row.option)) {
    row.option.chosen = !row.option.chosen
    row.setAttribute('aria-selected', String(row.option.chosen))
    if (document.activeElement === field) field.select() // else the words in the text would lose their selection
  } else if (it.chooser === chooser) closeChooser(it)
}

/** @param {Chooser} chooser @param {OptionRow | null | undefined} row */
function activate(chooser, row) {
  chooser.active?.classList.remove('active')
  chooser.active = row ?? null
  row?.classList.add('active')
  row?.scrollIntoView({ block: 'nearest' })
  row ? chooser.field.setAttribute('aria-activedescendant', row.id) : chooser.field.removeAttribute('aria-activedescendant')
}

/** @param {Chooser} chooser */
function filter(chooser) {
  const wanted = plainWords(chooser.field.value.trim())
  for (const row of chooser.options) row.hidden = !plainWords(row.option.name).includes(wanted)
  for (const part of findAll(chooser.list, '.group')) part.hidden = findAll(part, '.option').every((row) => row.hidden)
  const left = shownIn(chooser)
  chooser.none.hidden = left.length > 0
  // what begins with what was typed goes before what merely holds it
  activate(chooser, wanted ? left.find((row) => plainWords(row.option.name).startsWith(wanted)) ?? left[0] : null)
}

/** @param {Chooser} chooser @param {KeyboardEvent} event */
function onKey(chooser, event) {
  const left = shownIn(chooser)
  const step = STEPS[event.key]
  if (step) activate(chooser, left[((chooser.active ? left.indexOf(chooser.active) : -1) + step + left.length) % left.length])
  else if (event.key === 'Enter' && chooser.active && !event.isComposing) pick(chooser, chooser.active)
  else if (event.key === 'Escape' || event.key === 'Tab') closeChooser(chooser.it)
  else return
  event.preventDefault()
  event.stopPropagation()
}

// Under what it belongs to, or above it where there is more room; on a phone at the bottom of the screen.
/** @param {Reader} it @param {Chooser} chooser */
function place(it, { box, at }) {
  if (it.phone()) return
  const root = it.root.getBoundingClientRect()
  const { top, bottom } = visible(it)
  const below = at.bottom + 8 + box.offsetHeight <= bottom || at.top - top < bottom - at.bottom
  box.style.maxHeight = `${Math.max(220, (below ? bottom - at.bottom : at.top - top) - 16)}px`
  const y = below ? at.bottom + 8 : Math.max(top, at.top - box.offsetHeight - 8)
  box.style.top = `${y - root.top}px`
  box.style.left = `${Math.max(0, Math.min(at.left - root.left, root.width - box.offsetWidth))}px`
}

/** @param {Reader} it @param {boolean} [back] whether the keyboard goes back to where it was */
export function closeChooser(it, back = true) {
  const chooser = it.chooser
  if (!chooser) return
  it.chooser = null
  const within = chooser.box.contains(document.activeElement)
  const heldSpan = it.heldSpan
  chooser.box.remove()
  release(it)
  chooser.closed?.()
  if (!back || !within) return
  const from = /** @type {HTMLElement | null} */ (chooser.from), there = from?.isConnected && from !== document.body
  const to = there ? from : it.current && drawingOf(it.current).box
  to?.focus({ preventScroll: true })
  if (heldSpan && !document.getSelection()?.toString()) select(it, ...heldSpan, false)
}

