// Counts on from the seconds the server gave, by this browser's steady clock: its time of day may be wrong.
/** @import { Drawn, Root } from '../../../ui/assets/component.js' */
import { fill, make, setText } from '../../../ui/assets/dom.js'

/** @type {WeakMap<Root, { box: HTMLElement, timer?: number }>} */
const seen = new WeakMap()

/** @param {Drawn<{ passed: number, minutes: number, label: string, words: string }>} drawn */
export default function ({ data, parentElement }) {
  const it = seen.get(parentElement) ?? { box: make('span') }
  if (!it.box.isConnected) {
    it.box.className = 'clock'
    it.box.setAttribute('role', 'timer')
    parentElement.append(it.box)
    seen.set(parentElement, it)
  }
  it.box.setAttribute('aria-label', data.label)
  const zero = performance.now() - data.passed * 1000
  const draw = () => {
    const passed = Math.floor((performance.now() - zero) / 60000)
    setText(it.box, fill(data.words, { passed, minutes: data.minutes }))
    it.box.classList.toggle('over', Boolean(data.minutes) && passed >= data.minutes)
  }
  draw()
  clearInterval(it.timer)
  it.timer = setInterval(draw, 1000)
  return () => {
    clearInterval(it.timer)
    it.box.remove()
    seen.delete(parentElement)
  }
}
