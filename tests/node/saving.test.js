// An answer that is typed: what is sent, in which order, what is sent again, and what lies in the browser meanwhile.
import assert from 'node:assert/strict'
import { beforeEach, mock, test } from 'node:test'
import { pages, storage } from './browser.js'

mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 })
const saving = await import('../../canvas/screens/interviews/assets/answer_saving.js')

const OWNER = 'study/user'
let sent = [] // what was sent: { body, pass, answer(status, said), fail() }
let turn = 0

beforeEach(() => {
  sent = []
  storage.clear()
  pages.clear()
  turn += 1
})

globalThis.fetch = (url, { body, headers, keepalive }) => new Promise((resolve, reject) => {
  assert.equal(url, '/werkbank/answer')
  sent.push({
    body: JSON.parse(body), pass: headers['X-PPS-Pass'], keepalive,
    reply: (status, said) => resolve({ status, json: async () => said }),
    fail: () => reject(new TypeError('nobody there')),
  })
})

// A question of an interview of this test alone, as the screen was drawn with it.
function drawn(more = {}) {
  return { owner: OWNER, field: `interview-${turn}/question`, text: '', revision: 3, pass: 'pass', state: 'open', marks: {}, label: 'Why?', ...more }
}

// Lets all that was promised happen.
async function settled() {
  for (let at = 0; at < 20; at++) await Promise.resolve()
}

async function stored(answer, revision, at = sent.length - 1) {
  sent[at].reply(200, { revision, when: '10:00:00', state: 'answered' })
  await settled()
  return answer
}

test('a text is sent at a pause, based on the revision it was typed on, and lies in the browser until it is stored', async () => {
  const answer = saving.takeDrawn(drawn())
  await settled()
  saving.typed(answer, 'wo')
  mock.timers.tick(399)
  saving.typed(answer, 'words')
  mock.timers.tick(399)
  assert.equal(sent.length, 0)
  const [[key, draft]] = storage.entries()
  assert.match(key, new RegExp(`^pps-draft/study/user/interview-${turn}/question/`))
  assert.deepEqual([JSON.parse(draft).text, JSON.parse(draft).base], ['words', 3])
  mock.timers.tick(1)
  assert.equal(sent.length, 1)
  assert.deepEqual({ ...sent[0].body, attempt: '', burst: '' },
    { interview: `interview-${turn}`, question: 'question', do: 'save', text: 'words', base: 3, attempt: '', on: [], burst: '' })
  assert.equal(sent[0].pass, 'pass')
  await stored(answer, 4)
  assert.deepEqual([answer.saved, answer.base, answer.when], ['words', 4, '10:00:00'])
  assert.deepEqual(storage.entries(), [])
})

test('typing on without a pause puts a save off by two seconds at most', async () => {
  const answer = saving.takeDrawn(drawn())
  for (let at = 1; at <= 7; at++) {
    saving.typed(answer, 'x'.repeat(at))
    mock.timers.tick(300)
  }
  assert.deepEqual(sent.map((one) => one.body.text), ['xxxxxxx']) // the seventh letter came at 1.8 s, the save at 2 s
})

test('what is typed while a save is on its way goes after it, as another attempt on the new revision', async () => {
  const answer = saving.takeDrawn(drawn())
  saving.typed(answer, 'one')
  mock.timers.tick(400)
  saving.typed(answer, 'one two')
  mock.timers.tick(400)
  assert.equal(sent.length, 1)
  await stored(answer, 4)
  assert.equal(sent.length, 2)
  assert.deepEqual([sent[1].body.text, sent[1].body.base, sent[1].body.on], ['one two', 4, []])
  assert.notEqual(sent[1].body.attempt, sent[0].body.attempt)
  await stored(answer, 5)
  assert.equal(saving.unsaved(answer), false)
})

test('a save that nobody answers is sent again as the same attempt, later each time', async () => {
  const answer = saving.takeDrawn(drawn())
  saving.typed(answer, 'kept')
  mock.timers.tick(400)
  sent[0].fail()
  await settled()
  assert.equal(answer.failing, true)
  for (const [at, wait] of [1000, 2000, 4000, 8000, 15000, 15000].entries()) {
    mock.timers.tick(wait - 1)
    assert.equal(sent.length, at + 1)
    mock.timers.tick(1)
    assert.equal(sent.length, at + 2)
    sent[at + 1].fail()
    await settled()
  }
  assert.equal(new Set(sent.map((one) => one.body.attempt)).size, 1)
  mock.timers.tick(15000)
  await stored(answer, 4)
  assert.deepEqual([answer.failing, answer.fails, saving.unsaved(answer)], [false, 0, false])
})

test('a text typed on after a save without an answer names that save, as it may have been stored', async () => {
  const answer = saving.takeDrawn(drawn())
  saving.typed(answer, 'first')
  mock.timers.tick(400)
  sent[0].fail()
  await settled()
  saving.typed(answer, 'first and more')
  mock.timers.tick(400)
  assert.deepEqual(sent[1].body.on, [sent[0].body.attempt])
  await stored(answer, 4)
})

test('a server that was started anew is asked again with the pass that comes with the screen', async () => {
  const answer = saving.takeDrawn(drawn())
  saving.typed(answer, 'words')
  mock.timers.tick(400)
  sent[0].reply(401, {})
  await settled()
  assert.equal(answer.unknown, true)
  saving.takeDrawn(drawn({ pass: 'new pass' }))
  mock.timers.tick(0)
  assert.equal(sent[1].pass, 'new pass')
  assert.equal(sent[1].body.attempt, sent[0].body.attempt)
  await stored(answer, 4)
})

test('where somebody else changed the answer nothing is sent until one of the texts is chosen', async () => {
  const answer = saving.takeDrawn(drawn())
  saving.typed(answer, 'mine')
  mock.timers.tick(400)
  sent[0].reply(409, { met: { text: 'theirs', revision: 9, by: 'other' } })
  await settled()
  saving.typed(answer, 'mine too')
  mock.timers.tick(60_000)
  assert.equal(sent.length, 1)
  const done = saving.takeBoth(answer)
  assert.deepEqual([sent[1].body.text, sent[1].body.base, sent[1].body.on], ['theirs\nmine too', 9, []])
  await stored(answer, 10)
  await done
  assert.deepEqual([answer.saved, answer.refused], ['theirs\nmine too', null])
})

test('taking theirs puts mine aside first', async () => {
  const answer = saving.takeDrawn(drawn())
  saving.typed(answer, 'mine')
  mock.timers.tick(400)
  sent[0].reply(409, { met: { text: 'theirs', revision: 9, by: 'other' } })
  await settled()
  const done = saving.takeTheirs(answer)
  assert.deepEqual([sent[1].body.do, sent[1].body.text], ['set_aside', 'mine'])
  sent[1].reply(200, { text: 'theirs', revision: 10, when: '10:01:00' })
  await done
  assert.deepEqual([answer.value, answer.saved, answer.base, answer.refused], ['theirs', 'theirs', 10, null])
})

test('marks are sent after the words, one after another', async () => {
  const answer = saving.takeDrawn(drawn())
  saving.typed(answer, 'words')
  answer.todos = [{ do: 'rate', rating: 2, dont_know: false, attempt: 'a' }, { do: 'pass', state: 'skipped', reason: 'no time', attempt: 'b' }]
  const whole = saving.pushWhole(answer)
  await stored(answer, 4)
  assert.deepEqual(sent.map((one) => one.body.do), ['save', 'rate'])
  sent[1].reply(200, { revision: 5, state: 'answered', when: '10:02:00' })
  await settled()
  assert.deepEqual(sent.map((one) => one.body.do), ['save', 'rate', 'pass'])
  assert.deepEqual([answer.marks.rating, answer.state], [2, 'answered'])
  sent[2].reply(200, { revision: 6, state: 'skipped', when: '10:03:00' })
  await whole
  assert.deepEqual([answer.marks.reason, answer.state, answer.todos], ['no time', 'skipped', []])
})

test('what the server says while it is drawn never takes back what was typed since', async () => {
  const answer = saving.takeDrawn(drawn({ text: 'old' }))
  saving.typed(answer, 'old and new')
  saving.takeDrawn(drawn({ text: 'from elsewhere', revision: 7 }))
  assert.deepEqual([answer.value, answer.base], ['old and new', 3])
  mock.timers.tick(400)
  await stored(answer, 8)
  saving.takeDrawn(drawn({ text: 'older than the save', revision: 7 }))
  assert.equal(answer.value, 'old and new')
  saving.takeDrawn(drawn({ text: 'newer', revision: 9 }))
  assert.equal(answer.value, 'newer')
})

test('a page takes over what an earlier one left, and not what another tab is at', async () => {
  const draft = (text, page, at) => JSON.stringify({ field: `interview-${turn}/question`, text, base: 2, on: ['a'], tried: null, todos: [], page, at })
  pages.add('pps-page-open')
  storage.setItem(`pps-draft/${OWNER}/interview-${turn}/question/gone`, draft('left behind', 'gone', 1))
  storage.setItem(`pps-draft/${OWNER}/interview-${turn}/question/open`, draft('of another tab', 'open', 2))
  const answer = saving.takeDrawn(drawn())
  await settled()
  assert.deepEqual([answer.value, answer.base, answer.on], ['left behind', 2, ['a']])
  mock.timers.tick(0)
  assert.equal(sent[0].body.text, 'left behind')
  await stored(answer, 4)
  assert.deepEqual(storage.entries().map(([key]) => key.split('/').at(-1)), ['open'])
})

test('a browser that keeps nothing saves all the same, and says that it keeps nothing', async () => {
  storage.full = true
  const answer = saving.takeDrawn(drawn())
  saving.typed(answer, 'words')
  assert.equal(answer.inBrowser, false)
  mock.timers.tick(400)
  await stored(answer, 4)
  storage.full = false
  assert.equal(answer.saved, 'words')
})

test('a save under way is said not to be stored after three seconds, or once nobody answered', () => {
  const answer = { value: 'a', saved: '', refused: null, clash: null, todos: [], since: 10_000, failing: false }
  assert.equal(saving.howStored(answer, 13_000), 'saving')
  assert.equal(saving.howStored(answer, 13_001), 'unsaved')
  assert.equal(saving.howStored({ ...answer, failing: true }, 10_000), 'unsaved')
  assert.equal(saving.howStored({ ...answer, refused: { fault: [] } }, 10_000), 'refused')
  assert.equal(saving.howStored({ ...answer, clash: {} }, 10_000), 'refused')
  assert.equal(saving.howStored({ ...answer, saved: 'a' }, 99_000), 'saved')
  assert.equal(saving.howStored({ ...answer, saved: 'a', todos: [{}] }, 10_500), 'saving')
})

test('a question whose draft was taken over with a mark on its way knows how it stands once it is drawn', async () => {
  const field = `interview-${turn}/other`, todo = { do: 'rate', rating: null, dont_know: false, attempt: 'a' }
  storage.setItem(`pps-draft/${OWNER}/${field}/gone`, JSON.stringify({ field, text: '', base: 3, on: [], tried: null, todos: [todo], page: 'gone', at: 1 }))
  saving.takeDrawn(drawn())
  await settled()
  mock.timers.tick(0) // the mark is under way, and nobody answers
  const other = saving.takeDrawn(drawn({ field, state: 'skipped', marks: { rating: 4, dont_know: false, reason: 'no time' } }))
  assert.deepEqual([other.state, other.marks.rating, other.todos.length], ['skipped', 4, 1])
  const again = saving.takeDrawn(drawn({ field, state: 'open', marks: {} }))
  assert.equal(again.state, 'skipped') // what is drawn while a mark waits says nothing new of it
})

test('where two people marked one answer, mine is put on top of theirs or let go', async () => {
  for (const [keeps, sends] of [[true, 1], [false, 0]]) {
    const answer = saving.takeDrawn(drawn({ field: `interview-${turn}/${keeps}`, marks: { rating: null, dont_know: false, reason: '' } }))
    await settled()
    const seen = { rating: null, dont_know: false, state: 'open', reason: '' }, theirs = { rating: 5, dont_know: false, state: 'answered', reason: '' }
    answer.todos = [{ do: 'rate', rating: 2, dont_know: false, seen, attempt: 'mine' }]
    const whole = saving.pushWhole(answer)
    sent.at(-1).reply(409, { now: theirs, by: 'other' })
    await whole
    assert.equal(saving.howStored(answer, 0), 'refused')
    const before = sent.length
    saving.settleClash(answer, keeps)
    assert.deepEqual([answer.clash, answer.marks.rating, answer.state], [null, 5, 'answered'])
    assert.equal(sent.length - before, sends)
    if (keeps) assert.deepEqual([sent.at(-1).body.rating, sent.at(-1).body.seen], [2, theirs])
    else assert.equal(saving.unsaved(answer), false)
  }
})

test('choosing between texts or marks that do not meet changes nothing', async () => {
  const answer = saving.takeDrawn(drawn({ text: 'as it stands' }))
  await settled()
  saving.settleClash(answer, true)
  await saving.takeBoth(answer)
  await saving.takeMine(answer)
  assert.deepEqual([answer.value, answer.base, sent.length], ['as it stands', 3, 0])
})

test('a page that goes sends words and marks at once, and does not wait', async () => {
  const answer = saving.takeDrawn(drawn())
  await settled()
  saving.typed(answer, 'last words')
  answer.todos = [{ do: 'rate', rating: 3, dont_know: false, attempt: 'a' }]
  saving.push(answer, true)
  assert.deepEqual(sent.map(({ body, keepalive }) => [body.do, keepalive]), [['save', true], ['rate', true]])
})
