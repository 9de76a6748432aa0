// Tries every way in which a page can get something from another place, and says by which it did: way → paths.
const WAIT = 1500
const WAIT_FOR_ANSWER = 10000 // on a busy machine, where a way says by itself that it led nowhere
const ANSWERED = ['frame', 'fetch', 'image', 'module', 'socket']

function settled (promise, way) {
  const wait = ANSWERED.includes(way) ? WAIT_FOR_ANSWER : WAIT
  const late = new Promise(resolve => setTimeout(() => resolve(false), wait))
  return Promise.race([promise.catch(() => false), late])
}

function element (name, values) {
  return new Promise(resolve => {
    const made = document.createElement(name)
    made.onload = made.onloadeddata = () => resolve(true)
    made.onerror = () => resolve(false)
    Object.assign(made, values)
    document.body.append(made)
  })
}

async function framed (url) {
  const frame = document.createElement('iframe')
  frame.src = url
  const loaded = new Promise(resolve => { frame.onload = resolve })
  document.body.append(frame)
  await loaded
  return frame.contentDocument !== null && frame.contentDocument.getElementById('root') !== null
}

function socket (url) {
  return new Promise(resolve => {
    const made = new WebSocket(url.replace('http:', 'ws:'), ['streamlit'])
    made.onopen = () => { made.close(); resolve(true) }
    made.onerror = () => resolve(false)
  })
}

function events (url) {
  return new Promise(resolve => {
    const made = new EventSource(url, { withCredentials: true })
    made.onopen = () => { made.close(); resolve(true) }
    made.onerror = () => { made.close(); resolve(false) }
  })
}

function form (url, method) {
  return new Promise(resolve => {
    const frame = document.createElement('iframe')
    frame.name = `f${Math.random()}`
    const made = document.createElement('form')
    Object.assign(made, { action: url, method, target: frame.name, enctype: 'text/plain' })
    document.body.append(frame, made)
    frame.onload = () => {
      let text = ''
      try { text = frame.contentDocument.body.innerText } catch { /* of another origin, or empty */ }
      if (frame.contentDocument?.URL !== 'about:blank') resolve(text !== '')
    }
    made.submit()
  })
}

const WAYS = {
  fetch: url => fetch(url, { credentials: 'include' }).then(answer => answer.ok),
  opaque: url => fetch(url, { mode: 'no-cors', credentials: 'include' }).then(() => true),
  post: url => fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}' }).then(() => true),
  json: url => fetch(url, {
    method: 'POST', credentials: 'include', body: '{}', headers: { 'Content-Type': 'application/json' }
  }).then(answer => answer.ok),
  put: url => fetch(url, { method: 'PUT', credentials: 'include', body: '{}' }).then(answer => answer.ok),
  image: url => element('img', { src: url }),
  script: url => element('script', { src: url }),
  module: url => import(url).then(() => true),
  style: url => element('link', { rel: 'stylesheet', href: url }),
  video: url => element('video', { src: url, preload: 'auto' }),
  frame: framed,
  socket,
  events,
  'form by POST': url => form(url, 'POST')
}

async function tryAll (to, paths) {
  const got = {}
  const tries = paths.flatMap(path => Object.entries(WAYS).map(async ([way, attempt]) => {
    if (await settled(attempt(to + path), way)) (got[way] ??= []).push(path)
  }))
  await Promise.all(tries)
  return got
}
window.tryAll = tryAll
