// Which rows of the codebook show, of a tree that is sent row by row with the depth of each.
import { plainWords } from '../../../ui/assets/plain_words.js'

/** @typedef {{ id: string, depth: number, name: string, definition: string }} ThemeRow */

/**
 * The ids of the themes that others stand under.
 * @param {ThemeRow[]} rows
 */
export function branchesOf(rows) {
  return new Set(rows.filter((row, at) => rows[at + 1]?.depth > row.depth).map((row) => row.id))
}

/**
 * The rows that show: all that have the words, with what they stand under; or, without words, all that no closed branch
 * hides.
 * @template {ThemeRow} R
 * @param {R[]} rows
 * @param {string} words
 * @param {Set<string>} closed the ids of closed branches
 */
export function rowsShown(rows, words, closed) {
  const wanted = plainWords(words)
  return wanted ? rowsWith(rows, wanted) : openRows(rows, closed)
}

/** @template {ThemeRow} R @param {R[]} rows @param {string} wanted @returns {R[]} */
function rowsWith(rows, wanted) {
  /** @type {Set<number>} */
  const shown = new Set()
  /** @type {number[]} */
  const path = [] // places of what a row stands under, by their depth
  rows.forEach((row, at) => {
    path.length = row.depth
    path[row.depth] = at
    if (plainWords(`${row.name} ${row.definition}`).includes(wanted)) for (const each of path) if (each !== undefined) shown.add(each)
  })
  return rows.filter((_, at) => shown.has(at))
}

/** @template {ThemeRow} R @param {R[]} rows @param {Set<string>} closed @returns {R[]} */
function openRows(rows, closed) {
  let hidden = Infinity
  return rows.filter((row) => {
    if (row.depth > hidden) return false
    hidden = closed.has(row.id) ? row.depth : Infinity
    return true
  })
}
