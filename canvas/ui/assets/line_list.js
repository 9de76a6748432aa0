// Lines with a button each. Everything that people wrote is set as text, never as HTML.
/** @import { Drawn, Focus } from './component.js' */
import { find, make, makeButton, makeLetter, redraw } from './dom.js'

/** @typedef {{ key: string, title: string, said: string, hint: string, letter: string, colour: string }} Line whose letter is '' for none */

/** @param {Drawn<{ lines: Line[], button: string, focus: Focus }, { pressed: string }>} drawn */
export default function ({ data, parentElement, setTriggerValue }) {
  const list = find(parentElement, 'ul.pps-lines') ?? parentElement.appendChild(make('ul', 'pps-lines'))
  redraw(list, data.focus, data.lines.map((line) => {
    const item = make('li'), shown = make('div', 'pps-line')
    if (line.letter) shown.append(makeLetter(line, 'pps-letter'))
    shown.append(make('b', '', line.title), make('span', 'pps-soft', line.said))
    item.append(shown)
    if (data.button) {
      const button = makeButton('', data.button, () => setTriggerValue('pressed', line.key))
      button.title = line.hint
      button.dataset.key = line.key
      item.append(button)
    }
    return item
  }), 'button')
}
