// Places in a text: what the server counts in code points and the browser in units of UTF-16.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { partAt, sentencesOf, textOf, trimmed, whole, wordsOf } from '../../canvas/screens/documents/reader/assets/reader_text.js'

test('units and code points are told apart after each sign that takes two units', () => {
  //                0 1-2 3 4-5 6     units
  //                0 1   2 3   4     code points
  const text = textOf('a😀b🌍c')
  assert.deepEqual([0, 1, 3, 4, 6, 7].map(text.points), [0, 1, 2, 3, 4, 5])
  assert.deepEqual([0, 1, 2, 3, 4, 5].map(text.units), [0, 1, 3, 4, 6, 7])
})

test('every place of a long text goes to a point and back', () => {
  const text = textOf('ab😀'.repeat(500)) // each piece: 4 units, 3 code points
  for (let piece = 0; piece <= 500; piece++) {
    assert.equal(text.points(piece * 4), piece * 3)
    assert.equal(text.units(piece * 3), piece * 4)
  }
  assert.equal(text.units(3 * 499 + 2), 4 * 499 + 2)
})

test('half a sign counts as one', () => {
  const text = textOf('a\ude00b\ud83d') // two halves that make nothing together
  assert.equal(text.points(3), 3)
})

test('the part at a place is the last that begins there or before', () => {
  const parts = [{ start: 2 }, { start: 5 }, { start: 9 }]
  assert.deepEqual([0, 1, 2, 4, 5, 8, 9, 100].map((place) => partAt(parts, place)), [-1, -1, 0, 0, 1, 1, 2, 2])
  assert.equal(partAt([], 3), -1)
})

const desk = (text) => ({ text: textOf(text), language: 'nl' })

test('words are found with their places in the whole text, without signs around them', () => {
  //          0    5    10   15   20
  const on = desk('Eerst. “Zo’n 20%, hè?”')
  assert.deepEqual(wordsOf(on, { start: 7, end: 22 }), [[8, 12], [13, 15], [18, 20]])
})

test('sentences are found without the room between them', () => {
  const on = desk('  Ja. Nee toch?  Wel.\n')
  assert.deepEqual(sentencesOf(on, { start: 0, end: 22 }), [[2, 5], [6, 15], [17, 21]])
})

test('a span loses the room around its words, and is none where there are no words', () => {
  const on = desk('a  bc \n d')
  assert.deepEqual(trimmed(on, 1, 7), [3, 5])
  assert.equal(trimmed(on, 5, 8), null)
})

test('a span that cuts a sign of two units reaches around it', () => {
  const on = desk('a😀b')
  assert.deepEqual(whole(on, 2, 3), [1, 3])
  assert.deepEqual(whole(on, 1, 2), [1, 3])
  assert.deepEqual(whole(on, 0, 4), [0, 4])
})
