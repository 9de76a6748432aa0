// The reader on the screen: it draws what the desk holds, and turns keys, mouse and fingers into passages and notes.
import { element } from '../../../../ui/assets/dom.js'
import { newId } from '../../../../ui/assets/page_id.js'
import { close, showNote, step, toggleLegend, undo } from './reader_actions.js'
import { closeChooser } from './reader_choose.js'
import { LOOK, deskOf, fetchDesk, look, send, view, watchPage } from './reader_desk.js'
import { takeUp } from './reader_editor.js'
import { choseWords, listen } from './reader_keys.js'
import { buildLegend, countLegend } from './reader_legend.js'
import { buildPage, goTo, paintAll } from './reader_page.js'
import { drawList, drawPanel } from './reader_panel.js'
import { partAt, wordsOf } from './reader_text.js'

const mounts = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  watchPage()
  let it = mounts.get(parentElement)
  // another profile or language: what is shown is built anew, what waits to be stored stays where it is
  if (it && ['owner', 'language', 'readonly'].some((name) => it.data[name] !== data[name])) { it.clean(); it = null }
  it ??= build(parentElement, data)
  it.trigger = setTriggerValue
  arrive(it, data)
  return it.clean
}

function build(parent, data) {
  const it = { desk: deskOf(data), data, open: [], pending: [], drawn: new Map(), cursor: null, current: null }
  it.groupOf = Object.fromEntries(data.blocks.map((each) => [each.id, each.group]))
  it.blockName = { ...data.names }
  it.root = element('div', { className: 'pps-reader' })
  it.root.dataset.readonly = data.readonly
  it.bar = element('div', { className: 'bar' })
  it.bar.setAttribute('role', 'toolbar')
  it.state = element('span', { className: 'state' })
  it.message = element('span', { className: 'told' })
  for (const each of [it.state, it.message]) each.setAttribute('role', 'status')
  it.again = element('button', { type: 'button', className: 'plain', hidden: true })
  it.count = element('span', { className: 'count' })
  it.legend = element('aside', { className: 'legend' })
  it.page = element('div', { className: 'page' })
  it.panel = element('aside', { className: 'panel' })
  it.cards = element('div', { className: 'cards' })
  it.hint = element('p', { className: 'soft hint' })
  it.list = element('details', { className: 'all' })
  it.total = element('summary')
  it.rows = element('ol')
  it.list.append(it.total, it.rows)
  it.shut = element('button', { type: 'button', className: 'plain shut' })
  it.panel.append(it.shut, it.cards, it.hint, it.list)
  it.phone = () => matchMedia('(max-width: 760px)').matches
  it.scroller = parent.closest('[data-testid="stMain"]') ?? document.scrollingElement
  const body = element('div', { className: 'body' })
  body.append(it.page, it.panel, it.legend) // in the order of Tab; the style puts the keys at the left
  it.root.append(it.bar, body)
  parent.append(it.root)

  it.say = (text) => {
    it.message.textContent = text
    clearTimeout(it.silence)
    it.silence = setTimeout(() => { it.message.textContent = '' }, 8000)
  }
  it.draw = () => draw(it)
  it.desk.listeners.add(it.draw)
  it.desk.tell = (what, fault) => it.say(what === 'there' ? data.words.there : fault.join(' '))
  it.again.addEventListener('click', () => { it.desk.fails = 0; send(it.desk) })
  it.shut.addEventListener('click', () => close(it))
  it.list.addEventListener('toggle', () => { if (it.list.open) drawList(it) })
  const stopListening = listen(it)
  const clock = setInterval(() => tick(it), 1000)
  it.clean = () => {
    clearInterval(clock)
    closeChooser(it, false)
    stopListening()
    it.desk.listeners.delete(it.draw)
    it.desk.tell = undefined
    mounts.delete(parent)
    it.root.remove()
  }
  mounts.set(parent, it)
  return it
}

function arrive(it, data) {
  const { desk } = it
  const fresh = it.data === data || desk.pass !== data.pass
  Object.assign(it, { data })
  desk.pass = data.pass
  const words = data.words
  it.again.textContent = words.again
  it.shut.textContent = words.close
  it.panel.setAttribute('aria-label', words.panel)
  it.page.setAttribute('aria-label', data.title)
  it.page.setAttribute('role', 'region')
  it.bar.setAttribute('aria-label', words.bar)
  it.hint.textContent = data.readonly ? words.hintReading : it.phone() ? words.hintTouch : words.hint
  if (!it.bar.children.length) buildBar(it)
  if (!desk.text) it.page.replaceChildren(element('p', { className: 'soft', textContent: words.loading }))
  if (fresh) desk.text && desk.unknown ? (desk.unknown = false, send(desk)) : fetchDesk(desk)
  it.draw()
}

function buildBar(it) {
  const words = it.data.words
  const buttons = [
    [words.previous, '‹', 'V', () => step(it, -1)], [words.next, '›', 'v', () => step(it, 1)],
    ...(it.data.readonly ? [] : [[words.undo, '↶', 'z', () => undo(it)]]), [words.keys, '', 'h', () => toggleLegend(it)],
  ].map(([text, sign, key, done]) => {
    const button = element('button', { type: 'button', className: `plain key-${key}`, title: `${text} (${key})` })
    const short = element('span', { className: 'short', textContent: sign })
    short.setAttribute('aria-hidden', 'true')
    button.append(element('span', { className: 'long', textContent: text }), short)
    button.addEventListener('click', done)
    return button
  })
  it.bar.append(it.count, ...buttons, it.message, it.state, it.again)
}

// Every second: whether others did something, and whether a new pass must be asked for.
function tick(it) {
  const { desk } = it
  const now = Date.now()
  if (desk.unknown) it.trigger('changed', newId()) // until it comes: what is asked while nobody is there never arrives
  else if (now - (it.looked ?? now) >= LOOK) { it.looked = now; look(desk) }
  it.looked ??= now
  showState(it)
}

function draw(it) {
  const { desk, data } = it
  if (!desk.text) {
    if (desk.fault) it.page.replaceChildren(element('p', { className: 'fault', textContent: desk.fault.join(' ') || data.words.waiting }))
    return
  }
  if (it.laid !== desk.text) {
    it.laid = desk.text
    for (const part of desk.parts) Object.assign(part, { marks: null, opened: '', linked: null })
    buildLegend(it)
    buildPage(it)
  }
  it.shown = view(desk)
  it.open = it.open.map((id) => desk.storedIds.get(id) ?? id)
  paintAll(it)
  countLegend(it)
  drawPanel(it)
  countPassages(it)
  showState(it)
  if (it.arrived !== data.at) {
    it.arrived = data.at
    goThere(it, data.at === null ? null : desk.text.units(Math.max(0, Math.min(data.at, desk.text.points(desk.text.words.length)))))
  }
}

// The place that a link names, with the notes that stand on it; else the first turn, for the keyboard to begin at.
function goThere(it, place) {
  const { desk } = it
  const part = desk.parts[Math.max(0, partAt(desk.parts, place ?? 0))]
  if (!part) return
  goTo(it, part, { focus: place !== null, scroll: place !== null ? 'center' : '' })
  if (place === null) return takeUp(it)
  const here = it.shown.notes.filter((note) => note.start === place)
  if (here.length) showNote(it, here[0].id)
  else {
    const word = wordsOf(desk, part).find(([, end]) => end > place)
    if (word) choseWords(it, word, word)
  }
}

function showState(it) {
  const { desk, data } = it
  const words = data.words
  const n = desk.queue.length
  const late = n && (desk.fails || desk.queue.some((each) => each.refused) || (desk.since && Date.now() - desk.since > 3000))
  const text = !n ? (desk.when ? words.saved.replace('{when}', desk.when) : '') : late ? (n === 1 ? words.oneWaits : words.manyWait).replace('{n}', n) + (desk.inBrowser ? `, ${words.kept}` : '') : words.saving
  if (it.state.textContent !== text) it.state.textContent = text
  it.state.classList.toggle('late', Boolean(late))
  it.again.hidden = !desk.fails || !n
}

function countPassages(it) {
  const { notes } = it.shown, words = it.data.words
  // in the order of the text, so those of one span stand together
  const n = notes.filter((note, at) => note.start !== notes[at - 1]?.start || note.end !== notes[at - 1]?.end).length
  const count = (n === 1 ? words.passage : words.passages).replace('{n}', n)
  if (it.count.textContent !== count) it.count.textContent = count
}
