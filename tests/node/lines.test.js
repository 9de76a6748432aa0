// An answer as lines: kinds of notes, signs, two texts joined; and the marks and keys beside it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countLine, isOnEmptyLastLine, joinTexts, kindsOf, linesOf, withSign } from '../../canvas/screens/interviews/assets/answer_lines.js'
import { after, altDigitOf, digitOf, marked } from '../../canvas/screens/interviews/assets/answer_mark_state.js'

const SIGNS = [{ sign: '/', kind: 'tension' }, { sign: '€', kind: 'money' }, { sign: '#', kind: 'idea' }]

test('two texts joined hold every line of both, what both hold once', () => {
  for (const [theirs, mine, both] of [
    ['a\nb', 'c', 'a\nb\nc'],
    ['a\nb', 'a\nc', 'a\nb\nc'],
    ['a', 'a\na', 'a\na'], // a line that mine holds twice is there twice
    ['', 'mine', 'mine'],
    ['theirs', '', 'theirs'],
    ['a\n\n', '  b', 'a\n  b'],
    [' a', 'a ', ' a'], // room around a line makes no other line
  ]) assert.equal(joinTexts(theirs, mine), both)
})

test('the kind of a note is told by the sign its line begins with', () => {
  assert.deepEqual(kindsOf(SIGNS, '/ a\n  # b\n€5\n/no sign\n\nplain\n/ \n: not in this list'), ['tension', 'idea', 'money', 'plain', 'plain', 'plain'])
  assert.deepEqual(linesOf('a\n \n\nb'), ['a', 'b'])
})

test('notes are counted by kind, in the order of the signs', () => {
  const words = { note: '{n} note', notes: '{n} notes' }, signs = SIGNS.map((sign) => ({ ...sign, name: sign.kind.toUpperCase() }))
  assert.equal(countLine(words, signs, ''), '0 notes')
  assert.equal(countLine(words, signs, 'a'), '1 note')
  assert.equal(countLine(words, signs, '# a\n/ b\nc\n/ d'), '4 notes · 2 × tension · 1 × idea')
})

test('a sign is put before the line of the cursor, in place of another, or taken away', () => {
  //            0123 4567
  assert.deepEqual(withSign('one\ntwo', 5, '/'), { start: 4, end: 7, line: '/ two', cursor: 7 })
  assert.deepEqual(withSign('one\n/ two\nthree', 8, '#'), { start: 4, end: 9, line: '# two', cursor: 8 })
  assert.deepEqual(withSign('one\n/ two', 9, '/'), { start: 4, end: 9, line: 'two', cursor: 7 })
  assert.deepEqual(withSign('€5', 0, '€'), { start: 0, end: 2, line: '5', cursor: 0 })
  assert.deepEqual(withSign('', 0, '€'), { start: 0, end: 0, line: '€ ', cursor: 2 })
})

test('Enter goes on from an empty line only where nothing follows', () => {
  const at = (value, selectionStart, selectionEnd = selectionStart) => isOnEmptyLastLine({ value, selectionStart, selectionEnd })
  assert.equal(at('', 0), true)
  assert.equal(at('a\n', 2), true)
  assert.equal(at('a\n  \n', 3), true) // only room follows
  assert.equal(at('a', 1), false)
  assert.equal(at('a\n\nb', 2), false) // between two notes
  assert.equal(at('a\n', 0, 2), false) // something is selected
})

test('marks that wait stand on top of what is stored, in their order', () => {
  const answer = { marks: { rating: 4, dont_know: false, reason: '' }, state: 'answered', todos: [] }
  assert.deepEqual(marked(answer), { rating: 4, dont_know: false, reason: '', state: 'answered' })
  answer.todos = [{ do: 'rate', rating: null, dont_know: true }, { do: 'pass', state: 'skipped', reason: 'no time' }]
  assert.deepEqual(marked(answer), { rating: null, dont_know: true, reason: 'no time', state: 'skipped' })
  assert.deepEqual(after({ do: 'rate', rating: null, dont_know: false }, 'open'), { rating: null, dont_know: false, state: 'open' })
})

test('a digit is told by what its key makes, else by where it is', () => {
  assert.equal(digitOf({ key: '3', code: 'Numpad3', shiftKey: false }), 3)
  assert.equal(digitOf({ key: '"', code: 'Digit3', shiftKey: false }), 3) // AZERTY
  assert.equal(digitOf({ key: '#', code: 'Digit3', shiftKey: true }), null)
  assert.equal(digitOf({ key: 'a', code: 'KeyA', shiftKey: false }), null)
})

test('Alt with a digit rates, but for AltGr, the number pad of Windows and the keys of a Mac that make a sign', () => {
  const press = (more, platform = 'Linux x86_64') => altDigitOf({ key: '2', code: 'Digit2', altKey: true, ctrlKey: false, metaKey: false, ...more }, platform)
  assert.equal(press({}), 2)
  assert.equal(press({ code: 'Numpad2' }), 2)
  assert.equal(press({ code: 'Numpad2' }, 'Windows'), null)
  assert.equal(press({}, 'Windows'), 2)
  assert.equal(press({ ctrlKey: true }), null)
  assert.equal(press({ getModifierState: (name) => name === 'AltGraph' }), null)
  assert.equal(press({ key: '€' }, 'macOS'), null)
  assert.equal(press({ key: '™' }, 'macOS'), 2)
  assert.equal(press({ code: 'Digit6' }), null) // there is no such rating
})
