// Lessons, each a card that opens what it rests on. All that people wrote is set as text.
/** @import { Drawn, Focus } from '../../../ui/assets/component.js' */
import { frameIn, make, makeButton, redraw } from '../../../ui/assets/dom.js'

/**
 * One lesson: the situation, and what was done in it, each part with its name.
 * @typedef {object} Card
 * @property {string} key
 * @property {string} title
 * @property {[string, string][]} parts
 * @property {string[]} about
 * @property {string} foot where it comes from, what it rests on and where it was used
 */
/** @typedef {{ lessons: Card[], focus: Focus }} Lessons */

/** @param {Drawn<Lessons, { opened: string }>} drawn */
export default function ({ data, parentElement, setTriggerValue }) {
  const list = make('ul')
  for (const lesson of data.lessons) {
    const card = make('li', 'lesson'), title = make('h2'), parts = make('dl')
    const open = makeButton('open', lesson.title, () => setTriggerValue('opened', lesson.key))
    open.dataset.key = lesson.key
    title.append(open)
    for (const [name, text] of lesson.parts) parts.append(make('dt', '', name), make('dd', '', text))
    card.append(title)
    if (lesson.parts.length) card.append(parts)
    if (lesson.about.length) {
      const about = make('p', 'about')
      about.append(...lesson.about.map((words) => make('span', 'chip', words)))
      card.append(about)
    }
    if (lesson.foot) card.append(make('p', 'foot', lesson.foot))
    list.append(card)
  }
  redraw(frameIn(parentElement), data.focus, [list], '.open')
}
