// The words of a transcript as one chooses them, and the rows of the codebook that show.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { piecesOf } from '../../canvas/screens/documents/add_transcript/assets/text_pieces.js'
import { branchesOf, rowsShown } from '../../canvas/screens/themes/assets/theme_rows.js'

const shown = (parts) => parts.map((part) => (typeof part === 'string' ? part : [part.shown]))

test('a text is cut in words and what stands between them, and nothing of it is lost', () => {
  const text = '“Zo’n 20%”, zei Çağlar\u0301 d’Abc-de; mail: a.b@c.nl.'
  const { whole, parts } = piecesOf([['', text, text, []]])
  assert.equal(whole, text)
  assert.equal(parts.map((part) => (typeof part === 'string' ? part : part.shown)).join(''), text)
  assert.deepEqual(parts.filter((part) => typeof part !== 'string').map((part) => part.shown),
    ['Zo’n', '20', 'zei', 'Çağlar\u0301', 'd’Abc-de', 'mail', 'a.b@c.nl'])
})

test('places are those in the words as they were, also after a code that is shorter or longer', () => {
  const { whole, parts } = piecesOf([['', 'met ', 'met ', []], ['replaced', '[R1]', 'Anna de Vries', ['Anna de Vries', 'Anna']], ['', ' gepraat', ' gepraat', []]])
  assert.equal(whole, 'met Anna de Vries gepraat')
  assert.deepEqual(shown(parts), [['met'], ' ', ['[R1]'], ' ', ['gepraat']])
  const pieces = parts.filter((part) => typeof part !== 'string')
  assert.deepEqual(pieces.map(({ at, end }) => whole.slice(at, end)), ['met', 'Anna de Vries', 'gepraat'])
  assert.deepEqual(pieces.map(({ mark }) => mark), ['', 'replaced', ''])
  assert.deepEqual(pieces[1].terms, ['Anna de Vries', 'Anna'])
})

test('a mark stays one piece, however many words it has', () => {
  assert.deepEqual(shown(piecesOf([['stays', 'Piet van Dam', 'Piet van Dam', ['Piet van Dam']]]).parts), [['Piet van Dam']])
  assert.deepEqual(piecesOf([]), { whole: '', parts: [] })
})

// money (loan (bank), gift), people
const ROWS = [['money', 0], ['loan', 1], ['bank', 2], ['gift', 1], ['people', 0]].map(([id, depth]) => ({ id, depth, name: id, definition: id === 'gift' ? 'What is given: écht' : '' }))
const ids = (words, closed = []) => rowsShown(ROWS, words, new Set(closed)).map((row) => row.id)

test('themes with others under them are branches', () => {
  assert.deepEqual([...branchesOf(ROWS)], ['money', 'loan'])
  assert.deepEqual([...branchesOf([])], [])
})

test('what stands under a closed branch is hidden, whatever is open within it', () => {
  assert.deepEqual(ids(''), ['money', 'loan', 'bank', 'gift', 'people'])
  assert.deepEqual(ids('', ['loan']), ['money', 'loan', 'gift', 'people'])
  assert.deepEqual(ids('', ['money']), ['money', 'people'])
})

test('words show what has them with what it stands under, also in a closed branch and without accents', () => {
  assert.deepEqual(ids('BANK', ['money']), ['money', 'loan', 'bank'])
  assert.deepEqual(ids('echt'), ['money', 'gift'])
  assert.deepEqual(ids('people'), ['people'])
  assert.deepEqual(ids('nothing like it'), [])
})
