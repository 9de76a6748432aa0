// A document as it is read on this page: what the server holds of it, and what was done that is not stored yet. All that
// one does is put in a row and sent one after another; it lies in this browser until the server has said what became
// of it. What is shown is what is stored with the row on top. Desks live beside the screen: leaving it ends no save.
import { newId } from '../../../../ui/assets/page_id.js'
import { adopt, keep, liveOn } from './reader_queue.js'
import { partAt, textOf } from './reader_text.js'

const ROUTE = '/werkbank/reader'
const PATIENCE = 10000 // milliseconds a save may take before it is sent again, as the same save
const AGAIN = [1000, 2000, 4000, 8000, 15000] // milliseconds between tries while nobody answers
export const LOOK = 4000 // milliseconds between looks at what others did
const desks = new Map() // owner/document → desk
let begun = false

export function deskOf(data) {
  const id = `${data.owner}/${data.document}`
  if (!desks.has(id)) {
    desks.set(id, { id, document: data.document, pass: data.pass, text: null, notes: new Map(), links: new Map(),
      named: new Map(), book: [], row: [], known: new Map(), undone: [], stamp: '', fails: 0, when: '', listeners: new Set() })
  }
  return desks.get(id)
}

// Fetches the document, or what changed of it while it was not shown.
export async function fetchDesk(desk) {
  if (desk.fetching) return
  desk.fetching = true
  const moves = desk.moves
  const { status, said } = await post(desk, { do: 'open' })
  desk.fetching = false
  desk.unknown = status === 401
  if (status === 200) {
    if (!desk.text) layOut(desk, said)
    desk.book = said.book
    if (moves === desk.moves && !desk.sending) standing(desk, said) // else a look that follows is newer
    desk.fault = null
    if (!desk.adopted) await adopt(desk)
  } else if (!desk.text) {
    desk.fault = said.fault ?? []
    if (!status || status === 401) setTimeout(() => { if (!desk.text) fetchDesk(desk) }, AGAIN[0])
  }
  changed(desk)
  send(desk)
}

function layOut(desk, said) {
  desk.text = textOf(said.text)
  desk.language = said.language
  desk.speakers = said.speakers
  desk.parts = said.parts.map(([start, end, title, turn, speaker, ms], index) => ({
    index, start: desk.text.units(start), end: desk.text.units(end), title: Boolean(title), turn, ms, speaker,
    who: desk.speakers[speaker] ?? null, marks: null,
  }))
}

function standing(desk, said) {
  desk.notes = new Map(said.notes.map((note) => [note.id, inUnits(desk, note)]))
  desk.links = new Map(said.links)
  desk.stamp = said.stamp
  call(desk, said.named)
}

function inUnits(desk, note) {
  return { ...note, start: desk.text.units(note.start), end: desk.text.units(note.end) }
}

function call(desk, named) {
  for (const theme of named) desk.named.set(theme.id, theme)
}

// ---- what is shown: what is stored, and on top of it what is on its way

export function view(desk) {
  const notes = new Map(desk.notes), links = new Map(desk.links)
  for (const one of desk.row) {
    const id = desk.known.get(one.note) ?? one.note
    const note = notes.get(id)
    const how = one.refused ? 'refused' : 'waiting'
    if (one.do === 'code') {
      const [start, end] = [desk.text.units(one.start), desk.text.units(one.end)]
      notes.set(one.id, { id: one.id, start, end, text: desk.text.said.slice(start, end).split(/\s+/).join(' ').trim(),
        block: one.block, kind: 'plain', role: roleAt(desk, start), revision: 0, themes: one.themes, how, op: one })
    } else if (one.do === 'link' && !one.refused) links.set(one.turn, one.question)
    else if (one.do === 'return' && one.before) notes.set(id, { ...one.before, how, op: one })
    else if (one.do === 'change' && (note ?? one.before)) { // one that was refused stays in sight, though the note be gone
      notes.set(id, { ...(note ?? one.before), id, text: one.text, block: one.block, kind: one.kind, how, op: one })
    } else if (!note) continue
    else if (one.do === 'remove') notes.delete(id)
    else if (one.do === 'theme') {
      const themes = note.themes.filter((theme) => theme !== one.theme)
      notes.set(id, { ...note, themes: one.given ? [...themes, one.theme] : themes, how, op: one })
    }
  }
  return { notes: [...notes.values()].sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1)), byId: notes, links }
}

function roleAt(desk, place) {
  const who = desk.parts[partAt(desk.parts, place)]?.who
  return who?.part === 'respondent' ? who.role : null
}

// ---- doing and sending

export function act(desk, asked) {
  const one = { id: newId(), ...asked }
  desk.row.push(one)
  keep(desk)
  changed(desk)
  send(desk)
  return one
}

export async function send(desk) {
  if (desk.sending || !desk.text) return
  clearTimeout(desk.timer)
  const one = desk.row.find((each) => !each.refused)
  if (!one) return
  desk.sending = true
  desk.since ??= Date.now()
  const { status, said } = await post(desk, body(desk, one))
  desk.sending = false
  desk.moves = (desk.moves ?? 0) + 1
  desk.fails = status && status !== 401 && status < 500 ? 0 : desk.fails + 1
  desk.unknown = status === 401
  if (!desk.fails) {
    if (status === 200) stored(desk, one, said)
    else refuse(desk, one, said)
    desk.since = desk.row.some((each) => !each.refused) ? Date.now() : null
    keep(desk)
  } else desk.timer = setTimeout(() => send(desk), desk.unknown ? AGAIN[0] : AGAIN[Math.min(desk.fails, AGAIN.length) - 1])
  changed(desk)
  if (!desk.fails) send(desk)
}

function body(desk, one) {
  const { id, refused, before, of, ...asked } = one
  if (asked.note) asked.note = desk.known.get(asked.note) ?? asked.note
  if (asked.do === 'code') asked.attempt = id
  return asked
}

function stored(desk, one, said) {
  desk.row = desk.row.filter((each) => each !== one)
  desk.when = said.when
  if (one.do === 'link') {
    one.question ? desk.links.set(one.turn, one.question) : desk.links.delete(one.turn)
    return
  }
  call(desk, said.named)
  const note = said.notes[0] && inUnits(desk, said.notes[0])
  if (one.do === 'code') {
    desk.known.set(one.id, said.id)
    for (const each of desk.row) if (each.note === one.id) each.note = said.id // also after this page is gone
    if (said.how === 'there') desk.told?.('there', note)
  }
  if (one.do === 'remove') {
    one.number = said.number
    for (const each of desk.row) if (each.of === one.id) each.number = said.number
  }
  note ? desk.notes.set(said.id, note) : desk.notes.delete(said.id)
}

// A refused passage stays in sight with the reason; what was to be done with it cannot be done.
function refuse(desk, one, said) {
  one.refused = said.fault ?? []
  if (said.now !== undefined) one.opened = { ...one.opened, ...said.now } // it is said now: trying again puts it on top
  desk.row = desk.row.filter((each) => each.note !== one.id)
  const inSight = one.do === 'code' || (one.do === 'change' && (one.before || desk.notes.has(one.note)))
  if (!inSight) {
    desk.row = desk.row.filter((each) => each !== one)
    desk.told?.('refused', one.refused)
  }
}

export function tryAgain(desk, one) {
  delete one.refused
  keep(desk)
  changed(desk)
  send(desk)
}

export function letGo(desk, one) {
  desk.row = desk.row.filter((each) => each !== one)
  keep(desk)
  changed(desk)
}

export async function look(desk) {
  const idle = () => !desk.sending && desk.row.every((one) => one.refused)
  if (!desk.text || !idle() || desk.looking || document.visibilityState !== 'visible') return
  const moves = desk.moves
  desk.looking = true
  const { status, said } = await post(desk, { do: 'look', known: desk.stamp })
  desk.looking = false
  desk.unknown = status === 401
  if (status === 200 && said.notes && idle() && moves === desk.moves) standing(desk, said)
  else if (status !== 401) return
  changed(desk)
}

async function post(desk, asked, leaving = false) {
  const end = new AbortController()
  const timer = leaving ? undefined : setTimeout(() => end.abort(), PATIENCE)
  try {
    const answered = await fetch(ROUTE, {
      method: 'POST', body: JSON.stringify({ document: desk.document, ...asked }), signal: end.signal,
      credentials: 'same-origin', keepalive: leaving,
      headers: { 'Content-Type': 'application/json', 'X-PPS-Pass': desk.pass },
    })
    return { status: answered.status, said: await answered.json() }
  } catch {
    return { status: 0, said: {} } // nobody there, or something else than the workbench
  } finally {
    clearTimeout(timer)
  }
}

function changed(desk) {
  for (const listen of desk.listeners) listen()
}

/** Has the page send what is not stored when it goes or finds its network again; once for as long as it lives. */
export function watchPage() {
  if (begun) return
  begun = true
  liveOn()
  window.addEventListener('pagehide', () => {
    for (const desk of desks.values()) {
      for (const one of desk.row) if (one.do === 'code' && !one.refused) post(desk, body(desk, one), true)
    }
  })
  window.addEventListener('online', () => desks.forEach((desk) => send(desk)))
  window.addEventListener('beforeunload', (event) => {
    if ([...desks.values()].some((desk) => desk.row.length && !desk.kept)) event.preventDefault()
  })
}
