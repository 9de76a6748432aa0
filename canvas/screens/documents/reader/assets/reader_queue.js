// What lies in this browser until it is stored: places and choices, and of the words only those that were typed.
/** @import { Editing } from './reader_data.js' */
/** @import { Desk } from './reader_desk.js' */
import { keysUnder, liveAs, newId, pagesAlive } from '../../../../ui/assets/page_id.js'

const PREFIX = 'pps-reader'
const PAGE_LOCK = 'pps-reader-page-' // before the id of a page that is open and keeps a queue
const page = newId() // what two tabs keep never lies in the same place

/** Tells other tabs that this page lives, for as long as it does. */
export function liveOn() {
  liveAs(PAGE_LOCK, page)
}

/** @param {Desk} desk */
export function keep(desk) {
  try {
    const key = `${PREFIX}/${desk.id}/${page}`
    if (desk.queue.length) localStorage.setItem(key, JSON.stringify(desk.queue, (name, value) => (name === 'before' ? undefined : value)))
    else localStorage.removeItem(key)
    desk.inBrowser = true
  } catch {
    desk.inBrowser = false // no room, or not allowed
  }
}

// What is typed in a note's form, until it is saved or thrown away.
/** @param {Desk} desk @param {string} id */
const drafted = (desk, id) => `${PREFIX}-edit/${desk.id}/${id}`

/** @param {Desk} desk @param {string} id @param {object | null} typed */
export function draft(desk, id, typed) {
  try {
    typed ? localStorage.setItem(drafted(desk, id), JSON.stringify(typed)) : localStorage.removeItem(drafted(desk, id))
  } catch { /* no room, or not allowed */ }
}

/** @param {Desk} desk @param {string} id @returns {Pick<Editing, 'typed' | 'opened'> | null} */
export function draftOf(desk, id) {
  try {
    return JSON.parse(localStorage.getItem(drafted(desk, id)) ?? 'null')
  } catch {
    return null
  }
}

// Takes over what an earlier page left of this document; sending it twice stores it once.
/** @param {Desk} desk */
export async function adopt(desk) {
  desk.adopted = true
  const live = await pagesAlive(PAGE_LOCK)
  try {
    for (const key of keysUnder(`${PREFIX}/${desk.id}/`)) {
      const from = key.slice(key.lastIndexOf('/') + 1)
      if (from === page || live.has(from)) continue
      desk.queue.push(...JSON.parse(localStorage.getItem(key) ?? '[]'))
      keep(desk)
      localStorage.removeItem(key)
    }
  } catch { /* not allowed, or not ours */ }
}
