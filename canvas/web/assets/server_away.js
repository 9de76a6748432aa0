// The server may be away for a while: stopped, restarted, asleep with the computer. Streamlit would tell so in a dialog
// that takes the keyboard from who is typing. Here its questions whether the server is there wait until it is, so to
// Streamlit nothing is wrong, and it goes on by itself; meanwhile one line says so.
import { notice, unnotice } from './notice.js'
import { tellStreamlit } from './streamlit_messages.js'

const QUESTIONS = /\/_stcore\/(?:health|host-config)(?:\?|$)/
const BETWEEN = 500 // milliseconds between two tries
const ANSWERS_IN = 10000 // milliseconds a server may take to answer
const SAID_AFTER = 1000 // milliseconds it is away before that is said: a restart may be shorter
let plainFetch = globalThis.fetch
let socketOpen = true // as Streamlit says; until it has connected, its questions tell
let answering = true
let sayAway = 0

/** Whether Streamlit's socket is open, as far as is seen here. */
export function isSocketOpen() {
  return socketOpen
}

/** Stands between Streamlit and its server from now on. */
export function waitForServer() {
  plainFetch = window.fetch.bind(window)
  window.fetch = async function fetch(resource, options) {
    const url = new URL(resource instanceof Request ? resource.url : resource, location.href)
    if (url.origin === location.origin && QUESTIONS.test(url.pathname)) return patiently(url)
    return plainFetch(resource, options)
  }
  watchSocket()
  for (const kind of ['online', 'offline', 'pageshow']) window.addEventListener(kind, look)
  document.addEventListener('visibilitychange', () => { if (!document.hidden) look() })
}

// What Streamlit gave up on asking is answered all the same: it no longer listens to that by then.
/** @param {URL} url */
async function patiently(url) {
  for (;;) {
    const reply = await once(url)
    if (reply) return reply.ok && url.pathname.endsWith('host-config') ? ownSettings(reply) : reply
    await new Promise((done) => setTimeout(done, BETWEEN))
  }
}

// A server that is there may well say no: on the way to a screen Streamlit asks below the screen's address first.
/** @param {URL} url */
async function once(url) {
  try {
    const reply = await plainFetch(url, { signal: AbortSignal.timeout(ANSWERS_IN), cache: 'no-store' })
    const answers = reply.status < 500
    here({ answers })
    return answers ? reply : null
  } catch {
    here({ answers: false })
    return null
  }
}

// Streamlit's own switch for pages that tell themselves what is wrong: it then sends that as a message, see
// foreign_dialogs.js. And this very page is the only one that may tell Streamlit anything.
/** @param {Response} reply */
async function ownSettings(reply) {
  return Response.json({ ...await reply.json(), blockErrorDialogs: true, allowedOrigins: [location.origin] })
}

function here({ answers = answering, socket = socketOpen }) {
  const before = answering && socketOpen
  answering = answers
  socketOpen = socket
  const now = answering && socketOpen
  if (now === before) return
  clearTimeout(sayAway)
  if (now) unnotice('away')
  else sayAway = setTimeout(() => notice('away'), SAID_AFTER)
  window.dispatchEvent(new CustomEvent('pps-server', { detail: { here: now } }))
}

// The socket is watched from its making, so that what stands here knows of its end before Streamlit does.
function watchSocket() {
  window.WebSocket = class extends WebSocket {
    /** @param {ConstructorParameters<typeof WebSocket>} settings */
    constructor(...settings) {
      super(...settings)
      if (!new URL(this.url).pathname.endsWith('/_stcore/stream')) return
      this.addEventListener('open', () => here({ socket: true, answers: true }))
      for (const kind of ['error', 'close']) this.addEventListener(kind, () => this.ended())
    }

    /** @param {Parameters<WebSocket['close']>} reason */
    close(...reason) {
      this.ended()
      super.close(...reason)
    }

    ended() {
      if (this.over) return
      this.over = true
      here({ socket: false })
    }
  }
}

// A network that comes or goes says nothing about a server on this very computer, and one that slept hears nothing
// while it sleeps: so it is asked.
function look() {
  if (answering) patiently(new URL('/_stcore/health', location.origin))
  tellStreamlit({ type: 'SEND_APP_HEARTBEAT', ackTimeoutMilliseconds: ANSWERS_IN }) // a socket that is dead looks open
}
