// What Python sends to tables of figures, of notes side by side and of words (`heat_table.py`).
import type { Focus, Palette, Words } from '../../assets/component.js'

export interface Column {
  key: string
  label: string
  sub?: string
  title?: string
  code?: string
  chip?: string
  /** Above the heads of a turned table: the name of the group this one belongs to. */
  group?: string
}

export interface FigureCell {
  text: string
  said: string
  /** 0 to 5; of a difference -2, -1, ~, +1, +2. */
  level?: number | string
  /** Keys of the palette. */
  letters?: string[]
  small?: string
  sign?: boolean
  opens?: boolean
}

export interface FigureRow {
  key: string
  label: string
  cells: FigureCell[]
  title?: string
  role?: string
  sub?: string
  chip?: string
  total?: FigureCell
}

export interface RowGroup {
  label: string
  rows: FigureRow[]
}

export interface Legend {
  steps: { level: number | string, label: string }[]
  unit: string
  signs: { sign: string, label: string }[]
}

/** What the three kinds of tables have in common. */
interface Table {
  focus: Focus
  tall?: boolean
  shown?: string
  repaints?: boolean
}

export interface FigureTable extends Table {
  kind: 'heat'
  words: Words<'table' | 'blocks' | 'how'> & { total?: string }
  palette: Palette
  columns: Column[]
  groups: RowGroup[]
  total?: FigureRow
  legend?: Legend
  wide?: boolean
  tight?: boolean
  turned?: boolean
}

export interface ReadingTable extends Table {
  kind: 'reading'
  words: Words<'table'>
  palette: Palette
  columns: Column[]
  rows: { role: string, cells: ReadingCell[] }[]
}

export interface ReadingCell {
  notes: { text: string, origin: string }[]
  more: string
  opens: string
  state: string
}

export interface WordsTable extends Table {
  kind: 'words'
  words: Words<'table' | 'blocks' | 'how'>
  narrow?: boolean  // for many columns of a few words
  columns: Column[]
  rows: WordsRow[]
}

export interface WordsRow extends Column {
  cells: WordsCell[]
}

export interface WordsCell {
  said: string
  opens?: boolean
  text?: string
  sub?: string
  mark?: string
}
