// Puts what Streamlit says of its own in the language of the page, in the places of `streamlit_words.py` alone: text and
// attributes are changed where they stand, so Streamlit goes on with its elements as if nothing happened, and what it
// says anew is changed anew before it is drawn. What stands there in any other words is left alone.
import { PAGE } from './page_data.js'

const SIZE = /^([\d.]+)([KMG]?B)$/
/** @type {Record<string, string>} */
const UNITS = { KB: 'kB' }
/** What a text or element said, per attribute ('' for a text), to say it otherwise. @type {WeakMap<Node, Record<string, { english: string, spoken: string }>>} */
const englishOf = new WeakMap()
/** @type {Map<string, Places>} */
const compiled = new Map()
let spokenLanguage = ''

// The places in a language, with one selector of all of them.
/** @typedef {[RegExp, string][]} Says what is said → what it is put in */
/** @typedef {{ places: { at: string, of: string, says: Says }[], selector: string }} Places */
/** @param {string} language */
function placesIn(language) {
  const before = compiled.get(language)
  if (before) return before
  const places = (PAGE.places[language] ?? []).map((place) => {
    return { ...place, says: /** @type {Says} */ (place.says.map(([is, to]) => [new RegExp(is, 's'), to])) }
  })
  const made = { places, selector: places.map((place) => place.at).join(', ') }
  compiled.set(language, made)
  return made
}

/** @param {Says} says @param {string} english @returns {string | null} */
export function translation(says, english) {
  const trimmed = english.trim()
  for (const [is, to] of says) {
    const gaps = trimmed.match(is)?.groups
    if (gaps || is.test(trimmed)) return english.replace(trimmed, () => filled(to, gaps ?? {}, says))
  }
  return null
}

/** @param {string} to @param {Record<string, string>} gaps @param {Says} says */
function filled(to, gaps, says) {
  return to.replace(/\{(\w+)\}/g, (_whole, /** @type {string} */ name) => {
    if (name === 'message') return translation(says, gaps.message) ?? gaps.message
    return name === 'size' ? sized(gaps.size) : gaps[name]
  })
}

// A size as the language writes it: 2MB is 2 MB, 1.5KB is 1,5 kB.
/** @param {string} size */
function sized(size) {
  const [, number, unit] = /** @type {RegExpMatchArray} */ (size.match(SIZE))
  return `${Number(number).toLocaleString(document.documentElement.lang)} ${UNITS[unit] ?? unit}`
}

/** @param {Node} holder @param {string} of @param {string} now @param {Says} says @param {(spoken: string) => void} write */
function say(holder, of, now, says, write) {
  const before = englishOf.get(holder) ?? {}
  if (before[of]?.spoken === now) return // it is said already
  const spoken = now && translation(says, now)
  if (spoken === null || spoken === '' || spoken === now) return
  englishOf.set(holder, { ...before, [of]: { english: now, spoken } })
  write(spoken)
}

/** @param {Element} element @param {{ of: string, says: Says }} place */
function sayIn(element, { of, says }) {
  if (of) {
    const now = element.getAttribute(of)
    if (now !== null) say(element, of, now, says, (spoken) => element.setAttribute(of, spoken))
    return
  }
  for (const text of element.childNodes) {
    if (text instanceof Text) say(text, '', text.data, says, (spoken) => { text.data = spoken })
  }
}

/** @param {Iterable<Element>} roots @param {boolean} deep */
function sayWithin(roots, deep) {
  const { places, selector } = placesIn(document.documentElement.lang)
  if (!selector) return
  /** @type {Set<Element>} */
  const elements = new Set()
  for (const root of roots) {
    if (root.matches(selector)) elements.add(root)
    if (deep && root.firstElementChild) for (const each of root.querySelectorAll(selector)) elements.add(each)
  }
  for (const element of elements) for (const place of places) if (element.matches(place.at)) sayIn(element, place)
}

// Another language: what was changed says English again, before it says anything else.
function sayAnew() {
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const [of, { english, spoken }] of Object.entries(englishOf.get(node) ?? {})) {
      if (node instanceof Element && of && node.getAttribute(of) === spoken) node.setAttribute(of, english)
      else if (node instanceof Text && !of && node.data === spoken) node.data = english
    }
    englishOf.delete(node)
  }
  spokenLanguage = document.documentElement.lang
  window.dispatchEvent(new Event('languagechange')) // React Aria asks for the browser's language again
  sayWithin([document.documentElement], true)
}

// Within a component there is nothing of Streamlit's, and it may draw a thousand turns at once.
const OURS = '[data-testid="stBidiComponentRegular"]'

/** @param {MutationRecord[]} changes */
function follow(changes) {
  /** @type {Set<Element>} */
  const added = new Set()
  /** @type {Set<Element>} */
  const altered = new Set()
  let anew = false
  for (const { type, target, attributeName, addedNodes } of changes) {
    if (type === 'attributes' && attributeName === 'lang') anew ||= document.documentElement.lang !== spokenLanguage
    else if (target instanceof Element && target.closest(OURS)) continue
    else if (type === 'attributes') altered.add(/** @type {Element} */ (target))
    else if (type === 'characterData') { if (target.parentElement) altered.add(target.parentElement) } else {
      for (const node of addedNodes) {
        if (node instanceof HTMLElement) added.add(node)
        else if (node.nodeType === Node.TEXT_NODE) altered.add(/** @type {Element} */ (target))
      }
    }
  }
  if (anew) return sayAnew()
  sayWithin(added, true)
  sayWithin(altered, false)
}

/** Puts what Streamlit says in the language of the page, from now on. */
export function translateStreamlit() {
  spokenLanguage = document.documentElement.lang
  new MutationObserver(follow).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: ['lang', 'placeholder', 'title', 'aria-label', 'aria-valuetext', 'data-title'],
  })
}

/**
 * The language that the browser is said to have: what Streamlit leaves to it, days and months and what lists tell a screen
 * reader, goes with the language of the page; who works in English keeps a browser's own English.
 * @param {string} lang of the page
 * @param {string} own of the browser
 */
export function browserLanguage(lang, own) {
  if (own.startsWith(lang)) return own
  return lang === 'nl' ? 'nl-NL' : 'en-GB'
}

/** Has the browser say that it speaks the language of the page. */
export function setBrowserLanguage() {
  const own = navigator.language, others = navigator.languages
  const now = () => browserLanguage(document.documentElement.lang, own)
  Object.defineProperty(navigator, 'language', { configurable: true, get: now })
  Object.defineProperty(navigator, 'languages', {
    configurable: true, get: () => [now(), ...others.filter((each) => each !== now())],
  })
}
