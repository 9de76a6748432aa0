// The questions of an interview as a list of native buttons; on a phone it folds under its progress line.
import { make, makeButton, unspoken } from '../../../ui/assets/dom.js'

const mounts = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  const it = mounts.get(parentElement) ?? build(parentElement)
  it.data = data
  it.go = (key) => {
    if (it.narrow.matches) it.fold.open = false
    // the field takes it over where it is: it stores first, and takes the keyboard, so that no key falls in between
    const going = new CustomEvent('pps-go', { detail: key, cancelable: true })
    if (!document.dispatchEvent(going)) return
    if (key !== data.steps.at(-1).key) window.ppsCatch?.()
    setTriggerValue('go', key)
  }
  draw(it)
  return it.clean
}

function build(root) {
  const it = { narrow: matchMedia('(max-width: 640px)'), rows: [] }
  it.nav = make('nav')
  it.head = make('p', 'head')
  it.fold = make('details')
  it.summary = make('summary')
  it.list = make('ol')
  it.bar = make('div', 'bar')
  it.share = make('i')
  it.bar.append(it.share)
  unspoken(it.bar)
  it.fold.append(it.summary)
  it.nav.append(it.head, it.bar, it.fold, it.list)
  root.append(it.nav)
  const redraw = () => draw(it)
  it.narrow.addEventListener('change', redraw)
  it.clean = () => {
    it.narrow.removeEventListener('change', redraw)
    mounts.delete(root)
    it.nav.remove()
  }
  mounts.set(root, it)
  return it
}

function draw(it) {
  const { data, narrow } = it
  it.nav.setAttribute('aria-label', data.label)
  it.share.style.width = `${data.share}%`
  const folded = narrow.matches
  it.head.hidden = folded
  it.fold.hidden = !folded
  it.head.textContent = data.progress
  const current = data.steps.find((step) => step.current)
  it.summary.textContent = [data.progress, current?.label].filter(Boolean).join(' · ')
  if (folded !== (it.list.parentElement === it.fold)) (folded ? it.fold : it.nav).append(it.list)
  rows(it, data.steps)
}

// Rows are kept and filled anew: a button that is replaced between pressing and releasing would miss its click.
function rows(it, steps) {
  while (it.rows.length > steps.length) it.rows.pop().item.remove()
  steps.forEach((step, place) => {
    const row = it.rows[place] ?? newRow(it)
    row.step = step
    row.button.className = `${step.state}${step.current ? ' current' : ''}${step.apart ? ' apart' : ''}`
    step.current ? row.button.setAttribute('aria-current', 'step') : row.button.removeAttribute('aria-current')
    row.sign.textContent = step.sign
    row.label.textContent = step.label
    row.word.textContent = step.word
    row.word.className = step.quiet ? 'word sr' : 'word'
  })
}

function newRow(it) {
  const row = { item: make('li'), button: makeButton('', '', () => it.go(row.step.key)), sign: unspoken(make('span', 'sign')), label: make('span', 'label'), word: make('span', 'word') }
  row.button.append(row.sign, row.label, row.word)
  row.item.append(row.button)
  it.list.append(row.item)
  it.rows.push(row)
  return row
}
