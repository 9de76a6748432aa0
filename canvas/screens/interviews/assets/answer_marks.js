// Beside the field: the rating with its keys, no opinion, skip with its reason, and the ways on. A mark is saved as the
// text is, so it needs no run of the screen; whatever goes on puts the keyboard in the field at once.
/** @import { Mark, Todo } from './answer_mark_state.js' */
/** @import { Field, MarkBox, MarkPart } from './interview_data.js' */
import { element, fill, isTouched, makeButton, setText } from '../../../ui/assets/dom.js'
import { newId } from '../../../ui/assets/page_id.js'
import { after, digitOf, marked } from './answer_mark_state.js'
import { keep, push, settleClash } from './answer_saving.js'

const LOW = [1, 2] // ratings after which a guide may ask for an explanation
const DONT_KNOW = 0
/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** @returns {MarkBox} the elements beside the field, which do nothing yet */
export function marksBox() {
  const button = (/** @type {string} */ name) => makeButton(`way ${name}`)
  return {
    rating: element('div', { className: 'rating', tabIndex: -1, hidden: true }), rated: element('p', { className: 'rated' }),
    marks: [1, 2, 3, 4, 5, DONT_KNOW].map((mark) => Object.assign(makeButton('mark'), { value: String(mark) })),
    scale: element('p', { className: 'hint', id: 'scale' }), explain: element('p', { className: 'explain' }),
    previous: button('previous'), passed: element('p', { className: 'passed' }), undo: button('undo quiet'), silent: button('silent'),
    skip: button('skip'), next: button('next main'), ways: element('div', { className: 'ways' }),
    reason: element('input', { type: 'text', maxLength: 300, autocomplete: 'off', id: 'reason' }), asking: element('label', { htmlFor: 'reason' }),
    why: element('form', { className: 'why', hidden: true, noValidate: true }), sendWhy: element('button', { type: 'submit', className: 'way' }),
    cancelWhy: button('quiet'), whyWays: element('div', { className: 'ways' }),
    both: element('section', { className: 'both', hidden: true }), markFault: element('p', { className: 'fault', hidden: true }),
  }
}

/** Puts them together, and has them do what they are for. @param {Field} it */
export function buildMarks(it) {
  it.rating.setAttribute('role', 'radiogroup')
  it.rating.setAttribute('aria-describedby', 'scale')
  for (const button of it.marks) {
    button.setAttribute('role', 'radio')
    button.onclick = (event) => pressMark(it, Number(button.value), event)
  }
  const row = element('div', { className: 'marks' })
  row.append(...it.marks)
  it.explain.setAttribute('role', 'status')
  it.rating.append(it.rated, row, it.scale, it.explain)
  it.rating.addEventListener('keydown', (event) => onRatingKey(it, event))

  it.previous.onclick = () => it.move('previous')
  it.undo.onclick = () => pass(it, 'open', '')
  it.silent.onclick = () => pass(it, 'no_opinion', '')
  it.skip.onclick = () => askWhy(it, true)
  it.next.onclick = () => it.move('next')
  it.ways.append(it.previous, it.passed, it.undo, it.silent, it.skip, it.next)

  const leave = () => { askWhy(it, false); it.skip.focus() }
  it.cancelWhy.onclick = leave
  it.whyWays.append(it.sendWhy, it.cancelWhy)
  it.why.append(it.asking, it.reason, it.whyWays)
  it.why.addEventListener('submit', (event) => { event.preventDefault(); giveReason(it) })
  it.why.addEventListener('keydown', (event) => { if (event.key === 'Escape') leave() })
  it.markFault.setAttribute('role', 'alert')
}

// ---- what is drawn

// Another question: what is rated there, and whether that is asked before the words.
/** @param {Field} it @param {boolean} other than the one before */
export function drawMarks(it, other) {
  const { rating, words } = it.data
  if (other) { askWhy(it, false); it.wrong = null }
  it.rating.hidden = !rating
  if (rating) {
    if (Boolean(rating.first) !== (it.rating.nextElementSibling === it.area)) {
      rating.first ? it.area.before(it.rating) : it.ways.before(it.rating)
    }
    it.rating.setAttribute('aria-label', rating.asked)
    it.rated.textContent = rating.asked
    it.rated.lang = it.explain.lang = rating.language
    it.rated.hidden = rating.first // it stands above already
    it.marks.forEach((button) => { button.textContent = button.value === String(DONT_KNOW) ? words.dontKnow : button.value })
    const keys = rating.first ? words.digits : words.altDigits
    it.scale.textContent = isTouched() ? words.scale : `${words.scale} ${keys}`
  }
  it.previous.textContent = words.previous
  it.next.textContent = it.data.last ? words.finish : words.next
  it.undo.textContent = words.undo
  it.silent.textContent = words.noOpinion
  it.skip.textContent = words.skip
  it.asking.textContent = words.why
  it.sendWhy.textContent = words.skipIt
  it.cancelWhy.textContent = words.cancel
}

/** @param {Field} it */
export function showMarks(it) {
  const answer = it.answer, { rating, words } = it.data
  const now = marked(answer)
  const passed = now.state === 'no_opinion' || now.state === 'skipped'
  if (rating) {
    const chosen = now.dont_know ? DONT_KNOW : now.rating
    const at = it.marks.findIndex((button) => button.value === String(chosen))
    it.marks.forEach((button, place) => {
      button.setAttribute('aria-checked', String(place === at))
      button.tabIndex = place === Math.max(at, 0) ? 0 : -1
    })
    const low = asksWhy(it)
    setText(it.explain, rating.explain ? (low ? rating.explain : words.explains) : '')
    it.explain.lang = low ? rating.language : document.documentElement.lang
    it.explain.className = low ? 'explain' : 'explain quiet'
  }
  it.previous.disabled = it.data.first
  it.passed.hidden = it.undo.hidden = !passed
  it.silent.hidden = it.skip.hidden = passed
  setText(it.passed, passed ? [now.state === 'skipped' ? words.skipped : words.noOpinion, now.reason].filter(Boolean).join(': ') : '')
  showBoth(it)
  const beside = it.wrong && !it.why.hidden ? it.whyWays : it.both // a fault stands at the button that was pressed
  if (it.markFault.nextElementSibling !== beside) beside.before(it.markFault)
  const fault = it.wrong ?? answer.markFault
  it.markFault.hidden = !fault
  setText(it.markFault, fault ? `${fault[0]}: ${fault[1]} ${fault[2]}` : '')
}

/** @param {Field} it */
function asksWhy(it) {
  return Boolean(it.data.rating?.explain) && LOW.includes(marked(it.answer).rating ?? 0)
}

// Whether the next key is a rating: a question of that kind, of which the words are not asked for yet.
/** @param {Field} it */
export function awaitsDigit(it) {
  return Boolean(it.data.rating?.first) && !asksWhy(it)
}

// Where the keyboard belongs at the question shown; a finger gets no keyboard over the question it has just asked for.
/** @param {Field} it */
export function toPlace(it) {
  if (isTouched()) return
  const place = !it.moving && awaitsDigit(it) ? it.rating : it.area
  if (focusedAt(it) !== place) place.focus({ preventScroll: true })
}

// The element of the component that has the keyboard.
/** @param {Field} it */
function focusedAt(it) {
  return /** @type {Document | ShadowRoot} */ (it.area.getRootNode()).activeElement
}

// Two people marked one answer: both marks side by side, and the ways to go on.
/** @param {Field} it */
function showBoth(it) {
  const { clash } = it.answer, words = it.data.words
  if (it.clash === clash) return
  it.clash = clash
  it.both.hidden = !clash
  if (!clash) return it.both.replaceChildren()
  const seen = clash.todo.seen ?? clash.now
  const mine = { ...seen, ...after(clash.todo, seen.state) }
  const box = element('div', { className: 'fault' }), list = element('dl', {})
  box.setAttribute('role', 'alert')
  box.append(element('p', { textContent: `${words.answer}: ${clash.by ? fill(words.sameBy, { who: clash.by }) : words.same}` }), list)
  /** @type {[MarkPart, (mark: Mark) => string][]} */
  const inWords = [
    ['rating', ({ rating, dont_know }) => (dont_know ? words.dontKnow : rating ? fill(words.of5, { n: rating }) : words.noMark)],
    ['state', ({ state }) => words.states[state] ?? state], ['reason', ({ reason }) => reason || '–'],
  ]
  for (const [part, wordsOf] of inWords) {
    if (wordsOf(mine) === wordsOf(clash.now)) continue
    list.append(element('dt', { textContent: words[part] }), element('dd', { textContent: `${words.yours}: ${wordsOf(mine)}` }),
      element('dd', { textContent: `${words.stands}: ${wordsOf(clash.now)}` }))
  }
  const ways = element('div', { className: 'ways' })
  const way = (/** @type {string} */ text, /** @type {boolean} */ keeps) => makeButton('way', text, () => { settleClash(it.answer, keeps); toPlace(it) })
  ways.append(way(words.keepMine, true), way(words.takeNow, false))
  it.both.replaceChildren(box, ways)
}

// ---- ratings

/** @param {Field} it @param {Todo} todo */
function put(it, todo) {
  const answer = it.answer
  const { rating, dont_know, state, reason } = marked(answer)
  // a mark of the same kind that is still waiting gives way; one under way does not, as it may be stored already
  const gives = answer.todos.find((each) => each.do === todo.do && each !== answer.sending)
  const seen = gives?.seen ?? answer.clash?.todo.seen ?? { rating: rating ?? null, dont_know: Boolean(dont_know), state, reason: reason ?? '' }
  answer.todos = [...answer.todos.filter((each) => each !== gives), { ...todo, seen, attempt: newId() }]
  answer.markFault = answer.clash = it.wrong = null
  keep(answer)
}

// By its key a rating goes on, where nothing but a rating is asked: without one more key than the answer.
/** @param {Field} it @param {number} mark 1 to 5, 0 for who does not know */
export function rate(it, mark) {
  const answer = it.answer, now = marked(answer)
  if (!it.data.rating) return
  const rated = { rating: mark || null, dont_know: mark === DONT_KNOW }
  if (rated.rating !== now.rating || rated.dont_know !== Boolean(now.dont_know)) put(it, { do: 'rate', ...rated })
  if (awaitsDigit(it)) return it.move('next')
  push(answer)
  it.show()
  if (it.data.rating.first) toPlace(it)
}

/** @param {Field} it @param {number} mark @param {MouseEvent} event */
function pressMark(it, mark, event) {
  const now = marked(it.answer)
  const stands = mark ? now.rating === mark : now.dont_know
  put(it, { do: 'rate', rating: stands ? null : mark || null, dont_know: !stands && mark === DONT_KNOW })
  push(it.answer)
  it.show()
  // pressed by pointer, what is typed next is words; by the space bar one stays, unless words are asked for
  if (event.detail > 0 || asksWhy(it)) toPlace(it)
}

/** @param {Field} it @param {KeyboardEvent} event */
function onRatingKey(it, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
  if (it.moving) return it.area.focus({ preventScroll: true })
  const digit = digitOf(event)
  const active = focusedAt(it), on = it.marks.findIndex((each) => each === active)
  const step = STEPS[event.key]
  if (digit !== null) {
    event.preventDefault()
    if (event.repeat) return
    if (digit <= 5) rate(it, digit)
    else { it.wrong = it.data.words.noRating; it.show() }
  } else if (step) {
    event.preventDefault()
    const to = it.marks[on < 0 ? (step > 0 ? 0 : it.marks.length - 1) : (on + step + it.marks.length) % it.marks.length]
    to.focus()
  } else if (event.key === 'Enter') {
    event.preventDefault()
    if (event.repeat) return
    const pressed = it.marks[on]
    if (pressed && pressed.getAttribute('aria-checked') !== 'true') rate(it, Number(pressed.value))
    else it.move('next')
  } else if (event.key === ' ' && on >= 0) {
    if (event.repeat) event.preventDefault()
  } else if ([...event.key].length === 1 || ['Dead', 'Process', 'Unidentified'].includes(event.key)) {
    it.area.focus({ preventScroll: true }) // no digit, so it is words: the key goes on into the field
  }
}

// ---- no opinion, and skip with a reason

/** @param {Field} it @param {'open' | 'no_opinion' | 'skipped'} state @param {string} reason */
function pass(it, state, reason) {
  put(it, { do: 'pass', state, reason })
  if (state !== 'open') return it.move('next', state === 'skipped' ? it.skip : it.silent)
  push(it.answer)
  it.show()
  toPlace(it)
}

/** @param {Field} it @param {boolean} open */
function askWhy(it, open) {
  const words = it.data.words
  it.wrong = open && it.answer.value.trim() ? words.standing : null
  if (open && (marked(it.answer).rating || marked(it.answer).dont_know)) it.wrong = words.standing
  it.why.hidden = !open || Boolean(it.wrong)
  if (!it.why.hidden) { it.reason.value = ''; it.reason.focus() }
  if (open) it.answer.markFault = null
  if (open) { it.show(); inSight(it) }
}

/** @param {Field} it */
export function giveReason(it) {
  const reason = it.reason.value.trim()
  if (reason) { it.why.hidden = true; return pass(it, 'skipped', reason) }
  it.wrong = it.data.words.noReason
  it.show()
  inSight(it)
  it.reason.focus()
}

/** @param {Field} it */
export function inSight(it) {
  const shown = [it.markFault, it.both, it.why].filter((node) => !node.hidden)
  for (const node of shown) node.scrollIntoView({ block: 'nearest' })
}
