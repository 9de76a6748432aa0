// Counts on from the seconds the server gave, by this browser's steady clock: its time of day may be wrong.
import { make } from '../../../ui/assets/dom.js'

const seen = new WeakMap()

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
    const text = data.words.replace('{passed}', passed).replace('{minutes}', data.minutes)
    if (it.box.textContent !== text) it.box.textContent = text
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
