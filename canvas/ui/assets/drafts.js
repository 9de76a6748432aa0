// Answers that were typed and may not be stored: each lies in this browser under its study, user, interview and question.
import { keysUnder } from './page_id.js'

const PREFIX = 'pps-draft/'
export const PAGE_LOCK = 'pps-page-' // before the id of a page that is open and keeps drafts

/**
 * A draft as it lies in this browser.
 * @typedef {object} Draft
 * @property {string} field interview/question
 * @property {string} text
 * @property {number} base the revision of the answer it was typed on
 * @property {string[]} on attempts of this page that may have been stored meanwhile
 * @property {{ attempt: string, text: string } | null} tried the save that was sent last
 * @property {object[]} todos marks that wait
 * @property {string} [label] the question in words
 * @property {string} page the page that keeps it
 * @property {number} at when it was kept
 */

/**
 * Where a draft lies.
 * @param {string} id owner/interview/question
 * @param {string} page
 */
export function draftKey(id, page) {
  return `${PREFIX}${id}/${page}`
}

/**
 * The drafts whose id begins so, with their keys, the newest first; none where this browser keeps nothing.
 * @param {string} start
 * @returns {[string, Draft][]}
 */
export function draftsUnder(start) {
  /** @type {[string, Draft][]} */
  const drafts = []
  try {
    for (const key of keysUnder(PREFIX + start)) drafts.push([key, JSON.parse(localStorage.getItem(key) ?? '')])
  } catch { /* not allowed, or not ours */ }
  return drafts.sort((a, b) => b[1].at - a[1].at)
}
