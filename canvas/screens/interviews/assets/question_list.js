// The questions of an interview as a list of native buttons; on a phone it folds under its progress line.
/** @import { Drawn, Root } from '../../../ui/assets/component.js' */
import { make, makeButton, unspoken } from '../../../ui/assets/dom.js'

/**
 * A question: `word` is its state in words, quiet where a screen reader alone is told; apart has a little space above it.
 * @typedef {{ key: string, label: string, state: string, sign: string, word: string, quiet: boolean, current: boolean, apart: boolean }} Step
 */
/** @typedef {{ steps: Step[], label: string, progress: string, share: number }} Steps with the progress in words and in percent */
/** @typedef {{ step: Step, item: HTMLElement, button: HTMLElement, sign: HTMLElement, label: HTMLElement, word: HTMLElement }} Row */
/**
 * The list on the screen.
 * @typedef {object} List
 * @property {Steps} data
 * @property {MediaQueryList} narrow
 * @property {Row[]} rows
 * @property {HTMLElement} nav
 * @property {HTMLElement} head
 * @property {HTMLDetailsElement} fold
 * @property {HTMLElement} summary
 * @property {HTMLElement} list
 * @property {HTMLElement} share
 * @property {(key: string) => void} go
 * @property {() => void} clean
 */
/** @type {WeakMap<Root, List>} */
const mounts = new WeakMap()

/** @param {Drawn<Steps, { go: string }>} drawn */
export default function (drawn) {
  const { data, parentElement, setTriggerValue } = drawn
  const it = mounts.get(parentElement) ?? build(data, parentElement)
  it.data = data
  it.go = (key) => {
    if (it.narrow.matches) it.fold.open = false
    // the field takes it over where it is: it stores first, and takes the keyboard, so that no key falls in between
    const going = new CustomEvent('pps-go', { detail: key, cancelable: true })
    if (!document.dispatchEvent(going)) return
    if (key !== data.steps.at(-1)?.key) window.ppsCatch?.()
    setTriggerValue('go', key)
  }
  draw(it)
  return it.clean
}

/** @param {Steps} data @param {Root} root */
function build(data, root) {
  const bar = unspoken(make('div', 'bar')), over = new AbortController()
  /** @type {List} */
  const it = {
    data, narrow: matchMedia('(max-width: 640px)'), rows: [], nav: make('nav'), head: make('p', 'head'), fold: make('details'),
    summary: make('summary'), list: make('ol'), share: make('i'), go: () => {},
    clean() {
      over.abort()
      mounts.delete(root)
      it.nav.remove()
    },
  }
  bar.append(it.share)
  it.fold.append(it.summary)
  it.nav.append(it.head, bar, it.fold, it.list)
  root.append(it.nav)
  it.narrow.addEventListener('change', () => draw(it), { signal: over.signal })
  mounts.set(root, it)
  return it
}

/** @param {List} it */
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
/** @param {List} it @param {Step[]} steps */
function rows(it, steps) {
  for (const row of it.rows.splice(steps.length)) row.item.remove()
  steps.forEach((step, place) => {
    const row = it.rows[place] ?? newRow(it, step)
    row.step = step
    row.button.className = `${step.state}${step.current ? ' current' : ''}${step.apart ? ' apart' : ''}`
    step.current ? row.button.setAttribute('aria-current', 'step') : row.button.removeAttribute('aria-current')
    row.sign.textContent = step.sign
    row.label.textContent = step.label
    row.word.textContent = step.word
    row.word.className = step.quiet ? 'word sr' : 'word'
  })
}

/** @param {List} it @param {Step} step */
function newRow(it, step) {
  /** @type {Row} */
  const row = { step, item: make('li'), button: makeButton('', '', () => it.go(row.step.key)), sign: unspoken(make('span', 'sign')), label: make('span', 'label'), word: make('span', 'word') }
  row.button.append(row.sign, row.label, row.word)
  row.item.append(row.button)
  it.list.append(row.item)
  it.rows.push(row)
  return row
}
