// Small things that several components share: messages, words to look for, drafts of others, what Streamlit says.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { storage } from './browser.js'
import { fill, keyToFocus } from '../../canvas/ui/assets/dom.js'
import { draftKey, draftsUnder } from '../../canvas/ui/assets/drafts.js'
import { newId } from '../../canvas/ui/assets/page_id.js'
import { plainWords } from '../../canvas/ui/assets/plain_words.js'
import { draftsToTell } from '../../canvas/ui/assets/unsaved_drafts.js'
import { countTicks, isTicked, noTicks, rowsOfTick, takeTicks } from '../../canvas/screens/notes/assets/grid_ticks.js'
import { decisionOn } from '../../canvas/screens/documents/add_transcript/assets/term_table.js'

test('values come in the places of a message, and a place without one stays', () => {
  assert.equal(fill('{n} of {all}: {what}', { n: 0, all: 12 }), '0 of 12: {what}')
  assert.equal(fill('“{note}” to {block}', { note: "a $& b $' {block}", block: '$$' }), "“a $& b $' {block}” to $$") // as it was typed
})

test('the keyboard goes to what the page asks for once, and after that to where it was', () => {
  const frame = { dataset: {} }
  assert.equal(keyToFocus(frame, null, 'was'), 'was')
  assert.equal(keyToFocus(frame, { key: 'asked', nonce: 'a' }, 'was'), 'asked')
  assert.equal(keyToFocus(frame, { key: 'asked', nonce: 'a' }, 'was'), 'was')
  assert.equal(keyToFocus(frame, { key: 'asked', nonce: 'b' }, undefined), 'asked')
})

test('an id is one of version 4, and another each time', () => {
  const ids = Array.from({ length: 50 }, newId)
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(new Set(ids).size, 50)
})

test('words are looked for without accents, capitals, ligatures and signs that nothing is seen of', () => {
  assert.equal(plainWords('Eﬀectief Œuvre CO₂'), 'effectief oeuvre co2')
  assert.equal(plainWords('Coördi\u00adnatie — Łódź’s'), "coordinatie — lodz's")
})

test('drafts are found under their owner, the newest first, also beside what is not ours', () => {
  storage.clear()
  const draft = (at) => JSON.stringify({ text: String(at), at })
  storage.setItem(draftKey('study/user/i/q', 'one'), draft(1))
  storage.setItem(draftKey('study/user/i/p', 'two'), draft(2))
  storage.setItem(draftKey('study/user-2/i/q', 'two'), draft(3))
  storage.setItem('else', '{')
  assert.deepEqual(draftsUnder('study/user/').map(([key, { at }]) => [key, at]),
    [['pps-draft/study/user/i/p/two', 2], ['pps-draft/study/user/i/q/one', 1]])
})

test('a draft is told of where no open tab, field on the screen or save under way tells of it', () => {
  const draft = (page, field, text = 'words') => [`${page} ${field}`, { page, field, text }]
  const stored = [draft('gone', 'i/1'), draft('open', 'i/2'), draft('me', 'i/3'), draft('me', 'i/4'), draft('gone', 'i/3'), draft('gone', 'i/3', 'other words')]
  const seen = { page: 'me', shown: 'i/3', live: new Set(['open', 'me']), waiting: new Map([['no longer there', 1]]) }
  const told = (now) => draftsToTell(stored, { ...seen, now }).map(([key, { text }]) => `${key}: ${text}`)
  assert.deepEqual(told(1000), ['gone i/1: words', 'gone i/3: other words'])
  assert.deepEqual(told(4000), ['gone i/1: words', 'gone i/3: other words'])
  assert.deepEqual(told(4001), ['gone i/1: words', 'me i/4: words', 'gone i/3: other words']) // a save has three seconds
  assert.equal(seen.waiting.has('no longer there'), false)
})

test('a term is replaced as was decided, else as is proposed', () => {
  const row = { text: 'Anna', code: 'R1', keep: false }
  assert.deepEqual(decisionOn(row, {}), { on: true, code: 'R1' })
  assert.deepEqual(decisionOn({ ...row, keep: true }, {}), { on: false, code: 'R1' })
  assert.deepEqual(decisionOn(row, { Anna: null }), { on: false, code: 'R1' })
  assert.deepEqual(decisionOn({ ...row, keep: true }, { Anna: 'R9' }), { on: true, code: 'R9' })
})

test('what Streamlit says is put in other words, with what stands in its gaps', async () => {
  globalThis.PPS_PAGE = { words: {}, style: '', places: {} }
  globalThis.document.documentElement = { lang: 'nl' }
  const { browserLanguage, translation } = await import('../../canvas/web/assets/streamlit_words.js')
  const says = [[/^Limit (?<size>[\d.]+[KMG]?B) per file$/s, 'Hoogstens {size} per bestand'], [/^Browse files$/s, 'Kies bestanden'], [/^Error: (?<message>.*)$/s, 'Fout: {message}']]
  assert.equal(translation(says, 'Limit 1.5KB per file'), 'Hoogstens 1,5 kB per bestand')
  assert.equal(translation(says, ' Browse files '), ' Kies bestanden ')
  assert.equal(translation(says, 'Error: Browse files'), 'Fout: Kies bestanden')
  assert.equal(translation(says, 'Error: other $& words'), 'Fout: other $& words')
  assert.equal(translation(says, 'typed by somebody'), null)
  assert.deepEqual([browserLanguage('nl', 'en-US'), browserLanguage('nl', 'nl-BE'), browserLanguage('en', 'de'), browserLanguage('en', 'en-US')],
    ['nl-NL', 'nl-BE', 'en-GB', 'en-US'])
})

test('ticks made here stand until the page sends them, or takes all away', () => {
  const ticks = noTicks(), rows = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
  takeTicks(ticks, { chosen: ['a'], count: 11, turn: 0, rows }) // ten are on other pages
  Object.assign(ticks.pending, { a: false, b: true })
  assert.deepEqual(rows.map(({ id }) => isTicked(ticks, id)), [false, true, false, false])
  assert.equal(countTicks(ticks), 11)
  takeTicks(ticks, { chosen: ['a', 'b'], count: 12, turn: 0, rows }) // the page has the one, not yet the other
  assert.deepEqual(ticks.pending, { a: false })
  assert.equal(countTicks(ticks), 11)
  takeTicks(ticks, { chosen: [], count: 0, turn: 1, rows })
  assert.deepEqual([ticks.pending, countTicks(ticks)], [{}, 0])
})

test('with Shift all rows from the one ticked last are ticked, either way', () => {
  const ticks = noTicks(), order = ['a', 'b', 'c', 'd']
  assert.deepEqual(rowsOfTick(ticks, order, 'c', true), ['c']) // none was ticked before
  assert.deepEqual(rowsOfTick(ticks, order, 'a', true), ['a', 'b', 'c'])
  assert.deepEqual(rowsOfTick(ticks, order, 'b', false), ['b'])
  assert.deepEqual(rowsOfTick(ticks, order, 'd', true), ['b', 'c', 'd'])
})
