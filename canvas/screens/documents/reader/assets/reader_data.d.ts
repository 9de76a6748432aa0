// What the reader is drawn with (`reader.py`), what it sends and is replied (`document_route.py`), and the reader itself as
// its modules share it.
import type { Letter, Send, Words } from '../../../../ui/assets/component.js'
import type { Desk } from './reader_desk.js'
import type { ReaderText, Span } from './reader_text.js'

/** What went wrong: where, what, and how to cure it. */
export type Fault = string[]

export interface ReaderData {
  owner: string
  pass: string
  document: string
  title: string
  /** The code point to begin at. */
  at: number | null
  readonly: boolean
  language: string
  roles: Record<string, ReaderRole>
  words: ReaderWords
  /** The questions that group blocks: key and name. */
  groups: [key: string, name: string][]
  blocks: Block[]
  /** What every block is called, also those that are not in use. */
  names: Record<string, string>
  /** Kinds of notes: key and name. */
  kinds: [key: string, name: string][]
  /** The questions that a turn may answer: key, wording and block. */
  questions: [key: string, wording: string, block: string][]
  /** Other keys: what stands on them, and what they do. */
  keys: [caps: string[], what: string][]
}

export interface ReaderRole extends Letter {
  name: string
  colour: string
}

export interface Block {
  id: string
  name: string
  group: string
  /** The letter that gives it. */
  key: string
}

export type ReaderWords = Words<
  | 'legend' | 'panel' | 'bar' | 'keys' | 'themes' | 'noThemes' | 'loading' | 'waiting' | 'interviewer' | 'unknown' | 'noRole' | 'editing'
  | 'paragraph' | 'passage' | 'passages' | 'previous' | 'next' | 'undo' | 'close' | 'hint' | 'hintTouch' | 'hintReading' | 'all' | 'saving'
  | 'saved' | 'kept' | 'oneWaits' | 'manyWait' | 'notStored' | 'again' | 'letGo' | 'filter' | 'nothing' | 'palette' | 'themesAlong'
  | 'addTheme' | 'takeTheme' | 'edit' | 'remove' | 'save' | 'cancel' | 'note' | 'block' | 'kind' | 'empty' | 'selectFirst' | 'tooLong'
  | 'given' | 'there' | 'themeFirst' | 'themeGiven' | 'themeTaken' | 'themeAlong' | 'themeNot' | 'noTheme' | 'noLast' | 'removed'
  | 'undone' | 'nothingToUndo' | 'noNext' | 'noPrevious' | 'link' | 'linkHint' | 'answers' | 'linked' | 'noQuestion' | 'linkMade' | 'linkTaken'
>

// ---- a document

export interface Speaker {
  part: string
  role?: string | null
  code?: string | null
}

export interface Theme {
  id: string
  name: string
  colour?: string
  /** How many notes it is on. */
  notes?: number
}

/** What of a note is edited. */
export interface Typed {
  text: string
  block: string
  kind: string
}

/** A note as it is stored; its places are units here, and code points as it comes. */
export interface StoredNote extends Typed {
  id: string
  start: number
  end: number
  role: string | null
  revision: number
  themes: string[]
}

/** A note as it is shown: how it waits, and for which edit, where it does. */
export interface Note extends StoredNote {
  how?: 'waiting' | 'refused'
  op?: Edit
}

// ---- what one does

interface Done {
  id: string
  /** Why the server did not. */
  refused?: Fault
}

interface DoneToNote extends Done {
  /** The id of the note it is done to. */
  note: string
  /** The note as it was, which stays in this browser. */
  before?: Note
}

/** Codes a passage, by its code points. */
export interface Coding extends Done {
  do: 'code'
  start: number
  end: number
  block: string
  themes: string[]
}

export interface Change extends DoneToNote, Typed {
  do: 'change'
  /** What it was based on. */
  opened: Partial<Typed>
}

export interface Removal extends DoneToNote {
  do: 'remove'
  /** Of the removal, once it is stored. */
  number?: number
}

export interface Return extends DoneToNote {
  do: 'return'
  number: number
  /** The removal that it takes back. */
  of?: string
}

export interface Giving extends DoneToNote {
  do: 'theme'
  theme: string
  given: boolean
}

export interface Link extends Done {
  do: 'link'
  turn: number
  question: string | null
  opened: { question: string | null }
}

/** Something that was done: to code a passage, to change, remove or return a note, to give it a theme, to link a turn. */
export type Edit = Coding | Change | Removal | Return | Giving | Link

/** The same without an id of its own, which it is given. */
export type NewEdit = Edit extends infer Each ? Each extends Edit ? Omit<Each, 'id'> & { id?: string } : never : never

/** What takes back what was done. */
export type Undoing =
  | { do: 'code', note: string }
  | { do: 'return', note: string, before: Note, op: Omit<Removal, keyof Done> & { id: string } }
  | Omit<Change, 'id'>
  | Omit<Giving, 'id'>
  | Omit<Link, 'id'>

// ---- what the server replies

/** A part of the text by its code points; a turn has its number, its speaker and from when it was said. */
export type SentPart = [start: number, end: number, isTitle: number, turn?: number, speaker?: string | null, ms?: number | null]

export interface Standing {
  notes: StoredNote[]
  links: [turn: number, question: string][]
  named: Theme[]
  stamp: string
}

export interface Opened extends Standing {
  text: string
  language: string
  parts: SentPart[]
  speakers: Record<string, Speaker>
  book: Theme[]
}

/** What stands of a note now; of a link only when it was stored. */
export interface Stored {
  id: string
  when: string
  notes: StoredNote[]
  named: Theme[]
  how?: string
  number?: number
}

export type ReaderReply<Do extends string> = Do extends 'open' ? Opened : Do extends 'look' ? Standing | { stamp: string } : Stored

export interface Refused {
  fault?: Fault
  /** What somebody else made of it meanwhile. */
  now?: Partial<Typed>
}

/** What the server says of a request; the status is 0 where nobody answered. */
export type Answered<Reply> =
  | { status: 200, reply: Reply }
  | { status: 0 | 400 | 401 | 403 | 404 | 409 | 413 | 422 | 500 | 503, reply: Refused }

// ---- the text on the page

/** A part of a text, a turn, a paragraph or a heading, from unit to unit. */
export interface Part {
  index: number
  start: number
  end: number
  title: boolean
  /** Its number, of a turn. */
  turn?: number
  speaker?: string | null
  ms?: number | null
  who: Speaker | null
  words?: Span[]
  sentences?: Span[]
  drawn: Drawing | null
}

/** A part as it is drawn. */
export interface Drawing {
  box: HTMLElement
  /** What holds the words. */
  node: HTMLElement
  linkButton: HTMLButtonElement | null
  /** Which notes it was painted with; null for none yet. */
  marks: string | null
  /** Which of them were open. */
  opened: string
  /** The question it is linked with; null where that was not shown yet. */
  linked: string | null
}

/** A text with its parts. */
export interface Readable {
  text: ReaderText
  language: string
  parts: Part[]
}

// ---- the reader on the screen

export interface View {
  /** In the order of the text. */
  notes: Note[]
  byId: Map<string, Note>
  links: Map<number, string | null>
}

/** A note that is edited in the panel. */
export interface Editing {
  id: string
  note: Note
  opened: Typed
  typed: Typed
  form?: HTMLFormElement
}

/** Where a list opens: beside a rectangle. */
export interface Beside {
  top: number
  bottom: number
  left: number
}

export interface Option {
  id?: string | null
  block?: string
  theme?: string
  name: string
  key?: string
  colour?: string
  chosen?: boolean
}

export interface Options {
  name: string
  options: Option[]
  colour?: string
  wide?: boolean
}

/** A line of a list. */
export interface OptionRow extends HTMLElement {
  option: Option
}

/** A list that is open: its elements, the lines it offers, the one the arrow keys are at, and what had the keyboard before. */
export interface Chooser {
  it: Reader
  box: HTMLElement
  field: HTMLInputElement
  list: HTMLElement
  none: HTMLElement
  at: Beside
  /** Called with what is chosen, and tells whether the list stays. */
  picked: (option: Option) => boolean
  closed?: () => void
  options: OptionRow[]
  active: OptionRow | null
  from: Element | null
}

export interface ReaderBox {
  root: HTMLElement
  bar: HTMLElement
  state: HTMLElement
  message: HTMLElement
  again: HTMLButtonElement
  count: HTMLElement
  legend: HTMLElement
  page: HTMLElement
  panel: HTMLElement
  cards: HTMLElement
  hint: HTMLElement
  list: HTMLDetailsElement
  total: HTMLElement
  rows: HTMLElement
  shut: HTMLButtonElement
}

export interface Reader extends ReaderBox {
  desk: Desk
  data: ReaderData
  trigger: Send<{ changed: string }>
  /** The question that groups a block. */
  groupOf: Record<string, string>
  blockName: Record<string, string>
  /** What scrolls the page. */
  scroller: Element
  /** The text that is drawn. */
  laid: ReaderText | null
  shown: View
  /** Notes that are open, by their ids. */
  open: string[]
  /** Themes that go along with the block that is chosen next. */
  pending: string[]
  /** The cards of the notes that are open, and what each was drawn with. */
  drawn: Map<string, { key: string, box: HTMLElement }>
  /** The notes that the list of all of them was drawn with. */
  listed: string
  /** The unit one is at. */
  cursor: number | null
  /** The part that the keyboard is at. */
  current: Part | null
  /** The words that were coded last. */
  last: Span | null
  lastBlock: string | null
  /** The selection, while a field beside the text has the keyboard. */
  heldSpan: Span | null
  /** The words between which keys select; the head moves on. */
  anchor: Span | null
  head: Span | null
  backward: boolean
  /** A selection is being made with the mouse, and what was to be painted meanwhile. */
  dragging: boolean
  late: boolean
  /** Themes that have a digit, in its order. */
  digits: string[] | null
  chooser: Chooser | null
  editing: Editing | null
  /** The place of a link that was gone to. */
  arrived?: number | null
  /** When others were looked at last. */
  looked?: number
  silence?: number
  resting?: number
  phone: () => boolean
  say: (text: string) => void
  draw: () => void
  clean: () => void
}
