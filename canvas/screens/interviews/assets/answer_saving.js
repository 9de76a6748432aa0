// What is typed and what is stored of it, for every answer that was typed in on this page. A text is sent at every
// pause, called stored only when the server has said so, and lies in this browser until then. All of it lives beside
// the screens: leaving one ends no save, and coming back to one begins none anew.
const PAUSE = 400 // milliseconds after the last key before a text is sent
const AT_MOST = 2000 // milliseconds that going on typing puts that off
const PATIENCE = 10000 // milliseconds a save may take before it is sent again, as the same save
const AGAIN = [1000, 2000, 4000, 8000, 15000] // milliseconds between tries while nobody answers
const DRAFT = 'pps-draft'
const texts = new Map() // field → one answer: what is typed, what is stored, what is on its way
const passes = new Map() // owner (study/user) → token
const page = newId() // drafts of two tabs never lie in the same place
window.ppsPage = page
const alive = (id) => `pps-page-${id}`
navigator.locks?.request(alive(page), () => new Promise(() => {})) // held as long as this page lives
const listeners = new Set()

function textOf(data) {
  const id = `${data.owner}/${data.field}`
  let one = texts.get(id)
  if (!one) {
    one = { id, owner: data.owner, field: data.field, value: data.text, saved: data.text, base: data.revision, on: [],
      tried: null, burst: newId(), refused: null, flying: null, fails: 0, failing: false, when: '', state: data.state,
      marks: data.marks ?? {}, marksAt: data.revision, todos: [], sending: null, markFault: null, clash: null }
    texts.set(id, one)
  }
  return one
}

// The server's word on an answer, as a screen was drawn with it: it may be older than what came with a save since.
function take(data) {
  const one = textOf(data)
  const known = passes.get(data.owner)
  passes.set(data.owner, data.pass)
  const clean = one.value === one.saved && !one.flying && !one.refused
  one.label = data.label
  if (data.revision >= one.base && clean) Object.assign(one, { value: data.text, saved: data.text, base: data.revision, state: data.state })
  else if (data.revision > one.base && data.text === one.saved) one.base = data.revision // only its rating changed
  if (data.revision >= one.marksAt && !one.clash && !one.todos.length && !one.flying) Object.assign(one, { marks: data.marks, state: data.state, marksAt: data.revision })
  if (!one.adopted) adopt(one, data)
  if (known !== data.pass) pushAll(data.owner)
  return one
}

// Takes over what an earlier page left in this browser: for this answer, and for the others of its interview.
async function adopt(one, data) {
  one.adopted = true
  const interview = data.field.split('/')[0]
  const live = await livePages()
  for (const [key, draft] of drafts(`${data.owner}/${interview}/`)) {
    if (live.has(draft.page)) continue // another tab is at it
    const own = draft.field === data.field ? one : textOf({ owner: data.owner, field: draft.field, text: '', revision: 0 })
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

async function livePages() {
  const held = await navigator.locks?.query().catch(() => null)
  return new Set([page, ...(held?.held ?? []).map((lock) => lock.name.replace(alive(''), ''))])
}

const unsaved = (one) => one.value !== one.saved || Boolean(one.refused) || one.todos.length > 0 || Boolean(one.clash)
const lines = (text) => text.split('\n').filter((line) => line.trim())

// ---- typing and sending

function typed(one, value) {
  one.value = value
  if (unsaved(one) || one.flying) keep(one)
  else settle(one) // taken back to what is stored, as by Enter on an empty line after a pause
  if (!one.refused?.met) pushSoon(one, PAUSE)
  tell(one)
}

function pushSoon(one, wait) {
  if (!unsaved(one) || one.refused?.met) return
  one.due ??= Date.now() + AT_MOST
  clearTimeout(one.timer)
  one.timer = setTimeout(() => push(one), Math.max(0, Math.min(wait, one.due - Date.now())))
}

// Sends what is typed now and resolves once the server has said what became of it, or did not answer.
function push(one, leaving = false) {
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
  one.flying = post(one, asked, leaving).then((reply) => { one.flying = null; heard(one, asked, reply) })
  if (leaving && one.todos.length) pushMark(one, leaving)
  tell(one)
  return one.flying
}

// The same for its marks, one after another and after its words: each is sent until the server has said what became of it.
function pushMark(one, leaving) {
  const todo = one.sending = one.todos[0]
  keep(one)
  one.since ??= Date.now()
  one.flying = post(one, todo, leaving).then((reply) => { one.flying = one.sending = null; markHeard(one, todo, reply) })
  tell(one)
  return one.flying
}

function markHeard(one, todo, { status, said }) {
  answered(one, status)
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

function settleClash(one, keeps) {
  const { todo, now } = one.clash
  const { state, ...marks } = now
  Object.assign(one, { clash: null, marks, state })
  if (keeps) one.todos = [...one.todos, { ...todo, seen: now, attempt: newId() }]
  if (unsaved(one)) push(one)
  else settle(one)
  tell(one)
}

// Resolves once all of it, words and marks, is stored, or it is known that it is not.
async function pushWhole(one) {
  await push(one)
  while (one.todos.length && !one.failing && !one.refused) await push(one)
}

function heard(one, asked, reply) {
  const { status, said } = reply
  answered(one, status)
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

function answered(one, status) {
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

function pushAll(owner) {
  for (const each of texts.values()) if (each.owner === owner) pushSoon(each, 0)
}

function retry(one) {
  clearTimeout(one.timer)
  const wait = one.unknown ? AGAIN[1] : one.refused ? AGAIN.at(-1) : AGAIN[Math.min(one.fails, AGAIN.length) - 1] ?? AGAIN[0]
  one.timer = setTimeout(() => push(one), wait)
}

async function post(one, asked, leaving = false) {
  const [interview, question] = one.field.split('/')
  const body = JSON.stringify({ interview, question, ...asked })
  const end = new AbortController()
  const timer = leaving ? null : setTimeout(() => end.abort(), PATIENCE)
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

function takeMine(one) {
  one.base = one.refused.met.revision
  one.refused = null
  one.on = []
  one.tried = null
  return push(one)
}

function join(one) {
  one.value = joined(one.refused.met.text, one.value)
  return takeMine(one)
}

// Theirs stands; mine goes into the history first, so that nothing is gone.
async function takeTheirs(one) {
  const { status, said } = await post(one, { do: 'set_aside', text: one.value, attempt: newId() })
  if (status === 200) {
    Object.assign(one, { value: said.text, saved: said.text, base: said.revision, when: said.when, refused: null, on: [], tried: null })
    settle(one)
  } else if (status) one.refused.fault = said.fault
  tell(one)
}

function joined(theirs, mine) {
  const spare = theirs.split('\n').map((line) => line.trim())
  const added = mine.split('\n').filter((line) => {
    const at = spare.indexOf(line.trim())
    if (at >= 0) spare.splice(at, 1)
    return at < 0 && line.trim()
  })
  return theirs.trim() ? [theirs.replace(/\n+$/, ''), ...added].join('\n') : added.join('\n')
}

// ---- what lies in this browser

function keep(one) {
  const draft = { field: one.field, text: one.value, base: one.base, on: one.on, tried: one.tried, todos: one.clash ? [one.clash.todo, ...one.todos] : one.todos, label: one.label, page, at: Date.now() }
  try {
    localStorage.setItem(`${DRAFT}/${one.id}/${page}`, JSON.stringify(draft))
    one.kept = true
  } catch {
    one.kept = false // no room, or not allowed: then the mark does not say that it is kept
  }
}

function settle(one) {
  one.since = undefined
  try {
    localStorage.removeItem(`${DRAFT}/${one.id}/${page}`)
    const left = one.left && JSON.parse(localStorage.getItem(one.left.key))
    if (left?.text === one.left?.text && left) localStorage.removeItem(one.left.key)
  } catch { /* nothing was kept then */ }
  one.left = null
}

function drafts(start) {
  const found = []
  try {
    for (let at = 0; at < localStorage.length; at++) {
      const key = localStorage.key(at)
      if (key.startsWith(`${DRAFT}/${start}`)) found.push([key, JSON.parse(localStorage.getItem(key))])
    }
  } catch { /* not allowed */ }
  return found.sort((one, other) => other[1].at - one[1].at)
}

// ---- the page goes, comes back, or finds its network again

function tell(one) {
  for (const listen of listeners) listen(one)
}

function everyUnsaved() {
  return [...texts.values()].filter(unsaved)
}

window.addEventListener('pagehide', () => everyUnsaved().forEach((one) => push(one, true)))
window.addEventListener('pps-server', ({ detail }) => { if (detail.here) everyUnsaved().forEach((one) => push(one)) })
window.addEventListener('online', () => everyUnsaved().forEach((one) => push(one)))
document.addEventListener('visibilitychange', () => everyUnsaved().forEach((one) => push(one)))
window.addEventListener('beforeunload', (event) => { if (everyUnsaved().some((one) => !one.kept)) event.preventDefault() })

// crypto.randomUUID is missing where the page is served without https
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 15) | 64
  bytes[8] = (bytes[8] & 63) | 128
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
