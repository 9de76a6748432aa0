// Words typed in an interview that lie in this browser and are not stored: said at the foot of every screen, with the
// way to them. A field that is on the screen says so itself, and so does another tab that is still open.
/** @import { Draft } from './drafts.js' */
import { element, fill, make, makeButton } from './dom.js'
import { PAGE_LOCK, draftsUnder } from './drafts.js'
import { pagesAlive } from './page_id.js'
import { send } from './server.js'

const SOON = 3000 // milliseconds a text may take to be stored before it is said here
const AGAIN = 10000 // milliseconds after which the study is asked once more
/** Whether the study holds the words of a draft, and when it answered. @type {Map<string, { stored: boolean, at: number }>} */
const verdicts = new Map()
/** When each key was first seen. @type {Map<string, number>} */
const waiting = new Map()
/** @type {Owner | null} */
let owner = null
/** @type {HTMLElement | null} */
let foot = null
let drawn = ''
let looking = false

/**
 * Whose words are told of, the pass to ask the study with, and the words to say it in.
 * @typedef {{ owner: string, pass: string, words: Record<string, string> }} Owner
 */
/** @typedef {[string, Draft]} Entry the key of a draft and the draft */

/**
 * Says at the foot of the screen which typed words are not stored.
 * @param {Owner | null} whose
 */
export function watchDrafts(whose) {
  owner = whose
  drawn = ''
  if (!foot) {
    foot = make('section', 'pps-drafts')
    foot.hidden = true
    document.body.append(foot)
    window.addEventListener('storage', lookForDrafts)
    window.addEventListener('pps-drafts', lookForDrafts)
    setInterval(lookForDrafts, 1000)
  }
  lookForDrafts()
}

async function lookForDrafts() {
  if (looking) return
  looking = true
  const unstored = owner ? await notStored(await draftsLeft(owner.owner), owner).finally(() => { looking = false }) : []
  looking = false
  if (foot && owner) draw(foot, unstored, owner.words)
}

/** @param {HTMLElement} section @param {Entry[]} unstored @param {Owner['words']} words */
function draw(section, unstored, words) {
  const key = JSON.stringify(unstored)
  if (key === drawn) return
  drawn = key
  section.hidden = !unstored.length
  if (!unstored.length) return section.replaceChildren()
  section.setAttribute('aria-label', words.title)
  const title = make('summary', '', fill(unstored.length === 1 ? words.one : words.many, { n: unstored.length }))
  const list = make('ul')
  list.append(...unstored.map((entry) => rowOf(entry, words)))
  const box = element('details', { open: section.querySelector('details')?.open ?? false })
  box.append(title, make('p', 'pps-soft', words.line), list)
  section.replaceChildren(box)
}

/** @param {string} whose @returns {Promise<Entry[]>} */
async function draftsLeft(whose) {
  const stored = draftsUnder(`${whose}/`)
  if (!stored.length) waiting.clear()
  if (!stored.length) return []
  const shown = window.ppsField?.slice(whose.length + 1)
  return draftsToTell(stored, { page: window.ppsPage, shown, live: await pagesAlive(PAGE_LOCK), now: Date.now(), waiting })
}

/**
 * The drafts that nobody else tells of: neither another tab that is open, nor the field on the screen, nor a save of this
 * page that has not had its time.
 * @param {Entry[]} stored
 * @param {{ page?: string, shown?: string, live: Set<string>, now: number, waiting: Map<string, number> }} seen the page,
 *   the answer whose field is on the screen, the pages that are open, and when each draft was first seen (added to here)
 */
export function draftsToTell(stored, { page, shown, live, now, waiting: since }) {
  for (const key of [...since.keys()]) if (!stored.some(([each]) => each === key)) since.delete(key)
  const own = stored.find(([, draft]) => draft.page === page && draft.field === shown)?.[1]
  return stored.filter(([key, draft]) => {
    const mine = draft.page === page
    if (!mine && live.has(draft.page)) return false
    if (draft.field === shown && (mine || draft.text === own?.text)) return false
    const first = since.get(key) ?? now
    since.set(key, first)
    return !mine || now - first > SOON
  })
}

// The study is asked before anything is said: a text that it holds by now is only forgotten here.
/** @param {Entry[]} left @param {Owner} whose */
async function notStored(left, whose) {
  const mark = (/** @type {Entry} */ [key, draft]) => `${key} ${draft.at} ${draft.text}`
  const isFresh = (/** @type {{ at: number } | undefined} */ verdict) => verdict && Date.now() - verdict.at < AGAIN
  const unsure = left.filter((each) => !each[1].todos?.length && !isFresh(verdicts.get(mark(each)))).slice(0, 100)
  const stored = unsure.length ? await compare(unsure.map(([, draft]) => draft), whose.pass) : []
  unsure.forEach((each, place) => { if (stored) verdicts.set(mark(each), { stored: stored[place], at: Date.now() }) })
  return left.filter((each) => {
    if (each[1].todos?.length) return true // a mark that waits is no text to compare
    const answer = verdicts.get(mark(each))
    if (answer?.stored) forget(...each)
    return answer && !answer.stored
  })
}

// What the study says of each; null where it cannot be asked: that it is away is said elsewhere, and no news of a text.
/** @param {Entry[1][]} drafts @param {string} pass */
async function compare(drafts, pass) {
  const texts = drafts.map(({ field, text, base }) => {
    const [interview, question] = field.split('/')
    return { interview, question, text, base }
  })
  const { status, reply } = await send('/werkbank/drafts', pass, { do: 'compare', drafts: texts })
  return status === 200 ? /** @type {{ stored: boolean[] }} */ (reply).stored : null
}

/** @param {string} key @param {Entry[1]} draft */
function forget(key, draft) {
  const now = JSON.parse(localStorage.getItem(key) ?? 'null')
  if (now?.text === draft.text && now.at === draft.at) localStorage.removeItem(key) // else it was typed on
}

/** @param {Entry} entry @param {Owner['words']} words */
function rowOf([key, draft], words) {
  const [interview, question] = draft.field.split('/')
  const row = make('li')
  const ways = make('div', 'ways')
  const open = make('a', 'go', words.open)
  open.setAttribute('href', `interview?interview=${encodeURIComponent(interview)}&question=${encodeURIComponent(question)}`)
  const copy = makeButton('', words.copy, () => {
    navigator.clipboard?.writeText(draft.text).then(() => { copy.textContent = words.copied })
  })
  const drop = makeButton('', words.drop, () => {
    if (drop.dataset.pressed) { localStorage.removeItem(key); lookForDrafts() }
    drop.dataset.pressed = 'once'
    drop.textContent = words.sure
  })
  ways.append(open, copy, drop)
  row.append(make('b', '', draft.label), make('p', 'pps-text', draft.text || '—'), ways)
  return row
}
