// One field for every answer. Per question it knows what is typed, what is stored, and which saves are still on their
// way; it calls a text stored only when the server has named that very save. Module state outlives a remount.
const kept = new Map() // field → {value, saved, base, sent: [payload], refused, at, wait}
let session = null
let focusSeen = null
const mounts = new WeakMap()

export default function ({ data, parentElement, setTriggerValue, setStateValue }) {
  const it = mounts.get(parentElement) ?? build(parentElement)
  Object.assign(it, { trigger: setTriggerValue, hold: setStateValue })
  take(it, data)
  return it.clean
}

function build(root) {
  const it = { id: null, moving: null, data: null }
  it.area = make('textarea', { rows: 7, spellcheck: true })
  it.state = make('span', { className: 'state' })
  it.state.setAttribute('role', 'status')
  it.again = make('button', { type: 'button', className: 'again', hidden: true })
  it.count = make('span', { className: 'count' })
  it.hint = make('p', { className: 'hint', id: 'hint' })
  it.area.setAttribute('aria-describedby', 'hint')
  const foot = make('div', { className: 'foot' })
  foot.append(it.count, it.state, it.again)
  const box = make('div', { className: 'field' })
  box.append(it.area, foot, it.hint)
  root.append(box)

  it.area.addEventListener('input', () => typed(it))
  it.area.addEventListener('blur', () => saveIfNeeded(it, it.id))
  it.again.addEventListener('click', () => send(it, it.id))
  const keys = (event) => onKey(it, event)
  const leaving = (event) => { if (anyUnsaved()) event.preventDefault() }
  const hidden = () => saveIfNeeded(it, it.id)
  const pressed = (event) => { if (!event.composedPath().includes(box)) saveIfNeeded(it, it.id) }
  const followed = (event) => letSaveGoFirst(it, event)
  document.addEventListener('pointerdown', pressed, true)
  document.addEventListener('click', followed, true)
  document.addEventListener('keydown', keys)
  window.addEventListener('beforeunload', leaving)
  window.addEventListener('pagehide', hidden)
  const clock = setInterval(() => insist(it), 1000)
  it.clean = () => {
    settleMove(it, false)
    document.removeEventListener('pointerdown', pressed, true)
    document.removeEventListener('click', followed, true)
    document.removeEventListener('keydown', keys)
    window.removeEventListener('beforeunload', leaving)
    window.removeEventListener('pagehide', hidden)
    clearInterval(clock)
    mounts.delete(root)
    box.remove()
  }
  mounts.set(root, it)
  return it
}

// ---- what the server says

function take(it, data) {
  const before = it.id
  it.data = data
  acknowledge(data.acks)
  const restarted = session !== null && session !== data.session
  session = data.session
  const own = kept.get(data.field) ?? { value: data.text, saved: data.text, base: data.revision, sent: [] }
  kept.set(data.field, own)
  merge(own, data)
  if (before !== null && before !== data.field) saveIfNeeded(it, before)
  it.id = data.field
  arrive(it, own, before)
  const back = restarted || before === null // the server forgot, or one was on another screen meanwhile
  if (back) for (const [id, one] of kept) {
    if (!one.met) one.tried = null // what refused it, a file that was gone or locked, may be over
    one.sent.length ? resend(it, one) : saveIfNeeded(it, id)
  }
  if (data.focus !== focusSeen) {
    const first = focusSeen === null
    focusSeen = data.focus
    // a finger gets no keyboard over the question it has just asked for
    if ((!first || data.focus > 0) && !matchMedia('(pointer: coarse)').matches) it.area.focus({ preventScroll: true })
  }
  if (it.area.getRootNode().activeElement !== it.area) saveIfNeeded(it, it.id)
}

function acknowledge(acks) {
  for (const own of kept.values()) {
    const last = own.sent.findLastIndex((one) => acks[one.attempt])
    for (const one of own.sent.slice(0, last + 1)) {
      const ack = acks[one.attempt]
      if (!ack || one.text === null) continue // overtaken by a later save before the server could look at it
      Object.assign(own, { refused: !ack.stored, met: ack.met })
      if (ack.stored) Object.assign(own, { saved: one.text, base: Math.max(own.base, ack.revision) })
    }
    own.sent = own.sent.slice(last + 1)
  }
}

function merge(own, data) {
  const replaced = data.replace && data.replace.token !== own.replaced
  if (replaced) own.replaced = data.replace.token
  const chosen = replaced && own.value === own.tried // typed on since the choice: the choice is asked again
  const newer = data.revision > own.base && own.value === own.saved && !own.sent.length
  if (chosen) Object.assign(own, { refused: false, sent: [] })
  if (chosen || (newer && data.text !== own.saved))
    Object.assign(own, { value: data.text, saved: data.text, base: data.revision })
  else if (data.text === own.saved) own.base = Math.max(own.base, data.revision)
}

function arrive(it, own, before) {
  const other = before !== it.id
  if (it.moving && (other || it.data.acks[it.moving.attempt])) settleMove(it, other)
  const said = it.data.words
  it.area.setAttribute('aria-label', it.data.label)
  it.area.placeholder = said.placeholder
  it.hint.textContent = matchMedia('(pointer: coarse)').matches ? said.hint : `${said.hint} ${said.keys}`
  it.again.textContent = said.again
  if (it.moving) return
  if (it.area.value !== own.value) it.area.value = own.value
  if (other && before !== null) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0)
  show(it)
}

// ---- what the user does

function typed(it) {
  if (it.moving) return
  kept.get(it.id).value = it.area.value
  show(it)
}

function onKey(it, event) {
  const inField = event.composedPath().includes(it.area)
  const next = (inField && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) || (event.altKey && event.key === 'PageDown')
  if (!next && !(event.altKey && event.key === 'PageUp')) return
  event.preventDefault()
  move(it, next ? 'next' : 'previous')
}

// What is typed between asking for the next question and getting it is meant for that question: it waits here, with
// what was asked after it.
function move(it, then) {
  if (it.moving) {
    it.moving.queue.push({ text: it.area.value, then })
    it.area.value = ''
    return
  }
  const attempt = send(it, it.id, then)
  if (then === 'next' ? it.data.last : it.data.first) return
  it.moving = { attempt, queue: [], timer: setTimeout(() => { settleMove(it, false); show(it) }, 4000) }
  it.area.value = ''
}

function settleMove(it, arrived) {
  if (!it.moving) return
  const own = kept.get(it.id)
  const { queue, timer } = it.moving
  const ahead = it.area.value
  clearTimeout(timer)
  it.moving = null
  const add = (text) => { if (text) own.value += (own.value && !own.value.endsWith('\n') ? '\n' : '') + text }
  const asked = arrived && queue.shift()
  if (!asked) [...queue.map((one) => one.text), ahead].forEach(add)
  else add(asked.text)
  it.area.value = own.value
  if (!asked) return
  move(it, asked.then)
  if (it.moving) it.moving.queue.push(...queue)
  if (it.moving) it.area.value = ahead
  else { add(ahead); it.area.value = own.value }
}

// Streamlit drops a save that it has not begun with when another screen is asked for, and a save that comes after that
// calls one back to this screen. So a link is followed once the save has its answer, or has had its time.
function letSaveGoFirst(it, event) {
  if (!event.isTrusted || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return
  const link = event.composedPath().find((one) => one.tagName === 'A')
  const own = kept.get(it.id)
  if (!link || !own?.sent.length) return
  event.preventDefault()
  event.stopPropagation()
  const until = Date.now() + 2000
  const follow = () => (own.sent.length && Date.now() < until ? setTimeout(follow, 20) : link.click())
  follow()
}

// ---- saving

function send(it, id, then = '') {
  const own = kept.get(id)
  const on = own.sent.map((one) => one.attempt)
  const text = unsaved(own) ? own.value : null // nothing to store: what stands may be newer than what is shown
  const payload = { field: id, attempt: newId(), base: own.base, on, text, then }
  own.sent.push(payload)
  if (text !== null) own.tried = text
  post(it, own, payload, 5000)
  return payload.attempt
}

function saveIfNeeded(it, id) {
  const own = kept.get(id)
  if (!own || it.moving) return
  const last = own.sent.at(-1)
  const tried = own.refused && own.value === own.tried // what was refused goes again when it changes, or when asked to
  if (last ? (last.text ?? own.saved) !== own.value : (own.value !== own.saved || own.refused) && !tried) send(it, id)
}

// A save without an answer is sent again, as the same save; what it asked for beside it is not.
function resend(it, own) {
  const last = own.sent.at(-1)
  post(it, own, { ...last, then: '' }, Math.min(own.wait * 2, 40000))
}

function insist(it) {
  for (const own of kept.values()) if (own.sent.length && Date.now() > own.at + own.wait) resend(it, own)
  show(it)
}

function post(it, own, payload, wait) {
  own.at = Date.now()
  own.wait = wait
  own.since ??= own.at
  // A component without a state is forgotten the moment one leaves for another screen, and its last save with it.
  it.hold('held', true)
  it.trigger('sent', JSON.stringify(payload))
  show(it)
}

const unsaved = (own) => own.value !== own.saved || own.refused || own.sent.length > 0
const anyUnsaved = () => [...kept.values()].some(unsaved)

// ---- what it says

function show(it) {
  const own = kept.get(it.id)
  if (!own || !it.data) return
  if (!own.sent.length) own.since = undefined
  const said = it.data.words
  const late = own.since && Date.now() - own.since > 5000
  const how = own.sent.length && !late ? 'saving' : own.refused ? 'refused' : unsaved(own) ? 'unsaved' : 'saved'
  const text = how === 'saved' ? it.data.stands : said[how]
  if (it.state.textContent !== text) it.state.textContent = text
  it.state.className = `state ${how}`
  it.again.hidden = how !== 'refused' || own.met // where two texts met, trying again would only meet once more
  const notes = own.value.split('\n').filter((line) => line.trim()).length
  it.count.textContent = (notes === 1 ? said.note : said.notes).replace('{n}', notes)
}

function make(tag, props) {
  return Object.assign(document.createElement(tag), props)
}

// crypto.randomUUID is missing where the page is served without https
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 15) | 64
  bytes[8] = (bytes[8] & 63) | 128
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
