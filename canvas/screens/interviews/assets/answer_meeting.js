// Two people wrote on one answer: both texts side by side, and the ways to go on.
/** @import { Answer } from './answer_saving.js' */
/** @import { Field } from './interview_data.js' */
import { element, fill, get, makeButton } from '../../../ui/assets/dom.js'
import { takeBoth, takeMine, takeTheirs } from './answer_saving.js'

/** @param {Field} it */
export function showMeeting(it) {
  const answer = it.answer, met = answer.refused?.met, words = it.data.words
  const mark = met ? `${answer.id} ${met.revision}` : ''
  if (met && it.meeting === mark) get(it.met, '.mine').textContent = answer.value
  if (it.meeting === mark) return
  it.meeting = mark
  it.met.hidden = !met
  if (!met) return
  it.met.setAttribute('aria-label', words.met)
  const side = (/** @type {string} */ title, /** @type {string} */ text, /** @type {string} */ name) => {
    const column = element('div', {})
    column.append(element('h4', { textContent: title }), element('p', { className: name, textContent: text }))
    return column
  }
  const two = element('div', { className: 'two' })
  two.append(side(words.mine, answer.value, 'mine'), side(fill(words.theirs, { who: met.by }), met.text || '—', 'theirs'))
  const ways = element('div', { className: 'ways' })
  /** @param {string} text @param {(of: Answer) => Promise<void>} does */
  const way = (text, does) => ways.append(makeButton('plain', text, async () => { await does(answer); it.area.focus() }))
  way(words.both, takeBoth)
  way(words.takeMine, takeMine)
  way(words.takeTheirs, takeTheirs)
  it.met.replaceChildren(element('h3', { textContent: words.met }), element('p', { className: 'hint', textContent: words.metLine }), two, ways)
}
