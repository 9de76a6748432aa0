// The field on the screen: one for every answer, with the mark that says what is stored, the signs for kinds of notes,
// the notes it gave, and both texts where two people met on one answer.
/** @import { Drawn, Root } from '../../../ui/assets/component.js' */
/** @import { Answer } from './answer_saving.js' */
/** @import { Ahead, Completed, Field, FieldBox, FieldData, FieldEvents } from './interview_data.js' */
import { element, fill, find, focusedIn, isIn, isTouched, makeButton, setText } from '../../../ui/assets/dom.js'
import { draftsUnder } from '../../../ui/assets/drafts.js'
import { newId } from '../../../ui/assets/page_id.js'
import { countLine, isOnEmptyLastLine } from './answer_lines.js'
import { altDigitOf } from './answer_mark_state.js'
import { awaitsDigit, buildMarks, drawMarks, giveReason, inSight, marksBox, rate, showMarks, toPlace } from './answer_marks.js'
import { showMeeting } from './answer_meeting.js'
import { drawSigns, look, toggleNotes } from './answer_notes.js'
import { howStored, listeners, push, pushAll, pushWhole, takeDrawn, typed, unsaved, watchPage } from './answer_saving.js'

/** @type {WeakMap<Root, Field>} */
const mounts = new WeakMap()
/** What was asked for last of the keyboard. @type {number | null} */
let focusSeen = null
/** The field the keyboard was in when it was taken off the screen, and where in it. @type {{ id: string, from: number, to: number, at: number } | null} */
let left = null

/** @typedef {Drawn<FieldData, FieldEvents>} DrawnField */
/** @type {Record<string, string>} */
const WAYS = { PageDown: 'next', PageUp: 'previous' }

/** @param {Drawn<FieldData | Completed, FieldEvents>} drawn */
export default function (drawn) {
  watchPage()
  if (drawn.data.stored) return tidy(drawn.data)
  return drawField(/** @type {DrawnField} */ (drawn))
}

/** @param {DrawnField} drawn */
function drawField(drawn) {
  const { data, parentElement, setTriggerValue } = drawn
  const answer = takeDrawn(data), there = mounts.get(parentElement)
  const it = there ?? build(drawn, answer)
  it.trigger = setTriggerValue
  arrive(it, data, answer, there ? it.answer : null)
  return it.clean
}

/** @param {DrawnField} drawn @param {Answer} answer @returns {Field} */
function build({ data, parentElement: root, setTriggerValue }, answer) {
  /** @type {Field} */
  const it = {
    data, answer, trigger: setTriggerValue, moving: null, wrong: null, clash: null, meeting: '', ...fieldBox(), ...marksBox(),
    show: () => show(it), move: (then, from) => { move(it, then, from) },
    clean() {
      left = focusedIn(it.area) ? { id: it.answer.id, from: it.area.selectionStart, to: it.area.selectionEnd, at: Date.now() } : null
      settleMove(it, 'gone')
      stopListening()
      clearInterval(clock)
      window.ppsField = null
      push(it.answer)
      mounts.delete(root)
      box.remove()
    },
  }
  const box = buildBox(it)
  root.append(box)
  const stopListening = listen(it, box)
  const clock = setInterval(() => show(it), 1000)
  mounts.set(root, it)
  return it
}

/** @returns {FieldBox} the field and what stands under it, which do nothing yet */
function fieldBox() {
  return {
    area: element('textarea', { rows: 7, spellcheck: true }), state: element('span', { className: 'state' }),
    again: element('button', { type: 'button', className: 'plain again', hidden: true }), count: makeButton('plain count'),
    fault: element('p', { className: 'fault', hidden: true }), open: element('button', { type: 'button', className: 'plain', hidden: true }),
    hint: element('p', { className: 'hint', id: 'hint' }), signs: element('div', { className: 'signs' }),
    notes: element('div', { className: 'notes', hidden: true }), met: element('section', { className: 'met', hidden: true }),
  }
}

/** @param {Field} it */
function buildBox(it) {
  it.area.setAttribute('aria-describedby', 'hint')
  buildMarks(it)
  it.state.setAttribute('role', 'status')
  it.fault.setAttribute('role', 'alert')
  const foot = element('div', { className: 'foot' })
  foot.append(it.count, it.state, it.again)
  const box = element('div', { className: 'field' })
  box.append(it.area, foot, it.fault, it.met, it.signs, it.notes, it.hint, it.rating, it.ways, it.markFault, it.both, it.open, it.why)
  return box
}

// Returns what ends it.
/** @param {Field} it @param {HTMLElement} box */
function listen(it, box) {
  it.area.addEventListener('input', () => { if (!it.moving) typed(it.answer, it.area.value) })
  it.area.addEventListener('blur', () => { if (!it.moving) push(it.answer) })
  it.again.addEventListener('click', () => push(it.answer))
  it.open.addEventListener('click', () => it.trigger('reopen', it.answer.field))
  it.count.addEventListener('click', () => toggleNotes(it))
  const changed = (/** @type {Answer} */ answer) => { if (answer === it.answer) show(it); askForRun(it, answer) }
  listeners.add(changed)
  const over = new AbortController(), { signal } = over, first = { capture: true, signal }
  document.addEventListener('pointerdown', (event) => { if (!event.composedPath().includes(box) && !it.moving) push(it.answer) }, first)
  document.addEventListener('click', (event) => letSaveGoFirst(it, event, box), first)
  document.addEventListener('keydown', (event) => onKey(it, event, box), { signal })
  document.addEventListener('pps-go', (event) => { event.preventDefault(); move(it, event.detail) }, { signal })
  window.addEventListener('keydown', (event) => takeStray(it, event), first)
  // what was typed ahead lies in no draft yet, and what was asked of a server that is gone never comes
  window.addEventListener('pagehide', () => settleMove(it, 'gone'), { signal })
  window.addEventListener('pps-server', ({ detail }) => { if (!detail.here) settleMove(it, 'stays') }, { signal })
  return () => { listeners.delete(changed); over.abort() }
}

// ---- what the screen was drawn with

/** @param {Field} it @param {FieldData} data @param {Answer} answer @param {Answer | null} before the one that was shown */
function arrive(it, data, answer, before) {
  const other = before !== answer
  Object.assign(it, { data, answer })
  window.ppsField = answer.id
  if (other && before) push(before)
  if (other) answer.burst = newId() // a new stay at a question is a new version in its history
  if (!before) pushAll(data.owner) // one comes from another screen: what refused a text may be over
  drawMarks(it, other)
  const caught = window.ppsCaught?.take()
  if (it.moving && other) settleMove(it, 'arrived')
  else if (caught) replay(it, [{ text: caught }])
  if (!before) comeBack(it)
  const words = data.words
  it.area.setAttribute('aria-label', data.label)
  it.area.placeholder = words.placeholder
  it.hint.textContent = isTouched() ? words.hint : `${words.hint} ${words.keys}`
  it.again.textContent = words.again
  it.open.textContent = words.reopen
  drawSigns(it)
  if (other && before) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0)
  if (other && !it.notes.hidden) look(it)
  show(it)
  if (data.focus !== focusSeen) {
    const first = focusSeen === null
    focusSeen = data.focus
    if (!first || data.focus > 0) toPlace(it)
  }
}

// The list of questions and the marks beside the field are drawn by the server: it is told when they changed.
/** @param {Field} it @param {Answer} answer */
function askForRun(it, answer) {
  const drawn = answer === it.answer && !unsaved(answer) && answer.state && answer.state !== it.data.state
  if ((!drawn && !answer.unknown) || it.following || it.moving) return // what follows draws it anew, and would be dropped
  const now = performance.now()
  // a new pass is asked for until it comes: what is asked while the server is away never arrives
  if (it.runAskedFor === `${answer.id} ${answer.base}` && !(answer.unknown && now - (it.runAskedAt ?? now) > 1000)) return
  Object.assign(it, { runAskedFor: `${answer.id} ${answer.base}`, runAskedAt: now })
  it.trigger('changed', newId())
}

// The interview is finished: what lies in this browser of it and is stored is taken away.
/** @param {Completed} data */
function tidy(data) {
  for (const [key, draft] of draftsUnder(`${data.owner}/${data.interview}/`)) {
    const question = draft.field.split('/')[1]
    if (draft.text === (data.stored[question] ?? '')) localStorage.removeItem(key)
  }
  window.dispatchEvent(new Event('pps-drafts'))
}

// ---- what the user does

// The same field drawn anew, as after a server was started anew: the keyboard is where it was.
/** @param {Field} it */
function comeBack(it) {
  if (!left || left.id !== it.answer.id || Date.now() - left.at > 10000 || document.activeElement !== document.body) return
  it.area.value = it.answer.value
  it.area.focus({ preventScroll: true })
  it.area.setSelectionRange(left.from, left.to)
}

// A letter typed where nothing has the keyboard is meant for the answer, and so is / wherever it is not typed in a
// text: here it is a sign for a note and never the key of the search.
/** @param {Field} it @param {KeyboardEvent} event */
function takeStray(it, event) {
  const { key } = event
  if (key.length !== 1 || event.ctrlKey || event.metaKey || (event.altKey && !event.getModifierState('AltGraph'))) return
  const path = event.composedPath()
  const texts = 'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"]'
  if (isIn(event, texts) || document.querySelector('[role="dialog"]')) return
  const nowhere = path[0] === document.body || path[0] === document.documentElement
  if (key === '/' || (nowhere && !/[0-9 ]/.test(key))) it.area.focus({ preventScroll: true }) // and the key goes there
}

/** @param {Field} it @param {KeyboardEvent} event @param {HTMLElement} box */
function onKey(it, event, box) {
  if (event.defaultPrevented || document.querySelector('[role="dialog"]')) return
  const path = event.composedPath()
  const digit = altDigitOf(event, navigator.userAgentData?.platform ?? navigator.platform ?? '')
  if (digit !== null) {
    event.preventDefault() // else Linux goes to another tab with it
    if (!event.repeat) rateByKey(it, digit)
  } else if (path.includes(it.area) && isPlainEnter(event) && isOnEmptyLastLine(it.area)) {
    event.preventDefault()
    goOnFromLastLine(it, event.repeat)
  } else onWayKey(it, event, path.includes(box), path.includes(it.why))
}

/** @param {KeyboardEvent} event */
function isPlainEnter(event) {
  return event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && !event.isComposing
}

/** @param {Field} it @param {boolean} isRepeated */
function goOnFromLastLine(it, isRepeated) {
  // a key held down goes one question on, not through all of them; nor does one pressed again before it is there
  if (isRepeated || (it.moving && !it.area.value.trim())) return
  if (!it.moving) {
    it.area.value = it.area.value.replace(/\s+$/, '')
    typed(it.answer, it.area.value)
  }
  move(it, 'next')
}

// Ctrl+Enter in what belongs to the answer, and Alt with a page key anywhere, go to another question.
/** @param {Field} it @param {KeyboardEvent} event @param {boolean} isInside @param {boolean} isInReason */
function onWayKey(it, event, isInside, isInReason) {
  const sends = isInside && event.key === 'Enter' && (event.ctrlKey || event.metaKey)
  const way = sends ? 'next' : event.altKey ? WAYS[event.key] : undefined
  if (!way) return
  event.preventDefault()
  if (event.repeat) return
  if (sends && isInReason) giveReason(it)
  else move(it, way)
}

// What is typed between asking for another question and getting it is meant for that question: the keyboard goes to the
// field at once, and it waits there, with what was asked after it.
/** @param {Field} it @param {string} then @param {HTMLElement} [from] what was pressed */
async function move(it, then, from) {
  if (it.moving) {
    it.moving.ahead.push({ text: it.area.value }, { then })
    it.area.value = ''
    return
  }
  const answer = it.answer
  if (then === answer.field.split('/')[1] || (then === 'previous' && it.data.first)) return toPlace(it)
  /** @type {NonNullable<Field['moving']>} */
  const moving = { ahead: [], timer: setTimeout(() => settleMove(it, 'stays'), 8000), again: 0 }
  it.moving = moving
  it.area.value = ''
  if (!isTouched()) it.area.focus({ preventScroll: true })
  await pushWhole(answer)
  if (it.moving !== moving) return
  if (answer.refused?.met || answer.failing) {
    settleMove(it, 'stays') // it stays in sight until it is settled
    if (answer.refused?.met) find(it.met, 'button')?.focus()
    return
  }
  if (answer.markFault || answer.clash) {
    settleMove(it, 'refused')
    if (answer.clash) find(it.both, 'button')?.focus()
    else from?.focus()
    return inSight(it)
  }
  const go = () => it.trigger('go', JSON.stringify({ field: answer.field, then }))
  go()
  // a server that was started anew takes the first thing it is asked for a beginning, and does not do it; asked twice
  // from the same question it goes on once
  moving.again = setInterval(go, 2000)
}

// `how` it ends: one has arrived; one stays, in the belief to have gone on; it was refused in sight; the field is gone.
/** @param {Field} it @param {'arrived' | 'stays' | 'refused' | 'gone'} how */
function settleMove(it, how) {
  if (!it.moving) return
  const last = it.area.value, ahead = [...it.moving.ahead, { text: last }]
  clearTimeout(it.moving.timer)
  clearInterval(it.moving.again)
  it.moving = null
  it.area.value = it.answer.value
  if (how === 'arrived') replay(it, ahead)
  else {
    // figures typed where ratings are asked are no words of the last of them
    const figures = how === 'gone' && it.data.rating?.first
    write(it, ahead.map((each) => each.text ?? '').filter((text) => text && !(figures && /^[0-9]+$/.test(text))))
    if (how === 'stays' && !last) newLine(it)
  }
  show(it)
}

// What is typed next is not in the last word of this one; what was typed ahead is gone on with where it is.
/** @param {Field} it */
function newLine(it) {
  if (!it.answer.value || it.answer.value.endsWith('\n')) return
  it.area.value = `${it.answer.value}\n`
  typed(it.answer, it.area.value)
}

// Has what came before the question did happen now that it is there; what goes on from it waits for the next one.
/** @param {Field} it @param {Ahead[]} ahead */
function replay(it, ahead) {
  while (ahead.length && !it.moving) {
    const { text = '', then, mark } = /** @type {Ahead} */ (ahead.shift())
    if (then) move(it, then)
    else if (mark !== undefined) rateByKey(it, mark)
    else if (awaitsDigit(it) && /^[0-5]/.test(text)) {
      ahead.unshift({ text: text.slice(1) })
      rate(it, Number(text[0]))
    } else if (it.data.rating?.first && !it.answer.value && text.startsWith('\n')) { // Enter with nothing to explain
      ahead.unshift({ text: text.slice(1) })
      move(it, 'next')
    } else if (text) write(it, [text])
  }
  if (!it.moving) return
  const last = ahead.at(-1)?.text
  if (last !== undefined) ahead.pop()
  it.moving.ahead.push(...ahead)
  it.area.value = last ?? ''
}

/** @param {Field} it @param {string[]} texts */
function write(it, texts) {
  const answer = it.answer
  let value = answer.value
  for (const text of texts) if (text) value += (value && !value.endsWith('\n') && text !== '\n' ? '\n' : '') + text
  if (value === answer.value) return
  it.area.value = value
  typed(answer, value)
  if (!isTouched()) it.area.focus({ preventScroll: true })
}

/** @param {Field} it @param {number} mark */
function rateByKey(it, mark) {
  if (!it.moving) return it.data.rating ? rate(it, mark) : undefined
  it.moving.ahead.push({ text: it.area.value }, { mark })
  it.area.value = ''
}

// A button or link that draws the screen anew, or leaves it, is followed once the text is stored or has had its time:
// else the screen would be drawn without it. Where two texts meet, one stays to see both.
/** @param {Field} it @param {MouseEvent} event @param {HTMLElement} box */
function letSaveGoFirst(it, event, box) {
  const path = event.composedPath()
  if (!event.isTrusted || event.button || event.ctrlKey || event.metaKey || event.shiftKey || path.includes(box)) return
  if (isIn(event, '.st-key-step_list')) return // it comes here by itself
  const pressed = /** @type {HTMLElement | undefined} */ (path.find((node) => node instanceof Element && node.matches('a, button')))
  const answer = it.answer
  if (!pressed || !unsaved(answer) || answer.refused || answer.clash) return
  event.preventDefault()
  event.stopPropagation()
  const late = new Promise((done) => setTimeout(done, 2000))
  it.following = true
  Promise.race([push(answer), late]).then(() => {
    if (answer.refused?.met) find(it.met, 'button')?.focus()
    else pressed.click()
    setTimeout(() => { it.following = false; askForRun(it, answer) }, 1000)
  })
}

// ---- what it says

/** @param {Field} it */
function show(it) {
  const { answer, data } = it
  if (!it.moving && it.area.value !== answer.value) it.area.value = answer.value
  const how = howStored(answer, Date.now())
  setText(it.state, stateInWords(answer, how, data))
  it.state.className = `state ${how}`
  it.again.hidden = !(how === 'unsaved' || (how === 'refused' && !answer.refused?.met && !answer.clash))
  const fault = answer.refused?.fault
  it.fault.hidden = !fault
  setText(it.fault, fault ? `${fault[0]}: ${fault[1]} ${fault[2]}` : '')
  it.open.hidden = !((fault || answer.markFault) && answer.done)
  showMarks(it)
  setText(it.count, countLine(data.words, data.signs, answer.value))
  it.count.setAttribute('aria-expanded', String(!it.notes.hidden))
  showMeeting(it)
}

/** @param {Answer} answer @param {ReturnType<typeof howStored>} how @param {FieldData} data */
function stateInWords(answer, how, { words, stands }) {
  if (how === 'saving') return words.saving
  if (how !== 'saved') return words[how] + (answer.inBrowser ? `, ${words.kept}` : '')
  const saved = answer.when ? fill(words.saved, { when: answer.when }) : answer.value ? stands : ''
  return answer.remark ? `${saved} · ${answer.remark}` : saved
}
