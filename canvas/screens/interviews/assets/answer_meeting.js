// Two people wrote on one answer: both texts side by side, and the ways to go on.
import { element } from '../../../ui/assets/dom.js'
import { takeBoth, takeMine, takeTheirs } from './answer_saving.js'

export function showMeeting(it) {
  const answer = it.answer, met = answer.refused?.met, words = it.data.words
  const mark = met ? `${answer.id} ${met.revision}` : ''
  if (met && it.meeting === mark) it.met.querySelector('.mine').textContent = answer.value
  if (it.meeting === mark) return
  it.meeting = mark
  it.met.hidden = !met
  if (!met) return
  it.met.setAttribute('aria-label', words.met)
  const side = (title, text, name) => {
    const column = element('div', {})
    column.append(element('h4', { textContent: title }), element('p', { className: name, textContent: text }))
    return column
  }
  const two = element('div', { className: 'two' })
  two.append(side(words.mine, answer.value, 'mine'), side(words.theirs.replace('{who}', met.by), met.text || '—', 'theirs'))
  const ways = element('div', { className: 'ways' })
  const way = (text, does) => {
    const button = element('button', { type: 'button', className: 'plain', textContent: text })
    button.addEventListener('click', async () => { await does(answer); it.area.focus() })
    ways.append(button)
  }
  way(words.both, takeBoth)
  way(words.takeMine, takeMine)
  way(words.takeTheirs, takeTheirs)
  it.met.replaceChildren(element('h3', { textContent: words.met }), element('p', { className: 'hint', textContent: words.metLine }), two, ways)
}
