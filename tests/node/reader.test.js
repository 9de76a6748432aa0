// The reader beside its text: who speaks and what a part is called, what is said of the queue, what lies in the browser,
// and what takes back what was done.
import assert from 'node:assert/strict'
import { beforeEach, mock, test } from 'node:test'
import { storage } from './browser.js'

mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 })
globalThis.fetch = () => new Promise(() => {}) // nothing is answered here
const { cursorIn, undo } = await import('../../canvas/screens/documents/reader/assets/reader_actions.js')
const { act, deskOf, isLate, stateInWords, view } = await import('../../canvas/screens/documents/reader/assets/reader_desk.js')
const { dirty } = await import('../../canvas/screens/documents/reader/assets/reader_editor.js')
const { mostUsed } = await import('../../canvas/screens/documents/reader/assets/reader_legend.js')
const { draft, draftOf, keep } = await import('../../canvas/screens/documents/reader/assets/reader_queue.js')
const { calledAloud, clock, voiceOf } = await import('../../canvas/screens/documents/reader/assets/reader_speakers.js')

const NOTE = { id: 'n1', start: 0, end: 2, text: 'Ja', block: 'costs', kind: 'plain', role: 'r', revision: 1, themes: ['t1'] }
let turn = 0

function opened() {
  const desk = deskOf({ owner: 'study/user', document: `r${turn += 1}`, pass: 'pass' })
  desk.notes.set('n1', NOTE)
  return desk
}

beforeEach(() => storage.clear())

// ---- who speaks

const DATA = {
  roles: { r: { letter: 'O', colour: 'blue', name: 'Entrepreneur' } },
  words: { interviewer: 'Interviewer', unknown: 'Unknown speaker', paragraph: 'Paragraph {n}' },
}

test('a respondent is told by code and role, an interviewer as such, and others as the transcript has them', () => {
  const voice = (who, speaker) => { const { letter, name, line } = voiceOf({ who, speaker }, DATA); return [letter, name, line] }
  assert.deepEqual(voice({ part: 'respondent', role: 'r', code: 'TO-1' }, 'Anna'), ['O', 'TO-1', 'Entrepreneur'])
  assert.deepEqual(voice({ part: 'interviewer', role: null, code: null }, 'Piet'), ['', 'Interviewer', ''])
  assert.deepEqual(voice({ part: 'respondent', role: 'gone', code: 'TO-2' }, 'Ria'), ['?', 'Ria', '']) // a role the study no longer has
  assert.deepEqual(voice(null, 'Speaker 3'), ['?', 'Speaker 3', ''])
  assert.deepEqual(voice(null, undefined), ['', 'Unknown speaker', ''])
})

test('a turn is called by who speaks and when, and what is no turn by its number', () => {
  const called = (part) => calledAloud(part, { name: 'TO-1', line: 'Entrepreneur' }, DATA.words)
  assert.equal(called({ index: 4, turn: 2, ms: 3_725_000 }), 'TO-1, Entrepreneur, 1:02:05')
  assert.equal(called({ index: 4, turn: 2, ms: null }), 'TO-1, Entrepreneur')
  assert.equal(calledAloud({ index: 4, turn: 2, ms: 0 }, { name: 'Interviewer', line: '' }, DATA.words), 'Interviewer, 0:00:00')
  assert.equal(called({ index: 4 }), 'Paragraph 5') // neither a speaker nor a time comes with it
})

test('a moment that is not known is said with nothing', () => {
  assert.deepEqual([clock(null), clock(undefined), clock(59_999), clock(36_000_000)], ['', '', '0:00:59', '10:00:00'])
})

// ---- what is said and what has a key

const WORDS = { saving: 'saving', saved: 'saved {when}', kept: 'kept', oneWaits: '1 waits', manyWait: '{n} wait' }

test('a change is said not to be stored once the server did not, nobody answers, or it takes three seconds', () => {
  const desk = { queue: [{ do: 'code' }], fails: 0, since: 10_000 }
  assert.equal(isLate(desk, 13_000), false)
  assert.equal(isLate(desk, 13_001), true)
  assert.equal(isLate({ ...desk, fails: 1 }, 10_000), true)
  assert.equal(isLate({ ...desk, queue: [{ do: 'code', refused: [] }] }, 10_000), true)
  assert.equal(isLate({ ...desk, queue: [], fails: 3 }, 99_000), false)
  assert.equal(isLate({ ...desk, since: null }, 99_000), false)
})

test('how a document stands is said in words', () => {
  const desk = (waiting, more) => ({ queue: Array.from({ length: waiting }, () => ({})), when: '', inBrowser: false, ...more })
  assert.equal(stateInWords(desk(0), false, WORDS), '')
  assert.equal(stateInWords(desk(0, { when: '10:00' }), false, WORDS), 'saved 10:00')
  assert.equal(stateInWords(desk(2), false, WORDS), 'saving')
  assert.equal(stateInWords(desk(1), true, WORDS), '1 waits')
  assert.equal(stateInWords(desk(2, { inBrowser: true }), true, WORDS), '2 wait, kept')
})

test('the nine themes on most notes have a digit, in the order of their notes', () => {
  const book = Array.from({ length: 11 }, (_, at) => ({ id: `t${at}`, name: '', notes: at }))
  assert.deepEqual(mostUsed([...book, { id: 'new', name: '' }]), ['t10', 't9', 't8', 't7', 't6', 't5', 't4', 't3', 't2'])
  assert.deepEqual(book.map((theme) => theme.id)[0], 't0') // the book keeps its own order
})

test('the cursor counts in a part only where it stands there', () => {
  const part = { start: 5, end: 9 }
  assert.deepEqual([null, 4, 5, 9, 10].map((cursor) => cursorIn({ cursor }, part)), [null, null, 5, 9, null])
  assert.equal(cursorIn({ cursor: 0 }, { start: 0, end: 3 }), 0)
})

// ---- what lies in the browser

test('what is typed in the form of a note lies in the browser until it is saved or thrown away', () => {
  const desk = opened(), opened_ = { text: 'Ja', block: 'costs', kind: 'plain' }, editing = { typed: { ...opened_, text: 'Ja!' }, opened: opened_ }
  assert.equal(dirty(editing), true)
  assert.equal(dirty({ typed: { ...opened_ }, opened: opened_ }), false)
  draft(desk, 'n1', editing)
  assert.deepEqual(draftOf(desk, 'n1'), editing)
  assert.equal(draftOf(desk, 'n2'), null)
  draft(desk, 'n1', null)
  assert.deepEqual([draftOf(desk, 'n1'), storage.entries()], [null, []])
})

test('a queue lies in the browser without the words of notes as they were, and goes once it is empty', () => {
  const desk = opened()
  desk.queue = [{ id: 'e1', do: 'remove', note: 'n1', before: NOTE }]
  keep(desk)
  const [[key, value]] = storage.entries()
  assert.match(key, new RegExp(`^pps-reader/study/user/r${turn}/`))
  assert.deepEqual([JSON.parse(value), desk.inBrowser], [[{ id: 'e1', do: 'remove', note: 'n1' }], true])
  desk.queue = []
  keep(desk)
  assert.deepEqual(storage.entries(), [])
})

test('a browser without room says that it keeps nothing', () => {
  const desk = opened()
  storage.full = true
  desk.queue = [{ id: 'e1', do: 'remove', note: 'n1' }]
  keep(desk)
  draft(desk, 'n1', { typed: {} })
  storage.full = false
  assert.deepEqual([desk.inBrowser, draftOf(desk, 'n1')], [false, null])
})

// ---- undo

function reader(desk) {
  const it = { desk, data: { words: { nothingToUndo: 'nothing', undone: 'undone' } }, open: [], says: '', say: (text) => { it.says = text } }
  return it
}

test('without anything done there is nothing to undo', () => {
  const it = reader(opened())
  undo(it)
  assert.deepEqual([it.says, it.desk.queue], ['nothing', []])
})

test('a note that was taken away comes back with its words while both are on their way', () => {
  const desk = opened(), it = reader(desk)
  desk.undone.push({ do: 'return', note: 'n1', before: NOTE, op: act(desk, { do: 'remove', note: 'n1' }) })
  assert.deepEqual(view(desk).notes, [])
  undo(it)
  assert.deepEqual([it.says, it.open, desk.undone], ['undone', ['n1'], []])
  const [removal, back] = desk.queue
  assert.deepEqual([back.do, back.note, back.of], ['return', 'n1', removal.id])
  const [note] = view(desk).notes
  assert.deepEqual([note.id, note.text, note.how], ['n1', 'Ja', 'waiting'])
})

test('a theme that was given is taken off again', () => {
  const desk = opened()
  act(desk, { do: 'theme', note: 'n1', theme: 't2', given: true })
  desk.undone.push({ do: 'theme', note: 'n1', theme: 't2', given: false })
  assert.deepEqual(view(desk).byId.get('n1').themes, ['t1', 't2'])
  undo(reader(desk))
  assert.deepEqual(view(desk).byId.get('n1').themes, ['t1'])
})

test('a passage that was refused is let go, one on its way is taken away after it', () => {
  const desk = opened()
  const edit = act(desk, { id: 'c1', do: 'code', start: 0, end: 0, block: 'vision', themes: [] })
  desk.undone.push({ do: 'code', note: 'c1' })
  undo(reader(desk))
  assert.deepEqual(desk.queue.map((each) => each.do), ['code', 'remove'])
  desk.queue = [{ ...edit, refused: ['no'] }]
  desk.undone.push({ do: 'code', note: 'c1' })
  undo(reader(desk))
  assert.deepEqual(desk.queue, [])
})
