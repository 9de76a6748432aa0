// A document as it is read on this page: what the server holds of it, and what was done that is not stored yet. All that
// one does is put in a row and sent one after another; it lies in this browser until the server has said what became
// of it. What is shown is what is stored with the row on top. Desks live beside the screen: leaving it ends no save.
/** @import { Part } from './reader_text.js' */
import { newId } from '../../../../ui/assets/page_id.js'
import { adopt, keep, liveOn } from './reader_queue.js'
import { partAt, textOf } from './reader_text.js'

const ROUTE = '/werkbank/reader'
const PATIENCE = 10000 // milliseconds a save may take before it is sent again, as the same save
const AGAIN = [1000, 2000, 4000, 8000, 15000] // milliseconds between tries while nobody answers
export const LOOK = 4000 // milliseconds between looks at what others did
/**
 * A document as it is read on this page. Until it has come there is no text, and nothing asks for its parts.
 * @typedef {object} Desk
 * @property {string} id owner/document
 * @property {string} document
 * @property {string} pass
 * @property {any} text a ReaderText, or null
 * @property {Part[]} parts
 * @property {string} language
 * @property {Record<string, { part: string, role?: string, code?: string }>} speakers
 * @property {Map<string, Note>} notes those that are stored
 * @property {Map<number, string>} links the question of a turn
 * @property {Map<string, Theme>} named every theme by its id
 * @property {Theme[]} book the themes that can be given
 * @property {Edit[]} queue what was done and is not stored yet, in its order
 * @property {Map<string, string>} storedIds the id that the server gave a note → of the one it was made under here
 * @property {any[]} undone what takes back what was done, the last at the end
 * @property {string} stamp what the server calls the state it gave last
 * @property {number} fails tries in a row that nobody answered
 * @property {string} when the time of the last save, in words
 * @property {Set<() => void>} listeners
 * @property {(what: 'there' | 'refused', about: any) => void} [tell]
 * @property {boolean} [fetching]
 * @property {boolean} [sending]
 * @property {boolean} [looking]
 * @property {boolean} [adopted]
 * @property {boolean} [unknown] the server does not know this page's pass
 * @property {boolean} [inBrowser]
 * @property {string[] | null} [fault]
 * @property {number} [moves] how many things were sent
 * @property {number | null} [since] from when on something is not stored
 * @property {number} [timer]
 */

/** @typedef {{ id: string, name: string, colour?: string, notes?: number }} Theme */
/**
 * A note; `start` and `end` are units here. `how` it waits, and for which edit, where it does.
 * @typedef {{ id: string, start: number, end: number, text: string, block: string, kind: string, role: string | null, revision: number, themes: string[], how?: 'waiting' | 'refused', op?: Edit }} Note
 */
/**
 * Something that was done: to code a passage, to change, remove or return a note, to give it a theme, to link a turn.
 * @typedef {object} Edit
 * @property {string} id
 * @property {string} [attempt] of a passage: its id
 * @property {'code' | 'change' | 'remove' | 'return' | 'theme' | 'link'} do
 * @property {any} [note] the id of the note it is done to
 * @property {Note} [before] the note as it was, which stays in this browser
 * @property {string[]} [refused] why the server did not
 * @property {any} [start] the code points of a passage
 * @property {any} [end]
 * @property {any} [block]
 * @property {any} [kind]
 * @property {any} [text]
 * @property {any} [themes]
 * @property {any} [theme]
 * @property {boolean} [given]
 * @property {any} [turn]
 * @property {any} [question]
 * @property {any} [opened] what it was based on
 * @property {number} [number] of a removal
 * @property {string} [of] the removal that a return takes back
 */

/** @type {Map<string, Desk>} */
const desks = new Map()
let begun = false

/** @param {{ owner: string, document: string, pass: string }} data @returns {Desk} */
export function deskOf(data) {
  const id = `${data.owner}/${data.document}`
  const there = desks.get(id)
  if (there) return there
  /** @type {Desk} */
  const desk = { id, document: data.document, pass: data.pass, text: null, notes: new Map(), links: new Map(),
    named: new Map(), book: [], queue: [], storedIds: new Map(), undone: [], stamp: '', fails: 0, when: '', listeners: new Set(),
    parts: [], language: '', speakers: {} }
  desks.set(id, desk)
  return desk
}

// Fetches the document, or what changed of it while it was not shown.
/** @param {Desk} desk */
export async function fetchDesk(desk) {
  if (desk.fetching) return
  desk.fetching = true
  const moves = desk.moves
  const { status, reply } = await post(desk, { do: 'open' })
  desk.fetching = false
  desk.unknown = status === 401
  if (status === 200) {
    if (!desk.text) layOut(desk, reply)
    desk.book = reply.book
    if (moves === desk.moves && !desk.sending) standing(desk, reply) // else a look that follows is newer
    desk.fault = null
    if (!desk.adopted) await adopt(desk)
  } else if (!desk.text) {
    desk.fault = reply.fault ?? []
    if (!status || status === 401) setTimeout(() => { if (!desk.text) fetchDesk(desk) }, AGAIN[0])
  }
  changed(desk)
  send(desk)
}

/** @param {Desk} desk @param {any} reply */
function layOut(desk, reply) {
  desk.text = textOf(reply.text)
  desk.language = reply.language
  desk.speakers = reply.speakers
  desk.parts = reply.parts.map((/** @type {any[]} */ [start, end, title, turn, speaker, ms], /** @type {number} */ index) => ({
    index, start: desk.text.units(start), end: desk.text.units(end), title: Boolean(title), turn, ms, speaker,
    who: desk.speakers[speaker] ?? null, marks: null,
  }))
}

/** @param {Desk} desk @param {{ notes: Note[], links: [number, string][], stamp: string, named: Theme[] }} reply */
function standing(desk, reply) {
  desk.notes = new Map(reply.notes.map((note) => [note.id, inUnits(desk, note)]))
  desk.links = new Map(reply.links)
  desk.stamp = reply.stamp
  nameThemes(desk, reply.named)
}

/** @param {Desk} desk @param {Note} note its places in code points */
function inUnits(desk, note) {
  return { ...note, start: desk.text.units(note.start), end: desk.text.units(note.end) }
}

/** @param {Desk} desk @param {Theme[]} named */
function nameThemes(desk, named) {
  for (const theme of named) desk.named.set(theme.id, theme)
}

// ---- what is shown: what is stored, and on top of it what is on its way

/** @param {Desk} desk */
export function view(desk) {
  const notes = new Map(desk.notes), links = new Map(desk.links)
  for (const edit of desk.queue) {
    const id = desk.storedIds.get(edit.note) ?? edit.note
    const note = notes.get(id)
    const how = edit.refused ? 'refused' : 'waiting'
    if (edit.do === 'code') {
      const [start, end] = [desk.text.units(edit.start), desk.text.units(edit.end)]
      notes.set(edit.id, { id: edit.id, start, end, text: desk.text.words.slice(start, end).split(/\s+/).join(' ').trim(),
        block: edit.block, kind: 'plain', role: roleAt(desk, start), revision: 0, themes: edit.themes, how, op: edit })
    } else if (edit.do === 'link' && !edit.refused) links.set(edit.turn, edit.question)
    else if (edit.do === 'return' && edit.before) notes.set(id, { ...edit.before, how, op: edit })
    else if (edit.do === 'change' && (note ?? edit.before)) { // one that was refused stays in sight, though the note be gone
      notes.set(id, { .../** @type {Note} */ (note ?? edit.before), id, text: edit.text, block: edit.block, kind: edit.kind, how, op: edit })
    } else if (!note) continue
    else if (edit.do === 'remove') notes.delete(id)
    else if (edit.do === 'theme') {
      const themes = note.themes.filter((theme) => theme !== edit.theme)
      notes.set(id, { ...note, themes: edit.given ? [...themes, edit.theme] : themes, how, op: edit })
    }
  }
  return { notes: [...notes.values()].sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1)), byId: notes, links }
}

/** @param {Desk} desk @param {number} place */
function roleAt(desk, place) {
  const who = desk.parts[partAt(desk.parts, place)]?.who
  return who?.part === 'respondent' ? who.role : null
}

// ---- doing and sending

/** @param {Desk} desk @param {Partial<Edit> & Pick<Edit, 'do'>} change */
export function act(desk, change) {
  const edit = { id: newId(), ...change }
  desk.queue.push(edit)
  keep(desk)
  changed(desk)
  send(desk)
  return edit
}

/** @param {Desk} desk */
export async function send(desk) {
  if (desk.sending || !desk.text) return
  clearTimeout(desk.timer)
  const edit = desk.queue.find((each) => !each.refused)
  if (!edit) return
  desk.sending = true
  desk.since ??= Date.now()
  const { status, reply } = await post(desk, body(desk, edit))
  desk.sending = false
  desk.moves = (desk.moves ?? 0) + 1
  desk.fails = status && status !== 401 && status < 500 ? 0 : desk.fails + 1
  desk.unknown = status === 401
  if (!desk.fails) {
    if (status === 200) stored(desk, edit, reply)
    else refuse(desk, edit, reply)
    desk.since = desk.queue.some((each) => !each.refused) ? Date.now() : null
    keep(desk)
  } else desk.timer = setTimeout(() => send(desk), desk.unknown ? AGAIN[0] : AGAIN[Math.min(desk.fails, AGAIN.length) - 1])
  changed(desk)
  if (!desk.fails) send(desk)
}

/** @param {Desk} desk @param {Edit} edit */
function body(desk, edit) {
  const { id, refused, before, of, ...rest } = edit
  /** @type {Omit<Edit, 'id'>} */
  const request = rest
  if (request.note) request.note = desk.storedIds.get(request.note) ?? request.note
  if (request.do === 'code') request.attempt = id
  return request
}

/** @param {Desk} desk @param {Edit} edit @param {any} reply */
function stored(desk, edit, reply) {
  desk.queue = desk.queue.filter((each) => each !== edit)
  desk.when = reply.when
  if (edit.do === 'link') {
    edit.question ? desk.links.set(edit.turn, edit.question) : desk.links.delete(edit.turn)
    return
  }
  nameThemes(desk, reply.named)
  const note = reply.notes[0] && inUnits(desk, reply.notes[0])
  if (edit.do === 'code') {
    desk.storedIds.set(edit.id, reply.id)
    for (const each of desk.queue) if (each.note === edit.id) each.note = reply.id // also after this page is gone
    if (reply.how === 'there') desk.tell?.('there', note)
  }
  if (edit.do === 'remove') {
    edit.number = reply.number
    for (const each of desk.queue) if (each.of === edit.id) each.number = reply.number
  }
  note ? desk.notes.set(reply.id, note) : desk.notes.delete(reply.id)
}

// A refused passage stays in sight with the reason; what was to be done with it cannot be done.
/** @param {Desk} desk @param {Edit} edit @param {any} reply */
function refuse(desk, edit, reply) {
  edit.refused = reply.fault ?? []
  if (reply.now !== undefined) edit.opened = { ...edit.opened, ...reply.now } // it is said now: trying again puts it on top
  desk.queue = desk.queue.filter((each) => each.note !== edit.id)
  const inSight = edit.do === 'code' || (edit.do === 'change' && (edit.before || desk.notes.has(edit.note)))
  if (!inSight) {
    desk.queue = desk.queue.filter((each) => each !== edit)
    desk.tell?.('refused', edit.refused)
  }
}

/** @param {Desk} desk @param {Edit} edit */
export function tryAgain(desk, edit) {
  delete edit.refused
  keep(desk)
  changed(desk)
  send(desk)
}

/** @param {Desk} desk @param {Edit} edit */
export function letGo(desk, edit) {
  desk.queue = desk.queue.filter((each) => each !== edit)
  keep(desk)
  changed(desk)
}

/** @param {Desk} desk */
export async function look(desk) {
  const idle = () => !desk.sending && desk.queue.every((edit) => edit.refused)
  if (!desk.text || !idle() || desk.looking || document.visibilityState !== 'visible') return
  const moves = desk.moves
  desk.looking = true
  const { status, reply } = await post(desk, { do: 'look', known: desk.stamp })
  desk.looking = false
  desk.unknown = status === 401
  if (status === 200 && reply.notes && idle() && moves === desk.moves) standing(desk, reply)
  else if (status !== 401) return
  changed(desk)
}

/** @param {Desk} desk @param {object} request @param {boolean} [leaving] @returns {Promise<{ status: number, reply: any }>} status 0 where nobody answered */
async function post(desk, request, leaving = false) {
  const end = new AbortController()
  const timer = leaving ? undefined : setTimeout(() => end.abort(), PATIENCE)
  try {
    const answered = await fetch(ROUTE, {
      method: 'POST', body: JSON.stringify({ document: desk.document, ...request }), signal: end.signal,
      credentials: 'same-origin', keepalive: leaving,
      headers: { 'Content-Type': 'application/json', 'X-PPS-Pass': desk.pass },
    })
    return { status: answered.status, reply: await answered.json() }
  } catch {
    return { status: 0, reply: {} } // nobody there, or something else than the workbench
  } finally {
    clearTimeout(timer)
  }
}

/** @param {Desk} desk */
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
      for (const edit of desk.queue) if (edit.do === 'code' && !edit.refused) post(desk, body(desk, edit), true)
    }
  })
  window.addEventListener('online', () => desks.forEach((desk) => send(desk)))
  window.addEventListener('beforeunload', (event) => {
    if ([...desks.values()].some((desk) => desk.queue.length && !desk.inBrowser)) event.preventDefault()
  })
}
