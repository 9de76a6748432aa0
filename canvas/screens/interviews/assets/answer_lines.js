// An answer as lines: which of them are notes and of what kind, the sign that makes a line a kind of note, two texts joined.
const SIGN = /^\s*([/\\!:#]\s|€)/
const SIGN_WITH_SPACE = /^\s*(?:[/\\!:#]\s+|€\s*)/

/** @typedef {{ sign: string, kind: string, name: string }} Sign */

/**
 * The lines in which something stands.
 * @param {string} text
 */
export function linesOf(text) {
  return text.split('\n').filter((line) => line.trim())
}

/**
 * The kind of note that a line is, by the sign it begins with.
 * @param {Sign[]} signs
 * @param {string} line
 */
export function kindOf(signs, line) {
  const sign = line.match(SIGN)?.[1].trim()
  return signs.find((each) => each.sign === sign)?.kind ?? 'plain'
}

/**
 * The kinds of the notes that a text gives, one for each line that is more than a sign.
 * @param {Sign[]} signs
 * @param {string} text
 */
export function kindsOf(signs, text) {
  return linesOf(text).filter((line) => line.replace(SIGN, '').trim()).map((line) => kindOf(signs, line))
}

/**
 * How many notes a text gives, and of which kinds, in words.
 * @param {{ note: string, notes: string }} words of one note, and of more or none
 * @param {Sign[]} signs
 * @param {string} text
 */
export function countLine(words, signs, text) {
  const kinds = kindsOf(signs, text)
  const parts = [(kinds.length === 1 ? words.note : words.notes).replace('{n}', String(kinds.length))]
  for (const { kind, name } of signs) {
    const count = kinds.filter((each) => each === kind).length
    if (count) parts.push(`${count} × ${name.toLowerCase()}`)
  }
  return parts.join(' · ')
}

/**
 * What the line of the cursor becomes with a sign before it, in place of another one, or without it where it stands
 * already: from where to where, by what, and where the cursor goes.
 * @param {string} value
 * @param {number} at where the cursor is
 * @param {string} sign
 */
export function withSign(value, at, sign) {
  const start = value.lastIndexOf('\n', at - 1) + 1
  const end = value.indexOf('\n', at) < 0 ? value.length : value.indexOf('\n', at)
  const line = value.slice(start, end)
  const bare = line.replace(SIGN_WITH_SPACE, '')
  const changed = line.match(SIGN)?.[1].trim() === sign ? bare : `${sign} ${bare}`
  return { start, end, line: changed, cursor: Math.max(start, at + changed.length - line.length) }
}

/**
 * Whether the cursor is on an empty line at the end, where nothing follows: between two notes Enter makes room as it does
 * anywhere.
 * @param {{ value: string, selectionStart: number, selectionEnd: number }} area
 */
export function isOnEmptyLastLine({ value, selectionStart: at, selectionEnd: end }) {
  return at === end && !value.slice(at).trim() && !value.slice(value.lastIndexOf('\n', at - 1) + 1, at).trim()
}

/**
 * Every line of both texts, what both hold once: theirs first, then what mine has more.
 * @param {string} theirs
 * @param {string} mine
 */
export function joinTexts(theirs, mine) {
  const spare = theirs.split('\n').map((line) => line.trim())
  const added = mine.split('\n').filter((line) => {
    const at = spare.indexOf(line.trim())
    if (at >= 0) spare.splice(at, 1)
    return at < 0 && line.trim()
  })
  return theirs.trim() ? [theirs.replace(/\n+$/, ''), ...added].join('\n') : added.join('\n')
}
