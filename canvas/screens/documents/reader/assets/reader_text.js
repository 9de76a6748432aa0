// Places in a text. The server counts code points, the browser UTF-16 units: everything here is in units but for what
// `units` takes and `points` gives.
export function textOf(words) {
  const wide = [] // the units at which a code point of two units begins
  for (let at = 0; at < words.length; at++) {
    const code = words.charCodeAt(at)
    if (code >= 0xd800 && code < 0xdc00) wide.push(at++)
  }
  // how many wide ones begin before a place, in units or (`narrowed`) in code points
  const before = (place, narrowed) => {
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
export function wordsOf(desk, part) {
  part.words ??= [...segmenter(desk, 'word').segment(desk.text.words.slice(part.start, part.end))]
    .filter((each) => each.isWordLike).map((each) => [part.start + each.index, part.start + each.index + each.segment.length])
  return part.words
}

export function sentencesOf(desk, part) {
  part.sentences ??= [...segmenter(desk, 'sentence').segment(desk.text.words.slice(part.start, part.end))]
    .map((each) => trimmed(desk, part.start + each.index, part.start + each.index + each.segment.length))
    .filter((each) => each)
  return part.sentences
}

const segmenters = new Map()
function segmenter(desk, granularity) {
  const key = `${desk.language}/${granularity}`
  if (!segmenters.has(key)) segmenters.set(key, new Intl.Segmenter([desk.language, 'nl'], { granularity }))
  return segmenters.get(key)
}

// A span without the white space around its words; null where there are none.
export function trimmed(desk, start, end) {
  const span = desk.text.words.slice(start, end)
  const words = span.trim()
  if (!words) return null
  const from = start + (span.length - span.trimStart().length)
  return [from, from + words.length]
}

// The span that reaches whole characters: an emoji is not cut in two, nor a letter from its accent.
export function whole(desk, start, end) {
  const cut = (place, on) => {
    const code = desk.text.words.charCodeAt(place)
    return place > 0 && code >= 0xdc00 && code < 0xe000 ? place + on : place
  }
  return [cut(start, -1), cut(end, 1)]
}

// ---- between the page and the text: every text node of the words knows its place as `at`

export function placeOf(node, offset, end) {
  if (node.nodeType === Node.TEXT_NODE && node.at !== undefined) return node.at + offset
  const inside = node.nodeType === Node.ELEMENT_NODE ? node.childNodes[end ? offset - 1 : offset] : null
  const first = inside && wordNodes(inside)
  if (first?.length) {
    const each = end ? first.at(-1) : first[0]
    return each.at + (end ? each.length : 0)
  }
  // beside the words: between a heading and them, or at the edge of a part
  const words = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest('article')?.piece
  if (!words) return null
  const range = document.createRange()
  range.setStart(node, offset)
  const after = range.comparePoint(words.node, 0) >= 0
  return after ? words.start : words.end
}

function wordNodes(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.at === undefined ? [] : [node]
  return [...node.childNodes].flatMap(wordNodes)
}

/**
 * The node and offset of a place; at the border of two nodes the end of a span lies in the first.
 * @returns {[Text, number]}
 */
export function nodeAt(desk, place, end) {
  const part = desk.parts[Math.max(0, partAt(desk.parts, end ? place - 1 : place))]
  const nodes = wordNodes(part.node)
  const node = nodes.find((each) => (end ? place <= each.at + each.length : place < each.at + each.length)) ?? nodes.at(-1)
  return [node, Math.max(0, Math.min(node.length, place - node.at))]
}
