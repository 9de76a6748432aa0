// The words and marks of a turn with their places in it, and what stands between them.
const WORD = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}'’.@_+-]*[\p{L}\p{M}\p{N}])?/gu

/** @typedef {'' | 'replaced' | 'stays'} Mark of words that are replaced, or look like a name and stay in */
/** @typedef {[mark: Mark, shown: string, original: string, terms: string[]]} Bit a part of a turn with one mark, and the terms in it */
/** @typedef {{ at: number, end: number, mark: Mark, shown: string, original: string, terms: string[] }} Piece a word or a mark; its places are those in the original */

/**
 * The words of a turn as they were, and its parts as they are shown: words and marks, and texts between them.
 * @param {Bit[]} bits
 */
export function piecesOf(bits) {
  /** @type {(string | Piece)[]} */
  const parts = []
  let whole = ''
  for (const [mark, shown, original, terms] of bits) {
    const at = whole.length
    whole += original
    if (mark) parts.push({ at, end: whole.length, mark, shown, original, terms })
    else parts.push(...wordsOf(shown, at))
  }
  return { whole, parts: parts.filter((part) => part !== '') }
}

/** @param {string} text @param {number} at where it begins @returns {(string | Piece)[]} */
function wordsOf(text, at) {
  /** @type {(string | Piece)[]} */
  const parts = []
  let done = 0
  for (const { 0: word, index } of text.matchAll(WORD)) {
    parts.push(text.slice(done, index))
    done = index + word.length
    parts.push({ at: at + index, end: at + done, mark: '', shown: word, original: word, terms: [] })
  }
  return [...parts, text.slice(done)]
}
