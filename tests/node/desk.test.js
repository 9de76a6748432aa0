// A document that is read: what is stored with what is on its way on top, and the queue that sends it.
import assert from 'node:assert/strict'
import { beforeEach, mock, test } from 'node:test'
import { pages, storage } from './browser.js'

mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 })
const { act, deskOf, fetchDesk, letGo, look, tryAgain, view } = await import('../../canvas/screens/documents/reader/assets/reader_desk.js')

let sent = []
let turn = 0

globalThis.fetch = (url, { body, headers }) => new Promise((resolve, reject) => {
  assert.equal(url, '/werkbank/reader')
  sent.push({
    body: JSON.parse(body), pass: headers['X-PPS-Pass'],
    reply: async (status, said) => { resolve({ status, json: async () => said }); await settled() },
    fail: async () => { reject(new TypeError('nobody there')); await settled() },
  })
})

async function settled() {
  for (let at = 0; at < 30; at++) await Promise.resolve()
}

beforeEach(() => {
  sent = []
  storage.clear()
  pages.clear()
  turn += 1
})

//            0         10        20
const TEXT = 'Ja 😀 zeker. Nee, niet zo.'
const NOTE = { id: 'n1', start: 0, end: 2, text: 'Ja', block: 'costs', kind: 'plain', role: 'r', revision: 1, themes: ['t1'] }

// A desk with two turns and a note on the first word; places are code points, as the server counts.
async function opened() {
  const desk = deskOf({ owner: 'study/user', document: `d${turn}`, pass: 'pass' })
  const fetching = fetchDesk(desk)
  await sent.at(-1).reply(200, {
    text: TEXT, language: 'nl', speakers: { A: { part: 'respondent', role: 'r', code: 'R1' } }, book: [], named: [], stamp: 's1', links: [],
    parts: [[0, 11, false, 1, 'A', null], [12, 25, false, 2, 'B', null]], notes: [NOTE],
  })
  await fetching
  sent = []
  return desk
}

test('places of the server are units here: an emoji takes two', async () => {
  const desk = await opened()
  assert.deepEqual(desk.parts.map((part) => [part.start, part.end]), [[0, 12], [13, 26]])
})

test('what waits stands on top of what is stored, with the words of its span', async () => {
  const desk = await opened()
  act(desk, { id: 'c1', do: 'code', start: 5, end: 10, block: 'vision', themes: ['t2'] })
  act(desk, { do: 'theme', note: 'n1', theme: 't1', given: false })
  act(desk, { do: 'change', note: 'c1', text: 'surely', block: 'vision', kind: 'tension' })
  const { notes, byId } = view(desk)
  assert.deepEqual(notes.map((note) => note.id), ['n1', 'c1']) // in the order of the text
  assert.deepEqual([byId.get('c1').start, byId.get('c1').end, byId.get('c1').text, byId.get('c1').kind, byId.get('c1').role], [6, 11, 'surely', 'tension', 'r'])
  assert.deepEqual([byId.get('n1').themes, byId.get('n1').how], [[], 'waiting'])
  assert.deepEqual(desk.notes.get('n1').themes, ['t1']) // stored is only what the server said
})

test('one thing after another is sent, and later ones name the note by the id that the server gave', async () => {
  const desk = await opened()
  act(desk, { id: 'c1', do: 'code', start: 5, end: 10, block: 'vision', themes: [] })
  act(desk, { do: 'theme', note: 'c1', theme: 't2', given: true })
  assert.equal(sent.length, 1)
  assert.deepEqual(sent[0].body, { document: `d${turn}`, do: 'code', start: 5, end: 10, block: 'vision', themes: [], attempt: 'c1' })
  await sent[0].reply(200, { id: 'n2', how: 'made', when: '10:00', named: [], notes: [{ ...NOTE, id: 'n2', start: 5, end: 10, text: 'zeker' }] })
  assert.equal(sent.length, 2)
  assert.deepEqual([sent[1].body.do, sent[1].body.note], ['theme', 'n2'])
  await sent[1].reply(200, { id: 'n2', when: '10:00', named: [], notes: [{ ...NOTE, id: 'n2', start: 5, end: 10, themes: ['t2'] }] })
  assert.deepEqual(view(desk).notes.map((note) => [note.id, note.themes, note.how]), [['n1', ['t1'], undefined], ['n2', ['t2'], undefined]])
  assert.deepEqual(storage.entries(), [])
})

test('what nobody answers is sent again as the same, and lies in the browser meanwhile', async () => {
  const desk = await opened()
  act(desk, { id: 'c1', do: 'code', start: 5, end: 10, block: 'vision', themes: [] })
  await sent[0].fail()
  assert.equal(JSON.parse(storage.entries()[0][1])[0].id, 'c1')
  for (const [at, wait] of [1000, 2000, 4000].entries()) {
    mock.timers.tick(wait - 1)
    assert.equal(sent.length, at + 1)
    mock.timers.tick(1)
    assert.equal(sent.length, at + 2)
    await sent[at + 1].fail()
  }
  assert.deepEqual(new Set(sent.map((one) => one.body.attempt)), new Set(['c1']))
})

test('a passage that was refused stays in sight, what was to be done with it goes, and it is tried again or let go', async () => {
  const desk = await opened()
  act(desk, { id: 'c1', do: 'code', start: 5, end: 10, block: 'vision', themes: [] })
  act(desk, { do: 'remove', note: 'c1' })
  await sent[0].reply(422, { fault: ['Passage', 'is too long.', 'Choose less.'] })
  const refused = view(desk).byId.get('c1')
  assert.equal(refused.how, 'refused')
  assert.deepEqual(desk.queue.map((one) => one.do), ['code'])
  tryAgain(desk, refused.op)
  assert.equal(sent.at(-1).body.attempt, 'c1')
  await sent.at(-1).reply(422, { fault: [] })
  letGo(desk, desk.queue[0])
  assert.deepEqual(view(desk).notes.map((note) => note.id), ['n1'])
  assert.deepEqual(storage.entries(), [])
})

test('a note that somebody changed meanwhile is tried again on top of what it became', async () => {
  const desk = await opened()
  act(desk, { do: 'change', note: 'n1', text: 'mine', block: 'costs', kind: 'plain', opened: { text: 'Ja', block: 'costs', kind: 'plain' }, before: NOTE })
  await sent[0].reply(409, { fault: ['Note', 'was changed.', ''], now: { text: 'theirs' } })
  tryAgain(desk, desk.queue[0])
  assert.deepEqual(sent[1].body.opened, { text: 'theirs', block: 'costs', kind: 'plain' })
  assert.equal('before' in sent[1].body, false) // its words stay in this browser
  await sent[1].reply(200, { id: 'n1', when: '', named: [], notes: [{ ...NOTE, text: 'mine' }] })
  assert.equal(view(desk).byId.get('n1').text, 'mine')
})

test('a look at what others did gives way to what is done here meanwhile', async () => {
  const desk = await opened()
  const looking = look(desk)
  assert.deepEqual(sent[0].body, { document: `d${turn}`, do: 'look', known: 's1' })
  act(desk, { do: 'remove', note: 'n1' })
  await sent[0].reply(200, { notes: [NOTE, { ...NOTE, id: 'n9' }], links: [], named: [], stamp: 's2' })
  await looking
  assert.deepEqual(view(desk).notes.map((note) => note.id), [])
  await sent[1].reply(200, { id: 'n1', when: '', named: [], notes: [], number: 4 })
  const again = look(desk)
  await sent[2].reply(200, { notes: [{ ...NOTE, id: 'n9' }], links: [], named: [], stamp: 's3' })
  await again
  assert.deepEqual(view(desk).notes.map((note) => note.id), ['n9'])
})

test('a page takes over the queue that an earlier one left, and not that of an open tab', async () => {
  const queued = (id) => JSON.stringify([{ id, do: 'code', start: 0, end: 2, block: 'vision', themes: [] }])
  pages.add('pps-reader-page-open')
  storage.setItem(`pps-reader/study/user/d${turn}/gone`, queued('left'))
  storage.setItem(`pps-reader/study/user/d${turn}/open`, queued('other'))
  const desk = await opened()
  await settled()
  assert.deepEqual(desk.queue.map((one) => one.id), ['left'])
})
