// What is typed and what is stored of it, for every answer that was typed in on this page. A text is sent at every
// pause, called stored only when the server has said so, and lies in this browser until then. All of it lives beside
// the screens: leaving one ends no save, and coming back to one begins none anew.
import { PAGE_LOCK, draftKey, draftsUnder } from '../../../ui/assets/drafts.js'
import { liveAs, newId, pagesAlive } from '../../../ui/assets/page_id.js'
import { joinTexts } from './answer_lines.js'
import { after } from './answer_mark_state.js'

const PAUSE = 400 // milliseconds after the last key before a text is sent
const AT_MOST = 2000 // milliseconds that going on typing puts that off
const PATIENCE = 10000 // milliseconds a save may take before it is sent again, as the same save
const AGAIN = [1000, 2000, 4000, 8000, 15000] // milliseconds between tries while nobody answers
const answers = new Map() // field → an answer: what is typed, what is stored, what is on its way
const passes = new Map() // owner (study/user) → token
const page = newId() // drafts of two tabs never lie in the same place
export const listeners = new Set() // called with an answer of which something changed
let begun = false

function answerOf(data) {
  const id = `${data.owner}/${data.field}`
  let one = answers.get(id)
  if (!one) {
    one = { id, owner: data.owner, field: data.field, value: data.text, saved: data.text, base: data.revision, on: [],
      tried: null, burst: newId(), refused: null, flying: null, fails: 0, failing: false, when: '', state: data.state,
      marks: data.marks ?? {}, marksAt: data.revision, todos: [], sending: null, markFault: null, clash: null }
    answers.set(id, one)
  }
  return one
}

// The server's word on an answer, as a screen was drawn with it: it may be older than what came with a save since.
export function takeDrawn(data) {
  const one = answerOf(data)
  const passBefore = passes.get(data.owner)
  passes.set(data.owner, data.pass)
  const clean = one.value === one.saved && !one.flying && !one.refused
  one.label = data.label
  if (data.revision >= one.base && clean) Object.assign(one, { value: data.text, saved: data.text, base: data.revision, state: data.state })
  else if (data.revision > one.base && data.text === one.saved) one.base = data.revision // only its rating changed
  if (data.revision >= one.marksAt && !one.clash && !one.todos.length && !one.flying) Object.assign(one, { marks: data.marks, state: data.state, marksAt: data.revision })
  if (!one.adopted) adopt(one, data)
  if (passBefore !== data.pass) pushAll(data.owner)
  return one
}

// Takes over what an earlier page left in this browser: for this answer, and for the others of its interview.
async function adopt(one, data) {
  one.adopted = true
  const interview = data.field.split('/')[0]
  const live = await pagesAlive(PAGE_LOCK)
  for (const [key, draft] of draftsUnder(`${data.owner}/${interview}/`)) {
    if (draft.page === page || live.has(draft.page)) continue // another tab is at it
    const own = draft.field === data.field ? one : answerOf({ owner: data.owner, field: draft.field, text: '', revision: 0 })
    if (own !== one && own.adopted) continue
    if (own.value !== own.saved) continue // a second draft of the same answer waits its turn, in the list of drafts
    own.adopted = true
    own.label ??= draft.label
    own.left = { key, text: draft.text }
    const todos = draft.todos ?? []
    if (draft.text === own.saved && own === one && !todos.length) { settle(own); continue }
    Object.assign(own, { value: draft.text, saved: own === one ? own.saved : null, base: draft.base, on: draft.on, tried: draft.tried, todos })
    keep(own)
    pushSoon(own, 0)
    tell(own)
  }
}

export const unsaved = (one) => one.value !== one.saved || Boolean(one.refused) || one.todos.length > 0 || Boolean(one.clash)

// ---- typing and sending

export function typed(one, value) {
  one.value = value
  if (unsaved(one) || one.flying) keep(one)
  else settle(one) // taken back to what is stored, as by Enter on an empty line after a pause
  if (!one.refused?.met) pushSoon(one, PAUSE)
  tell(one)
}

export function pushSoon(one, wait) {
  if (!unsaved(one) || one.refused?.met) return
  one.due ??= Date.now() + AT_MOST
  clearTimeout(one.timer)
  one.timer = setTimeout(() => push(one), Math.max(0, Math.min(wait, one.due - Date.now())))
}

// Sends what is typed now and resolves once the server has said what became of it, or did not answer.
export function push(one, leaving = false) {
  clearTimeout(one.timer)
  one.due = null
  if (one.refused?.met || !unsaved(one) || (one.value === one.saved && !one.refused && !one.todos.length)) return Promise.resolve()
  if (one.flying && !leaving) return one.flying.then(() => push(one))
  if (one.value === one.saved && !one.refused) return pushMark(one, leaving)
  if (one.tried?.text !== one.value) {
    if (one.tried) one.on = [...one.on, one.tried.attempt].slice(-20)
    one.tried = { attempt: newId(), text: one.value }
  }
  keep(one)
  const { attempt, text } = one.tried
  const asked = { do: 'save', text, base: one.base, attempt, on: one.on, burst: one.burst }
  one.since ??= Date.now()
  one.flying = post(one, asked, leaving).then((reply) => { one.flying = null; saveAnswered(one, asked, reply) })
  if (leaving && one.todos.length) pushMark(one, leaving)
  tell(one)
  return one.flying
}

// The same for its marks, one after another and after its words: each is sent until the server has said what became of it.
function pushMark(one, leaving) {
  const todo = one.sending = one.todos[0]
  keep(one)
  one.since ??= Date.now()
  one.flying = post(one, todo, leaving).then((reply) => { one.flying = one.sending = null; markAnswered(one, todo, reply) })
  tell(one)
  return one.flying
}

function markAnswered(one, todo, { status, said }) {
  noteReach(one, status)
  if (status && status !== 401) one.todos = one.todos.filter((each) => each !== todo)
  if (status === 200) {
    const now = after(todo, said.state)
    Object.assign(one, { marks: { ...one.marks, ...now, reason: now.reason ?? '' }, marksAt: said.revision, state: said.state, when: said.when, markFault: null })
  } else if (status === 409) {
    one.clash = { todo, now: said.now, by: said.by }
  } else if (status && status !== 401) {
    Object.assign(one, { markFault: said.fault, done: said.completed })
  }
  goOn(one, status)
}

export function settleClash(one, keeps) {
  const { todo, now } = one.clash
  const { state, ...marks } = now
  Object.assign(one, { clash: null, marks, state })
  if (keeps) one.todos = [...one.todos, { ...todo, seen: now, attempt: newId() }]
  if (unsaved(one)) push(one)
  else settle(one)
  tell(one)
}

// Resolves once all of it, words and marks, is stored, or it is known that it is not.
export async function pushWhole(one) {
  await push(one)
  while (one.todos.length && !one.failing && !one.refused) await push(one)
}

function saveAnswered(one, asked, reply) {
  const { status, said } = reply
  noteReach(one, status)
  if (status === 200) {
    Object.assign(one, { saved: asked.text, base: said.revision, when: said.when, state: said.state, refused: null, on: [],
      told: said.told ?? one.told })
    if (one.tried?.attempt === asked.attempt) one.tried = null
  } else if (status === 409) {
    one.refused = { met: said.met }
  } else if (status && status !== 401) {
    one.refused = { fault: said.fault }
    one.done = said.completed
  }
  goOn(one, status)
}

function noteReach(one, status) {
  one.fails = status && status !== 401 ? 0 : one.fails + 1
  one.failing = !status || status === 401
  one.unknown = status === 401 // the server was started anew: a new pass comes with the screen
}

function goOn(one, status) {
  if (!unsaved(one)) settle(one)
  else if (status === 200) pushSoon(one, one.value === one.saved ? 0 : PAUSE)
  else if (!one.refused?.met && !one.clash) retry(one)
  tell(one)
}

export function pushAll(owner) {
  for (const each of answers.values()) if (each.owner === owner) pushSoon(each, 0)
}

function retry(one) {
  clearTimeout(one.timer)
  const wait = one.unknown ? AGAIN[1] : one.refused ? AGAIN.at(-1) : AGAIN[Math.min(one.fails, AGAIN.length) - 1] ?? AGAIN[0]
  one.timer = setTimeout(() => push(one), wait)
}

export async function post(one, asked, leaving = false) {
  const [interview, question] = one.field.split('/')
  const body = JSON.stringify({ interview, question, ...asked })
  const end = new AbortController()
  const timer = leaving ? undefined : setTimeout(() => end.abort(), PATIENCE)
  try {
    const answered = await fetch('/werkbank/answer', {
      method: 'POST', body, signal: end.signal, credentials: 'same-origin', keepalive: leaving,
      headers: { 'Content-Type': 'application/json', 'X-PPS-Pass': passes.get(one.owner) ?? '' },
    })
    const said = await answered.json()
    return { status: answered.status, said }
  } catch {
    return { status: 0, said: {} } // nobody there, or something else than the workbench
  } finally {
    clearTimeout(timer)
  }
}

// ---- two texts on one answer

export function takeMine(one) {
  one.base = one.refused.met.revision
  one.refused = null
  one.on = []
  one.tried = null
  return push(one)
}

export function takeBoth(one) {
  one.value = joinTexts(one.refused.met.text, one.value)
  return takeMine(one)
}

// Theirs stands; mine goes into the history first, so that nothing is gone.
export async function takeTheirs(one) {
  const { status, said } = await post(one, { do: 'set_aside', text: one.value, attempt: newId() })
  if (status === 200) {
    Object.assign(one, { value: said.text, saved: said.text, base: said.revision, when: said.when, refused: null, on: [], tried: null })
    settle(one)
  } else if (status) one.refused.fault = said.fault
  tell(one)
}

// ---- what lies in this browser

export function keep(one) {
  const draft = { field: one.field, text: one.value, base: one.base, on: one.on, tried: one.tried, todos: one.clash ? [one.clash.todo, ...one.todos] : one.todos, label: one.label, page, at: Date.now() }
  try {
    localStorage.setItem(draftKey(one.id, page), JSON.stringify(draft))
    one.kept = true
  } catch {
    one.kept = false // no room, or not allowed: then the mark does not say that it is kept
  }
}

export function settle(one) {
  one.since = undefined
  try {
    localStorage.removeItem(draftKey(one.id, page))
    const left = one.left && JSON.parse(localStorage.getItem(one.left.key) ?? 'null')
    if (left?.text === one.left?.text && left) localStorage.removeItem(one.left.key)
  } catch { /* nothing was kept then */ }
  one.left = null
}

// ---- the page goes, comes back, or finds its network again

function tell(one) {
  for (const listen of listeners) listen(one)
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
  const pushEvery = () => everyUnsaved().forEach((one) => push(one))
  window.addEventListener('pagehide', () => everyUnsaved().forEach((one) => push(one, true)))
  window.addEventListener('pps-server', ({ detail }) => { if (detail.here) pushEvery() })
  window.addEventListener('online', pushEvery)
  document.addEventListener('visibilitychange', pushEvery)
  window.addEventListener('beforeunload', (event) => { if (everyUnsaved().some((one) => !one.kept)) event.preventDefault() })
}
