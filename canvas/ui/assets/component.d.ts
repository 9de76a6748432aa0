// What the scripts of all components share as types: nothing in here comes to a browser.

/**
 * What Streamlit hands a component each time it is drawn: what its Python sends, where it draws, and what tells Python
 * of an event. What comes over as JSON (`Written` in Python) is a text here.
 */
export interface Drawn<Data, Events extends object = {}> {
  data: Data
  parentElement: Root
  setTriggerValue: Send<Events>
}

/** Tells Python of an event; `Events` says what each of them brings. */
export type Send<Events extends object> = <Name extends keyof Events & string>(event: Name, value: Events[Name]) => void

/** Where a component draws: within the page, or in a shadow of its own. */
export type Root = (HTMLElement & { host?: undefined, activeElement?: undefined }) | ShadowRoot

/** What a component says, by the names of these texts. */
export type Words<Names extends string> = Record<Names, string>

/** What the keyboard is to go on at, once for each nonce; null for nothing (`focus_of` in Python). */
export type Focus = { key: string, nonce: string | number } | null

/** A letter on its colour; one of nobody's role is plain. */
export interface Letter {
  letter: string
  colour?: string
  plain?: boolean
}

/** A role as its letter, its name and its colour. */
export interface Role extends Letter {
  label: string
  colour: string
}

/** Roles by their keys; under '' what has none. */
export type Palette = Record<string, Role>

/** Where a block stands on the canvas: from and to column, from and to row. */
export type Place = [fromColumn: number, toColumn: number, fromRow: number, toRow: number]

/** The kind of element that a selector finds, as far as its last part names one. */
export type ElementOf<Selector extends string> = Selector extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Selector]
  : Selector extends `${string},${string}` ? HTMLElement
  : Selector extends `${string} ${infer Last}` ? ElementOf<Last>
  : Selector extends `${infer Tag}${'.' | ':' | '['}${string}` ? ElementOf<Tag>
  : HTMLElement
