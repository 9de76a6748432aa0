// The reader on the screen: it draws what the desk holds, and turns keys, mouse and fingers into passages and notes.
/** @import { Drawn, Root } from '../../../../ui/assets/component.js' */
/** @import { Reader, ReaderBox, ReaderData } from './reader_data.js' */
import { element, fill, setText, unspoken } from '../../../../ui/assets/dom.js'
import { newId } from '../../../../ui/assets/page_id.js'
import { close, showNote, step, toggleLegend, undo } from './reader_actions.js'
import { closeChooser } from './reader_choose.js'
import { LOOK, deskOf, fetchDesk, isLate, look, send, stateInWords, view, watchPage } from './reader_desk.js'
import { takeUp } from './reader_editor.js'
import { choseWords, listen } from './reader_keys.js'
import { buildLegend, countLegend } from './reader_legend.js'
import { buildPage, goTo, paintAll } from './reader_page.js'
import { drawList, drawPanel } from './reader_panel.js'
import { partAt, wordsOf } from './reader_text.js'

/** @typedef {Drawn<ReaderData, { changed: string }>} DrawnReader */
/** @type {WeakMap<Root, Reader>} */
const mounts = new WeakMap()

/** @param {DrawnReader} drawn */
export default function (drawn) {
  watchPage()
  const { data, parentElement, setTriggerValue } = drawn
  let it = mounts.get(parentElement)
  // another profile or language: what is shown is built anew, what waits to be stored stays where it is
  if (it && (it.data.owner !== data.owner || it.data.language !== data.language || it.data.readonly !== data.readonly)) {
    it.clean()
    it = undefined
  }
  it ??= build(drawn)
  it.trigger = setTriggerValue
  arrive(it, data)
  return it.clean
}

/** @param {DrawnReader} drawn @returns {Reader} */
function build({ data, parentElement, setTriggerValue }) {
  const desk = deskOf(data), parent = /** @type {HTMLElement} */ (parentElement)
  /** @type {Reader} */
  const it = {
    desk, data, trigger: setTriggerValue, ...boxOf(data), groupOf: Object.fromEntries(data.blocks.map((each) => [each.id, each.group])),
    blockName: { ...data.names }, scroller: parent.closest('[data-testid="stMain"]') ?? document.scrollingElement ?? document.documentElement,
    laid: null, shown: { notes: [], byId: new Map(), links: new Map() }, open: [], pending: [], drawn: new Map(), listed: '', cursor: null,
    current: null, last: null, lastBlock: null, heldSpan: null, anchor: null, head: null, backward: false, dragging: false, late: false,
    digits: null, chooser: null, editing: null,
    phone: () => matchMedia('(max-width: 760px)').matches,
    say(text) {
      it.message.textContent = text
      clearTimeout(it.silence)
      it.silence = setTimeout(() => { it.message.textContent = '' }, 8000)
    },
    draw: () => draw(it),
    clean() {
      clearInterval(clock)
      closeChooser(it, false)
      stopListening()
      desk.listeners.delete(it.draw)
      desk.tell = undefined
      mounts.delete(parentElement)
      it.root.remove()
    },
  }
  parent.append(it.root)
  desk.listeners.add(it.draw)
  desk.tell = (fault) => it.say(fault ? fault.join(' ') : data.words.there)
  it.again.addEventListener('click', () => { desk.fails = 0; send(desk) })
  it.shut.addEventListener('click', () => close(it))
  it.list.addEventListener('toggle', () => { if (it.list.open) drawList(it) })
  const stopListening = listen(it)
  const clock = setInterval(() => tick(it), 1000)
  mounts.set(parentElement, it)
  return it
}

/** @param {ReaderData} data @returns {ReaderBox} the elements, which do nothing yet */
function boxOf(data) {
  const box = {
    root: element('div', { className: 'pps-reader' }), bar: element('div', { className: 'bar' }), state: element('span', { className: 'state' }),
    message: element('span', { className: 'told' }), again: element('button', { type: 'button', className: 'plain', hidden: true }),
    count: element('span', { className: 'count' }), legend: element('aside', { className: 'legend' }), page: element('div', { className: 'page' }),
    panel: element('aside', { className: 'panel' }), cards: element('div', { className: 'cards' }), hint: element('p', { className: 'soft hint' }),
    list: element('details', { className: 'all' }), total: element('summary'), rows: element('ol'),
    shut: element('button', { type: 'button', className: 'plain shut' }),
  }
  box.root.dataset.readonly = String(data.readonly)
  box.bar.setAttribute('role', 'toolbar')
  for (const each of [box.state, box.message]) each.setAttribute('role', 'status')
  box.list.append(box.total, box.rows)
  box.panel.append(box.shut, box.cards, box.hint, box.list)
  const body = element('div', { className: 'body' })
  body.append(box.page, box.panel, box.legend) // in the order of Tab; the style puts the keys at the left
  box.root.append(box.bar, body)
  return box
}

/** @param {Reader} it @param {ReaderData} data */
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
  if (!desk.laidOut) it.page.replaceChildren(element('p', { className: 'soft', textContent: words.loading }))
  if (fresh) desk.laidOut && desk.unknown ? (desk.unknown = false, send(desk)) : fetchDesk(desk)
  it.draw()
}

/** @param {Reader} it */
function buildBar(it) {
  const { words, readonly } = it.data
  const button = (/** @type {string} */ text, /** @type {string} */ sign, /** @type {string} */ key, /** @type {() => void} */ done) => {
    const made = element('button', { type: 'button', className: `plain key-${key}`, title: `${text} (${key})`, onclick: done })
    made.append(element('span', { className: 'long', textContent: text }), unspoken(element('span', { className: 'short', textContent: sign })))
    return made
  }
  const taking = readonly ? [] : [button(words.undo, '↶', 'z', () => undo(it))]
  it.bar.append(it.count, button(words.previous, '‹', 'V', () => step(it, -1)), button(words.next, '›', 'v', () => step(it, 1)), ...taking,
    button(words.keys, '', 'h', () => toggleLegend(it)), it.message, it.state, it.again)
}

// Every second: whether others did something, and whether a new pass must be asked for.
/** @param {Reader} it */
function tick(it) {
  const { desk } = it
  const now = Date.now()
  if (desk.unknown) it.trigger('changed', newId()) // until it comes: what is asked while nobody is there never arrives
  else if (now - (it.looked ?? now) >= LOOK) { it.looked = now; look(desk) }
  it.looked ??= now
  showState(it)
}

/** @param {Reader} it */
function draw(it) {
  const { desk, data } = it
  if (!desk.laidOut) {
    if (desk.fault) it.page.replaceChildren(element('p', { className: 'fault', textContent: desk.fault.join(' ') || data.words.waiting }))
    return
  }
  if (it.laid !== desk.text) {
    it.laid = desk.text
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
/** @param {Reader} it @param {number | null} place */
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

/** @param {Reader} it */
function showState(it) {
  const { desk, data } = it, n = desk.queue.length, late = isLate(desk, Date.now())
  setText(it.state, stateInWords(desk, late, data.words))
  it.state.classList.toggle('late', late)
  it.again.hidden = !desk.fails || !n
}

/** @param {Reader} it */
function countPassages(it) {
  const { notes } = it.shown, words = it.data.words
  // in the order of the text, so those of one span stand together
  const n = notes.filter((note, at) => note.start !== notes[at - 1]?.start || note.end !== notes[at - 1]?.end).length
  setText(it.count, fill(n === 1 ? words.passage : words.passages, { n }))
}
