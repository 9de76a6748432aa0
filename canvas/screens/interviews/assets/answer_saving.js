// What is typed and what is stored of it, for every answer that was typed in on this page. A text is sent at every
// pause, called stored only when the server has said so, and lies in this browser until then. All of it lives beside
// the screens: leaving one ends no save, and coming back to one begins none anew.
/** @import { Mark, Marks, Todo } from './answer_mark_state.js' */
/** @import { AnswerRequest, Answered, Fault, Met, ReplyTo, SaveRequest, Saved } from './interview_data.js' */
import { PAGE_LOCK, draftKey, draftsUnder } from '../../../ui/assets/drafts.js'
import { liveAs, newId, pagesAlive } from '../../../ui/assets/page_id.js'
import { send } from '../../../ui/assets/server.js'
import { joinTexts } from './answer_lines.js'
import { after } from './answer_mark_state.js'

const PAUSE = 400 // milliseconds after the last key before a text is sent
const AT_MOST = 2000 // milliseconds that going on typing puts that off
const AGAIN = [1000, 2000, 4000, 8000, 15000] // milliseconds between tries while nobody answers
const SAID_AFTER = 3000 // milliseconds after which a save that is under way is said not to be stored
/** By owner and field: what is typed, what is stored, what is on its way. @type {Map<string, Answer>} */
const answers = new Map()
/** The pass of an owner (study/user). @type {Map<string, string>} */
const passes = new Map()
const page = newId() // drafts of two tabs never lie in the same place
/** Called with an answer of which something changed. @type {Set<(answer: Answer) => void>} */
export const listeners = new Set()
let begun = false

/**
 * A question as the screen was drawn with it; `field` is interview/question.
 * @typedef {{ owner: string, field: string, text: string, revision: number, state?: string, marks?: Marks, pass?: string, label?: string }} Question
 */

/**
 * An answer on this page.
 * @typedef {object} Answer
 * @property {string} id owner/field
 * @property {string} owner
 * @property {string} field
 * @property {string} value what is typed
 * @property {string | null} saved what the server holds; null where that is not known here
 * @property {number} base the revision that was typed on
 * @property {string[]} on attempts that may have been stored without an answer
 * @property {{ attempt: string, text: string } | null} tried the text that was sent last, and under which id
 * @property {string} burst one version in the history for as long as it stays the same
 * @property {Refusal | null} refused
 * @property {Promise<void> | null} flying the save under way
 * @property {number} fails tries in a row that nobody answered
 * @property {boolean} failing
 * @property {boolean} [unknown] the server does not know this page's pass
 * @property {string} when the time of the last save, in words
 * @property {string} state '' of a draft that was taken over, until its question is drawn
 * @property {Marks} marks
 * @property {number} marksAt the revision the marks are of
 * @property {Todo[]} todos marks that are to be stored
 * @property {Todo | null} sending
 * @property {Fault | null} markFault
 * @property {{ todo: Todo, now: Mark, by: string } | null} clash somebody else marked it otherwise meanwhile
 * @property {string} [label]
 * @property {boolean} [adopted]
 * @property {boolean} [inBrowser]
 * @property {boolean} [done] its interview is completed
 * @property {string} [remark]
 * @property {number} [since] from when on something is not stored
 * @property {number | null} [due]
 * @property {number} [timer]
 * @property {{ key: string, text: string } | null} [left] the draft of an earlier page it came from
 */

/** @typedef {{ met?: Met, fault?: Fault }} Refusal another text in its place, or a fault */

/** @param {Question} data */
function answerOf(data) {
  const id = `${data.owner}/${data.field}`
  let answer = answers.get(id)
  if (!answer) {
    answer = { id, owner: data.owner, field: data.field, value: data.text, saved: data.text, base: data.revision, on: [],
      tried: null, burst: newId(), refused: null, flying: null, fails: 0, failing: false, when: '', state: data.state ?? '',
      marks: data.marks ?? {}, marksAt: data.revision, todos: [], sending: null, markFault: null, clash: null }
    answers.set(id, answer)
  }
  return answer
}

// The server's word on an answer, as a screen was drawn with it: it may be older than what came with a save since.
/** @param {Required<Question>} data a question as it is drawn */
export function takeDrawn(data) {
  const answer = answerOf(data)
  const passBefore = passes.get(data.owner)
  passes.set(data.owner, data.pass)
  const clean = answer.value === answer.saved && !answer.flying && !answer.refused
  answer.label = data.label
  if (data.revision >= answer.base && clean) Object.assign(answer, { value: data.text, saved: data.text, base: data.revision, state: data.state })
  else if (data.revision > answer.base && data.text === answer.saved) answer.base = data.revision // only its rating changed
  const atRest = data.revision >= answer.marksAt && !answer.clash && !answer.todos.length && !answer.flying
  if (atRest || !answer.state) Object.assign(answer, { marks: data.marks, state: data.state, marksAt: data.revision })
  if (!answer.adopted) adopt(answer, data)
  if (passBefore !== data.pass) pushAll(data.owner)
  return answer
}

// Takes over what an earlier page left in this browser: for this answer, and for the others of its interview.
/** @param {Answer} answer @param {Question} data */
async function adopt(answer, data) {
  answer.adopted = true
  const interview = data.field.split('/')[0]
  const live = await pagesAlive(PAGE_LOCK)
  for (const [key, draft] of draftsUnder(`${data.owner}/${interview}/`)) {
    if (draft.page === page || live.has(draft.page)) continue // another tab is at it
    const own = draft.field === data.field ? answer : answerOf({ owner: data.owner, field: draft.field, text: '', revision: 0 })
    if (own !== answer && own.adopted) continue
    if (own.value !== own.saved) continue // a second draft of the same answer waits its turn, in the list of drafts
    own.adopted = true
    own.label ??= draft.label
    own.left = { key, text: draft.text }
    const todos = /** @type {Todo[]} */ (draft.todos ?? [])
    if (draft.text === own.saved && own === answer && !todos.length) { settle(own); continue }
    Object.assign(own, { value: draft.text, saved: own === answer ? own.saved : null, base: draft.base, on: draft.on, tried: draft.tried, todos })
    keep(own)
    pushSoon(own, 0)
    tell(own)
  }
}

/** @param {Answer} answer */
export const unsaved = (answer) => answer.value !== answer.saved || Boolean(answer.refused) || answer.todos.length > 0 || Boolean(answer.clash)

// How an answer stands: all of it stored, on its way, not stored for so long that it must be said, or refused.
/** @param {Answer} answer @param {number} now */
export function howStored(answer, now) {
  if (answer.refused || answer.clash) return 'refused'
  if (!unsaved(answer)) return 'saved'
  const late = answer.since && now - answer.since > SAID_AFTER
  return answer.failing || late ? 'unsaved' : 'saving'
}

// ---- typing and sending

/** @param {Answer} answer @param {string} value */
export function typed(answer, value) {
  answer.value = value
  if (unsaved(answer) || answer.flying) keep(answer)
  else settle(answer) // taken back to what is stored, as by Enter on an empty line after a pause
  if (!answer.refused?.met) pushSoon(answer, PAUSE)
  tell(answer)
}

/** @param {Answer} answer @param {number} wait */
export function pushSoon(answer, wait) {
  if (!unsaved(answer) || answer.refused?.met) return
  answer.due ??= Date.now() + AT_MOST
  clearTimeout(answer.timer)
  answer.timer = setTimeout(() => push(answer), Math.max(0, Math.min(wait, answer.due - Date.now())))
}

// Sends what is typed now and resolves once the server has said what became of it, or did not answer.
/** @param {Answer} answer @param {boolean} [leaving] @returns {Promise<void>} */
export function push(answer, leaving = false) {
  clearTimeout(answer.timer)
  answer.due = null
  if (answer.refused?.met || !unsaved(answer) || (answer.value === answer.saved && !answer.refused && !answer.todos.length)) return Promise.resolve()
  if (answer.flying && !leaving) return answer.flying.then(() => push(answer))
  if (answer.value === answer.saved && !answer.refused) return pushMark(answer, leaving)
  if (answer.tried?.text !== answer.value) {
    if (answer.tried) answer.on = [...answer.on, answer.tried.attempt].slice(-20)
    answer.tried = { attempt: newId(), text: answer.value }
  }
  keep(answer)
  const { attempt, text } = answer.tried
  /** @type {SaveRequest} */
  const request = { do: 'save', text, base: answer.base, attempt, on: answer.on, burst: answer.burst }
  answer.since ??= Date.now()
  answer.flying = post(answer, request, leaving).then((answered) => { answer.flying = null; saveAnswered(answer, request, answered) })
  if (leaving && answer.todos.length) pushMark(answer, leaving)
  tell(answer)
  return answer.flying
}

// The same for its marks, one after another and after its words: each is sent until the server has said what became of it.
/** @param {Answer} answer @param {boolean} leaving */
function pushMark(answer, leaving) {
  const todo = answer.sending = answer.todos[0]
  keep(answer)
  answer.since ??= Date.now()
  answer.flying = post(answer, todo, leaving).then((answered) => { answer.flying = answer.sending = null; markAnswered(answer, todo, answered) })
  tell(answer)
  return answer.flying
}

/** @param {Answer} answer @param {Todo} todo @param {Answered<Saved>} answered */
function markAnswered(answer, todo, { status, reply }) {
  noteReach(answer, status)
  if (status && status !== 401) answer.todos = answer.todos.filter((each) => each !== todo)
  if (status === 200) {
    const now = after(todo, reply.state)
    Object.assign(answer, { marks: { ...answer.marks, ...now, reason: now.reason ?? '' }, marksAt: reply.revision, state: reply.state, when: reply.when, markFault: null })
  } else if (status === 409) {
    answer.clash = { todo, now: reply.now, by: reply.by }
  } else if (status && status !== 401) {
    Object.assign(answer, { markFault: reply.fault, done: reply.completed })
  }
  goOn(answer, status)
}

/** @param {Answer} answer @param {boolean} keeps mine */
export function settleClash(answer, keeps) {
  if (!answer.clash) return
  const { todo, now } = answer.clash
  const { state, ...marks } = now
  Object.assign(answer, { clash: null, marks, state })
  if (keeps) answer.todos = [...answer.todos, { ...todo, seen: now, attempt: newId() }]
  if (unsaved(answer)) push(answer)
  else settle(answer)
  tell(answer)
}

// Resolves once all of it, words and marks, is stored, or it is known that it is not.
/** @param {Answer} answer */
export async function pushWhole(answer) {
  await push(answer)
  while (answer.todos.length && !answer.failing && !answer.refused) await push(answer)
}

/** @param {Answer} answer @param {SaveRequest} request @param {Answered<Saved>} answered */
function saveAnswered(answer, request, { status, reply }) {
  noteReach(answer, status)
  if (status === 200) {
    Object.assign(answer, { saved: request.text, base: reply.revision, when: reply.when, state: reply.state, refused: null, on: [],
      remark: reply.told ?? answer.remark })
    if (answer.tried?.attempt === request.attempt) answer.tried = null
  } else if (status === 409) {
    answer.refused = { met: reply.met }
  } else if (status && status !== 401) {
    answer.refused = { fault: reply.fault }
    answer.done = reply.completed
  }
  goOn(answer, status)
}

/** @param {Answer} answer @param {number} status */
function noteReach(answer, status) {
  answer.fails = status && status !== 401 ? 0 : answer.fails + 1
  answer.failing = !status || status === 401
  answer.unknown = status === 401 // the server was started anew: a new pass comes with the screen
}

/** @param {Answer} answer @param {number} status */
function goOn(answer, status) {
  if (!unsaved(answer)) settle(answer)
  else if (status === 200) pushSoon(answer, answer.value === answer.saved ? 0 : PAUSE)
  else if (!answer.refused?.met && !answer.clash) retry(answer)
  tell(answer)
}

/** @param {string} owner */
export function pushAll(owner) {
  for (const each of answers.values()) if (each.owner === owner) pushSoon(each, 0)
}

/** @param {Answer} answer */
function retry(answer) {
  clearTimeout(answer.timer)
  const wait = answer.unknown ? AGAIN[1] : answer.refused ? AGAIN.at(-1) : AGAIN[Math.min(answer.fails, AGAIN.length) - 1] ?? AGAIN[0]
  answer.timer = setTimeout(() => push(answer), wait)
}

/**
 * Asks the server something of an answer.
 * @template {AnswerRequest} R
 * @param {Pick<Answer, 'field' | 'owner'>} answer
 * @param {R} request
 * @param {boolean} [leaving] the page goes, and waits for nothing
 * @returns {Promise<Answered<ReplyTo<R['do']>>>}
 */
export async function post(answer, request, leaving = false) {
  const [interview, question] = answer.field.split('/')
  const answered = await send('/werkbank/answer', passes.get(answer.owner) ?? '', { interview, question, ...request }, leaving)
  return /** @type {Answered<ReplyTo<R['do']>>} */ (answered)
}

// ---- two texts on one answer

/** @param {Answer} answer */
export function takeMine(answer) {
  const met = answer.refused?.met
  if (met) Object.assign(answer, { base: met.revision, refused: null, on: [], tried: null })
  return push(answer)
}

/** @param {Answer} answer */
export function takeBoth(answer) {
  const met = answer.refused?.met
  if (met) answer.value = joinTexts(met.text, answer.value)
  return takeMine(answer)
}

// Theirs stands; mine goes into the history first, so that nothing is gone.
/** @param {Answer} answer */
export async function takeTheirs(answer) {
  const { status, reply } = await post(answer, { do: 'set_aside', text: answer.value, attempt: newId() })
  if (status === 200) {
    Object.assign(answer, { value: reply.text, saved: reply.text, base: reply.revision, when: reply.when, refused: null, on: [], tried: null })
    settle(answer)
  } else if (status) answer.refused = { ...answer.refused, fault: reply.fault }
  tell(answer)
}

// ---- what lies in this browser

/** @param {Answer} answer */
export function keep(answer) {
  const draft = { field: answer.field, text: answer.value, base: answer.base, on: answer.on, tried: answer.tried, todos: answer.clash ? [answer.clash.todo, ...answer.todos] : answer.todos, label: answer.label, page, at: Date.now() }
  try {
    localStorage.setItem(draftKey(answer.id, page), JSON.stringify(draft))
    answer.inBrowser = true
  } catch {
    answer.inBrowser = false // no room, or not allowed: then the mark does not say that it is kept
  }
}

/** @param {Answer} answer */
export function settle(answer) {
  answer.since = undefined
  try {
    localStorage.removeItem(draftKey(answer.id, page))
    const left = answer.left && JSON.parse(localStorage.getItem(answer.left.key) ?? 'null')
    if (answer.left && left?.text === answer.left.text) localStorage.removeItem(answer.left.key)
  } catch { /* nothing was kept then */ }
  answer.left = null
}

// ---- the page goes, comes back, or finds its network again

/** @param {Answer} answer */
function tell(answer) {
  for (const listen of listeners) listen(answer)
}

export function everyUnsaved() {
  return [...answers.values()].filter(unsaved)
}

/** Has the page send what is not stored when it goes, comes back or finds its network again; once for as long as it lives. */
export function watchPage() {
  if (begun) return
  begun = true
  window.ppsPage = page
  liveAs(PAGE_LOCK, page)
  const pushEvery = () => everyUnsaved().forEach((answer) => push(answer))
  window.addEventListener('pagehide', () => everyUnsaved().forEach((answer) => push(answer, true)))
  window.addEventListener('pps-server', ({ detail }) => { if (detail.here) pushEvery() })
  window.addEventListener('online', pushEvery)
  document.addEventListener('visibilitychange', pushEvery)
  window.addEventListener('beforeunload', (event) => { if (everyUnsaved().some((answer) => !answer.inBrowser)) event.preventDefault() })
}
