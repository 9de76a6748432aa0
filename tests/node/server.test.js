// What is sent to the workbench outside of a run: whose it is, how long it waits, and what it makes of no answer.
import assert from 'node:assert/strict'
import { beforeEach, mock, test } from 'node:test'
import './browser.js'

mock.timers.enable({ apis: ['setTimeout'] })
const { send } = await import('../../canvas/ui/assets/server.js')

let sent = []
beforeEach(() => { sent = [] })

globalThis.fetch = (url, options) => new Promise((resolve, reject) => {
  options.signal.addEventListener('abort', () => reject(options.signal.reason))
  sent.push({ url, ...options, resolve, reject })
})

test('a request goes to its route with the pass, and the reply comes back with its status', async () => {
  const sending = send('/werkbank/answer', 'pass', { do: 'look' })
  const [{ url, method, body, headers, keepalive, credentials }] = sent
  assert.deepEqual([url, method, JSON.parse(body), headers['X-PPS-Pass'], keepalive, credentials], ['/werkbank/answer', 'POST', { do: 'look' }, 'pass', false, 'same-origin'])
  sent[0].resolve({ status: 422, json: async () => ({ fault: ['Note'] }) })
  assert.deepEqual(await sending, { status: 422, reply: { fault: ['Note'] } })
})

test('nobody there, and something that is not the workbench, have status 0', async () => {
  const gone = send('/', '', {}), other = send('/', '', {})
  sent[0].reject(new TypeError('nobody there'))
  sent[1].resolve({ status: 200, json: async () => { throw new SyntaxError('<html>') } })
  assert.deepEqual([await gone, await other], [{ status: 0, reply: {} }, { status: 0, reply: {} }])
})

test('an answer may take ten seconds', async () => {
  const sending = send('/', '', {})
  mock.timers.tick(9_999)
  assert.equal(sent[0].signal.aborted, false)
  mock.timers.tick(1)
  assert.equal(sent[0].signal.aborted, true)
  assert.deepEqual(await sending, { status: 0, reply: {} })
})

test('a page that goes waits for nothing, and its request outlives it', () => {
  send('/', '', {}, true)
  mock.timers.tick(60_000)
  assert.deepEqual([sent[0].keepalive, sent[0].signal.aborted], [true, false])
})
