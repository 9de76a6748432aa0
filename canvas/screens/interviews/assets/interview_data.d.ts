// What the field of an answer is drawn with (`answer_field.py`), what it sends and is replied (`answer_route.py`), and the
// field itself as its modules share it.
import type { Send, Words } from '../../../ui/assets/component.js'
import type { Sign } from './answer_lines.js'
import type { Mark, Marks, Todo } from './answer_mark_state.js'
import type { Answer } from './answer_saving.js'

/** What went wrong: where, what, and how to cure it. */
export type Fault = string[]

export interface FieldData {
  owner: string
  pass: string
  /** interview/question */
  field: string
  text: string
  revision: number
  state: string
  label: string
  /** When the answer was stored, in words. */
  stands: string
  /** Another number puts the keyboard in the field. */
  focus: number
  first: boolean
  last: boolean
  words: FieldWords
  rating: Rating | null
  marks: Marks
  signs: Sign[]
  blocks: [key: string, name: string][]
  stored?: undefined
}

/** An interview that is completed: its answers by question, to forget what this browser kept of them. */
export interface Completed {
  owner: string
  interview: string
  stored: Record<string, string>
}

export interface Rating {
  /** Whether it is asked before the words, and a digit alone goes on. */
  first: boolean
  asked: string
  language: string
  /** What is asked after a low one; '' for nothing. */
  explain: string
}

export type FieldWords = Words<
  | 'placeholder' | 'hint' | 'keys' | 'saving' | 'unsaved' | 'refused' | 'again' | 'saved' | 'kept' | 'reopen' | 'note' | 'notes' | 'signs'
  | 'stand' | 'none' | 'send' | 'undoMove' | 'undoRemoval' | 'met' | 'metLine' | 'mine' | 'theirs' | 'both' | 'takeMine' | 'takeTheirs'
  | 'dontKnow' | 'scale' | 'digits' | 'altDigits' | 'explains' | 'previous' | 'next' | 'finish' | 'undo' | 'noOpinion' | 'skipped' | 'skip'
  | 'why' | 'skipIt' | 'cancel' | 'sameBy' | 'same' | 'yours' | 'stands' | 'keepMine' | 'takeNow' | 'answer' | 'of5' | 'noMark' | MarkPart
> & { states: Record<string, string> } & Record<'standing' | 'noReason' | 'noRating', Fault>

export type MarkPart = 'rating' | 'state' | 'reason'

export interface FieldEvents {
  /** JSON of where one was and where to. */
  go: string
  reopen: string
  changed: string
}

// ---- what is sent, and what is replied

export interface SaveRequest {
  do: 'save'
  text: string
  base: number
  attempt: string
  on: string[]
  burst: string
}

export type LookRequest = { do: 'look' } | { do: 'move', note: string, block: string, opened: string } | { do: 'undo', note: string, number: number }

export type AnswerRequest = SaveRequest | Todo | LookRequest | { do: 'set_aside', text: string, attempt: string }

export interface Saved {
  revision: number
  when: string
  state: string
  told?: string
}

export interface Looked {
  revision: number
  text: string
  notes: { id: string, text: string, kind: string, block: string }[]
  undo: { how: string, note_id: string, number: number, text: string, to_block: string | null } | null
}

export type ReplyTo<Do extends AnswerRequest['do']> = Do extends LookRequest['do'] ? Looked : Do extends 'set_aside' ? Saved & { text: string } : Saved

/** What the server says of a request; the status is 0 where nobody answered. */
export type Answered<Reply> =
  | { status: 200, reply: Reply }
  | { status: 409, reply: Clash }
  | { status: 0 | 400 | 401 | 403 | 404 | 413 | 422 | 500 | 503, reply: Refused }

/** Somebody else wrote another text, or marked the answer otherwise, meanwhile. */
export interface Clash {
  met?: Met
  now: Mark
  by: string
  fault?: Fault
}

export interface Met {
  text: string
  revision: number
  by: string
}

export interface Refused {
  fault?: Fault
  /** Whether the interview is completed. */
  completed?: boolean
}

// ---- the field on the screen

/** Beside a field: its rating, the ways on, skip with its reason, and two marks that meet. */
export interface MarkBox {
  rating: HTMLElement
  rated: HTMLElement
  marks: HTMLButtonElement[]
  scale: HTMLElement
  explain: HTMLElement
  previous: HTMLButtonElement
  passed: HTMLElement
  undo: HTMLButtonElement
  silent: HTMLButtonElement
  skip: HTMLButtonElement
  next: HTMLButtonElement
  ways: HTMLElement
  reason: HTMLInputElement
  asking: HTMLElement
  why: HTMLFormElement
  sendWhy: HTMLButtonElement
  cancelWhy: HTMLButtonElement
  whyWays: HTMLElement
  both: HTMLElement
  markFault: HTMLElement
}

/** The field with what stands under it. */
export interface FieldBox {
  area: HTMLTextAreaElement
  state: HTMLElement
  again: HTMLButtonElement
  count: HTMLButtonElement
  fault: HTMLElement
  open: HTMLButtonElement
  hint: HTMLElement
  signs: HTMLElement
  notes: HTMLElement
  met: HTMLElement
}

/** What was typed, marked or asked for while another question was on its way. */
export interface Ahead {
  text?: string
  then?: string
  mark?: number
}

/** Another question is asked for: what came since, and what ends or repeats the asking. */
export interface Moving {
  ahead: Ahead[]
  timer: number
  again: number
}

export interface Field extends FieldBox, MarkBox {
  data: FieldData
  answer: Answer
  trigger: Send<FieldEvents>
  moving: Moving | null
  /** What is wrong with what was pressed here, which the server was not asked. */
  wrong: Fault | null
  /** The two marks that are shown side by side. */
  clash: Answer['clash']
  /** The two texts that are shown side by side, by answer and revision. */
  meeting: string
  /** A button or link is followed once the text is stored. */
  following?: boolean
  /** What a run of the screen was asked for last, and when. */
  runAskedFor?: string
  runAskedAt?: number
  clean: () => void
  /** Says again how the answer stands. */
  show: () => void
  /** Goes to another question; `from` is what was pressed. */
  move: (then: string, from?: HTMLElement) => void
}
