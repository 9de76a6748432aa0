// Places in a text. The server counts code points, the browser UTF-16 units: everything here is in units but for what
// `units` takes and `points` gives.
/** @import { Drawing, Part, Readable } from './reader_data.js' */
/**
 * @typedef {object} ReaderText
 * @property {string} words
 * @property {(unit: number) => number} points the code points before a unit
 * @property {(point: number) => number} units the units before a code point
 */
/** @typedef {[number, number]} Span */

/** @param {string} words @returns {ReaderText} */
export function textOf(words) {
  /** @type {number[]} */
  const wide = [] // the units at which a code point of two units begins
  for (let at = 0; at < words.length; at++) {
    const code = words.charCodeAt(at)
    if (code >= 0xd800 && code < 0xdc00) wide.push(at++)
  }
  // how many wide ones begin before a place, in units or (`narrowed`) in code points
  const before = (/** @type {number} */ place, /** @type {boolean} */ narrowed) => {
    let low = 0, high = wide.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((narrowed ? wide[middle] - middle : wide[middle]) < place) low = middle + 1
      else high = middle
    }
    return low
  }
  return { words, points: (unit) => unit - before(unit, false), units: (point) => point + before(point, true) }
}

// The index of the last part that begins at or before a place; -1 before the first.
/** @param {{ start: number }[]} parts @param {number} place */
export function partAt(parts, place) {
  let low = 0, high = parts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (parts[middle].start <= place) low = middle + 1
    else high = middle
  }
  return low - 1
}

// The words of a part, as [start, end]; of a language that is not known, those of Dutch.
/** @param {Pick<Readable, 'text' | 'language'>} desk @param {Pick<Part, 'start' | 'end' | 'words'>} part @returns {Span[]} */
export function wordsOf(desk, part) {
  return part.words ??= [...segmenter(desk, 'word').segment(desk.text.words.slice(part.start, part.end))].filter((each) => each.isWordLike)
    .map(({ index, segment }) => [part.start + index, part.start + index + segment.length])
}

/** @param {Pick<Readable, 'text' | 'language'>} desk @param {Pick<Part, 'start' | 'end' | 'sentences'>} part @returns {Span[]} */
export function sentencesOf(desk, part) {
  return part.sentences ??= [...segmenter(desk, 'sentence').segment(desk.text.words.slice(part.start, part.end))]
    .map((each) => trimmed(desk, part.start + each.index, part.start + each.index + each.segment.length))
    .filter((span) => span !== null)
}

/** @type {Map<string, Intl.Segmenter>} */
const segmenters = new Map()
/** @param {{ language: string }} desk @param {'word' | 'sentence'} granularity @returns {Intl.Segmenter} */
function segmenter(desk, granularity) {
  const key = `${desk.language}/${granularity}`
  const made = segmenters.get(key) ?? new Intl.Segmenter([desk.language, 'nl'], { granularity })
  segmenters.set(key, made)
  return made
}

// A span without the white space around its words; null where there are none.
/** @param {Pick<Readable, 'text'>} desk @param {number} start @param {number} end @returns {Span | null} */
export function trimmed(desk, start, end) {
  const span = desk.text.words.slice(start, end)
  const words = span.trim()
  if (!words) return null
  const from = start + (span.length - span.trimStart().length)
  return [from, from + words.length]
}

// The span that reaches whole characters: an emoji is not cut in two, nor a letter from its accent.
/** @param {Pick<Readable, 'text'>} desk @param {number} start @param {number} end @returns {Span} */
export function whole(desk, start, end) {
  const cut = (/** @type {number} */ place, /** @type {number} */ on) => {
    const code = desk.text.words.charCodeAt(place)
    return place > 0 && code >= 0xdc00 && code < 0xe000 ? place + on : place
  }
  return [cut(start, -1), cut(end, 1)]
}

// ---- between the page and the text: every text node of the words knows its place as `at`

/** @param {Node} node @param {number} offset @param {boolean} end @returns {number | null} */
export function placeOf(node, offset, end) {
  if (node instanceof Text && node.at !== undefined) return node.at + offset
  const inside = node instanceof Element ? node.childNodes[end ? offset - 1 : offset] : null
  const words = inside ? wordNodes(inside).at(end ? -1 : 0) : undefined
  if (words) return words.at + (end ? words.length : 0)
  // beside the words: between a heading and them, or at the edge of a part
  const part = (node instanceof Element ? node : node.parentElement)?.closest('article')?.piece
  if (!part) return null
  const range = document.createRange()
  range.setStart(node, offset)
  const after = range.comparePoint(drawingOf(part).node, 0) >= 0
  return after ? part.start : part.end
}

/** What a part is drawn with, once it is. @param {Part} part @returns {Drawing} */
export function drawingOf(part) {
  if (!part.drawn) throw new Error(`part ${part.index} is not drawn`)
  return part.drawn
}

/** @typedef {globalThis.Text & { at: number }} Words a text node that knows where it begins */

/** @param {Node} node @returns {Words[]} */
function wordNodes(node) {
  if (node instanceof Text) return node.at === undefined ? [] : [/** @type {Words} */ (node)]
  return [...node.childNodes].flatMap(wordNodes)
}

/**
 * The node and offset of a place; at the border of two nodes the end of a span lies in the first.
 * @param {Readable} desk
 * @param {number} place
 * @param {boolean} end
 * @returns {[Words, number]}
 */
export function nodeAt(desk, place, end) {
  const part = desk.parts[Math.max(0, partAt(desk.parts, end ? place - 1 : place))]
  const nodes = wordNodes(drawingOf(part).node)
  const there = nodes.find((each) => (end ? place <= each.at + each.length : place < each.at + each.length))
  const node = /** @type {Words} */ (there ?? nodes.at(-1))
  return [node, Math.max(0, Math.min(node.length, place - node.at))]
}
