// Who speaks in a part of a text and when, and what the part is called aloud.
/** @import { Part, ReaderData } from './reader_data.js' */
import { fill } from '../../../../ui/assets/dom.js'

/** @typedef {{ letter: string, colour: string, name: string, line: string }} Voice */

/**
 * Who speaks in a part, as it is shown: a respondent by code and role, else as the transcript has it.
 * @param {Pick<Part, 'who' | 'speaker'>} part
 * @param {Pick<ReaderData, 'roles' | 'words'>} data
 * @returns {Voice}
 */
export function voiceOf({ who, speaker }, { roles, words }) {
  const role = who?.part === 'respondent' ? roles[who.role ?? ''] : null
  const label = speaker ?? ''
  if (role) return { letter: role.letter, colour: role.colour, name: who?.code ?? '', line: role.name }
  if (who?.part === 'interviewer') return { letter: '', colour: 'var(--soft)', name: words.interviewer, line: '' }
  return { letter: label ? '?' : '', colour: 'var(--soft)', name: label || words.unknown, line: '' }
}

/**
 * What a part is called aloud: a turn by who speaks and when, a paragraph or heading by its number.
 * @param {Pick<Part, 'index' | 'turn' | 'ms'>} part
 * @param {Pick<Voice, 'name' | 'line'>} voice
 * @param {{ paragraph: string }} words
 */
export function calledAloud({ index, turn, ms }, { name, line }, { paragraph }) {
  if (turn === undefined) return fill(paragraph, { n: index + 1 })
  return [name, line, clock(ms)].filter(Boolean).join(', ')
}

/**
 * A moment of a recording in hours, minutes and seconds; '' where it is not known.
 * @param {number | null | undefined} ms
 */
export function clock(ms) {
  if (ms === null || ms === undefined) return ''
  const seconds = Math.floor(ms / 1000)
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
