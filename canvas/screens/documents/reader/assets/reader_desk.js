// A document as it is read on this page: what the server holds of it, and what was done that is not stored yet. All that
// one does is put in a row and sent one after another; it lies in this browser until the server has said what became
// of it. What is shown is what is stored with the row on top. Desks live beside the screen: leaving it ends no save.
/** @import { Answered, Coding, Edit, Fault, NewEdit, Note, Opened, Part, ReaderReply, ReaderWords, Refused, Speaker, Standing, Stored, StoredNote, Theme, Undoing, View } from './reader_data.js' */
/** @import { ReaderText } from './reader_text.js' */
import { fill } from '../../../../ui/assets/dom.js'
import { newId } from '../../../../ui/assets/page_id.js'
import { send as sendTo } from '../../../../ui/assets/server.js'
import { adopt, keep, liveOn } from './reader_queue.js'
import { partAt, textOf } from './reader_text.js'

const ROUTE = '/werkbank/reader'
const AGAIN = [1000, 2000, 4000, 8000, 15000] // milliseconds between tries while nobody answers
const SAID_AFTER = 3000 // milliseconds after which something that is under way is said not to be stored
export const LOOK = 4000 // milliseconds between looks at what others did
/**
 * A document as it is read on this page. Until it is laid out its text is empty, and nothing asks for its parts.
 * @typedef {object} Desk
 * @property {string} id owner/document
 * @property {string} document
 * @property {string} pass
 * @property {ReaderText} text
 * @property {boolean} laidOut
 * @property {Part[]} parts
 * @property {string} language
 * @property {Record<string, Speaker>} speakers
 * @property {Map<string, StoredNote>} notes those that are stored
 * @property {Map<number, string>} links the question of a turn
 * @property {Map<string, Theme>} named every theme by its id
 * @property {Theme[]} book the themes that can be given
 * @property {Edit[]} queue what was done and is not stored yet, in its order
 * @property {Map<string, string>} storedIds the id that the server gave a note → of the one it was made under here
 * @property {Undoing[]} undone what takes back what was done, the last at the end
 * @property {string} stamp what the server calls the state it gave last
 * @property {number} fails tries in a row that nobody answered
 * @property {string} when the time of the last save, in words
 * @property {Set<() => void>} listeners
 * @property {(fault: Fault | null) => void} [tell] says what went wrong; null where the words stand on that block already
 * @property {boolean} [fetching]
 * @property {boolean} [sending]
 * @property {boolean} [looking]
 * @property {boolean} [adopted]
 * @property {boolean} [unknown] the server does not know this page's pass
 * @property {boolean} [inBrowser]
 * @property {Fault | null} [fault]
 * @property {number} [moves] how many things were sent
 * @property {number | null} [since] from when on something is not stored
 * @property {number} [timer]
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
  const desk = { id, document: data.document, pass: data.pass, text: textOf(''), laidOut: false, notes: new Map(), links: new Map(),
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
    if (!desk.laidOut) layOut(desk, reply)
    desk.book = reply.book
    if (moves === desk.moves && !desk.sending) standing(desk, reply) // else a look that follows is newer
    desk.fault = null
    if (!desk.adopted) await adopt(desk)
  } else if (!desk.laidOut) {
    desk.fault = reply.fault ?? []
    if (!status || status === 401) setTimeout(() => { if (!desk.laidOut) fetchDesk(desk) }, AGAIN[0])
  }
  changed(desk)
  send(desk)
}

/** @param {Desk} desk @param {Opened} reply */
function layOut(desk, reply) {
  Object.assign(desk, { text: textOf(reply.text), laidOut: true })
  desk.language = reply.language
  desk.speakers = reply.speakers
  desk.parts = reply.parts.map(([start, end, title, turn, speaker, ms], index) => ({
    index, start: desk.text.units(start), end: desk.text.units(end), title: Boolean(title), turn, ms, speaker,
    who: (typeof speaker === 'string' && desk.speakers[speaker]) || null, drawn: null,
  }))
}

/** @param {Desk} desk @param {Standing} reply */
function standing(desk, reply) {
  desk.notes = new Map(reply.notes.map((note) => [note.id, inUnits(desk, note)]))
  desk.links = new Map(reply.links)
  desk.stamp = reply.stamp
  nameThemes(desk, reply.named)
}

/** @param {Desk} desk @param {StoredNote} note its places in code points */
function inUnits(desk, note) {
  return { ...note, start: desk.text.units(note.start), end: desk.text.units(note.end) }
}

/** @param {Desk} desk @param {Theme[]} named */
function nameThemes(desk, named) {
  for (const theme of named) desk.named.set(theme.id, theme)
}

// ---- what is shown: what is stored, and on top of it what is on its way

/** @param {Desk} desk @returns {View} */
export function view(desk) {
  /** @type {Map<string, Note>} */
  const notes = new Map(desk.notes)
  /** @type {View['links']} */
  const links = new Map(desk.links)
  for (const edit of desk.queue) {
    if (edit.do === 'code') {
      notes.set(edit.id, passage(desk, edit))
      continue
    }
    if (edit.do === 'link') {
      if (!edit.refused) links.set(edit.turn, edit.question)
      continue
    }
    const id = desk.storedIds.get(edit.note) ?? edit.note
    const note = notes.get(id), how = howOf(edit)
    if (edit.do === 'return' && edit.before) notes.set(id, { ...edit.before, how, op: edit })
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

/** @param {Edit} edit */
function howOf(edit) {
  return edit.refused ? 'refused' : 'waiting'
}

// The note that a passage will be, with the words of its span.
/** @param {Desk} desk @param {Coding} edit @returns {Note} */
function passage(desk, edit) {
  const [start, end] = [desk.text.units(edit.start), desk.text.units(edit.end)]
  return { id: edit.id, start, end, text: desk.text.words.slice(start, end).split(/\s+/).join(' ').trim(),
    block: edit.block, kind: 'plain', role: roleAt(desk, start), revision: 0, themes: edit.themes, how: howOf(edit), op: edit }
}

/** @param {Desk} desk @param {number} place */
function roleAt(desk, place) {
  const who = desk.parts[partAt(desk.parts, place)]?.who
  return who?.part === 'respondent' ? who.role ?? null : null
}

/**
 * Whether it must be said that something is not stored: nobody answers, the server did not, or it takes long.
 * @param {Pick<Desk, 'queue' | 'fails' | 'since'>} desk
 * @param {number} now
 */
export function isLate({ queue, fails, since }, now) {
  return queue.length > 0 && (fails > 0 || queue.some((each) => each.refused) || Boolean(since && now - since > SAID_AFTER))
}

/**
 * How the document stands, in words.
 * @param {Pick<Desk, 'queue' | 'when' | 'inBrowser'>} desk
 * @param {boolean} late
 * @param {Pick<ReaderWords, 'saving' | 'saved' | 'kept' | 'oneWaits' | 'manyWait'>} words
 */
export function stateInWords({ queue, when, inBrowser }, late, words) {
  const n = queue.length
  if (!n) return when ? fill(words.saved, { when }) : ''
  if (!late) return words.saving
  return fill(n === 1 ? words.oneWaits : words.manyWait, { n }) + (inBrowser ? `, ${words.kept}` : '')
}

// ---- doing and sending

/**
 * Does something: it is shown at once, and sent.
 * @template {NewEdit} C
 * @param {Desk} desk
 * @param {C} change
 */
export function act(desk, change) {
  const edit = { id: newId(), ...change }
  desk.queue.push(/** @type {Edit} */ (edit))
  keep(desk)
  changed(desk)
  send(desk)
  return edit
}

/** @param {Desk} desk */
export async function send(desk) {
  if (desk.sending || !desk.laidOut) return
  clearTimeout(desk.timer)
  const edit = desk.queue.find((each) => !each.refused)
  if (!edit) return
  desk.sending = true
  desk.since ??= Date.now()
  const answered = await post(desk, body(desk, edit)), { status } = answered
  desk.sending = false
  desk.moves = (desk.moves ?? 0) + 1
  desk.fails = status && status !== 401 && status < 500 ? 0 : desk.fails + 1
  desk.unknown = status === 401
  if (!desk.fails) {
    if (answered.status === 200) stored(desk, edit, answered.reply)
    else refuse(desk, edit, answered.reply)
    desk.since = desk.queue.some((each) => !each.refused) ? Date.now() : null
    keep(desk)
  } else desk.timer = setTimeout(() => send(desk), desk.unknown ? AGAIN[0] : AGAIN[Math.min(desk.fails, AGAIN.length) - 1])
  changed(desk)
  if (!desk.fails) send(desk)
}

const OURS = ['id', 'refused', 'before', 'of'] // of an edit, what stays in this browser

/** @param {Desk} desk @param {Edit} edit */
function body(desk, edit) {
  const request = { do: edit.do, ...Object.fromEntries(Object.entries(edit).filter(([name]) => !OURS.includes(name))) }
  if ('note' in edit) Object.assign(request, { note: desk.storedIds.get(edit.note) ?? edit.note })
  return edit.do === 'code' ? { ...request, attempt: edit.id } : request
}

/** @param {Desk} desk @param {Edit} edit @param {Stored} reply */
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
    for (const each of desk.queue) if ('note' in each && each.note === edit.id) each.note = reply.id // also after this page is gone
    if (reply.how === 'there') desk.tell?.(null)
  }
  if (edit.do === 'remove') {
    edit.number = reply.number
    for (const each of desk.queue) if (each.do === 'return' && each.of === edit.id) each.number = reply.number ?? 0
  }
  note ? desk.notes.set(reply.id, note) : desk.notes.delete(reply.id)
}

// A refused passage stays in sight with the reason; what was to be done with it cannot be done.
/** @param {Desk} desk @param {Edit} edit @param {Refused} reply */
function refuse(desk, edit, reply) {
  edit.refused = reply.fault ?? []
  if (edit.do === 'change' && reply.now !== undefined) edit.opened = { ...edit.opened, ...reply.now } // it is said now: trying again puts it on top
  desk.queue = desk.queue.filter((each) => !('note' in each) || each.note !== edit.id)
  const inSight = edit.do === 'code' || (edit.do === 'change' && (edit.before || desk.notes.has(edit.note)))
  if (!inSight) {
    desk.queue = desk.queue.filter((each) => each !== edit)
    desk.tell?.(edit.refused)
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
  if (!desk.laidOut || !idle() || desk.looking || document.visibilityState !== 'visible') return
  const moves = desk.moves
  desk.looking = true
  const { status, reply } = await post(desk, { do: 'look', known: desk.stamp })
  desk.looking = false
  desk.unknown = status === 401
  if (status === 200 && 'notes' in reply && idle() && moves === desk.moves) standing(desk, reply)
  else if (status !== 401) return
  changed(desk)
}

/**
 * @template {string} Do
 * @param {Desk} desk
 * @param {{ do: Do, [what: string]: unknown }} request
 * @param {boolean} [leaving] the page goes, and waits for nothing
 * @returns {Promise<Answered<ReaderReply<Do>>>}
 */
async function post(desk, request, leaving = false) {
  return /** @type {Answered<ReaderReply<Do>>} */ (await sendTo(ROUTE, desk.pass, { document: desk.document, ...request }, leaving))
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
