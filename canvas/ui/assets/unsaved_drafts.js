// Words typed in an interview that lie in this browser and are not stored: said at the foot of every screen, with the
// way to them. A field that is on the screen says so itself, and so does another tab that is still open.
const SOON = 3000 // milliseconds a text may take to be stored before it is said here
const AGAIN = 10000 // milliseconds after which the study is asked once more
const judged = new Map() // draft → whether the study holds its words, and when it said so
const waiting = new Map() // key → when it was first seen
let drafts = null
let foot = null
let drawn = ''
let looking = false

function watchDrafts(said) {
  drafts = said
  drawn = ''
  if (foot) return lookForDrafts()
  foot = document.createElement('section')
  foot.className = 'pps-drafts'
  foot.hidden = true
  document.body.append(foot)
  window.addEventListener('storage', lookForDrafts)
  window.addEventListener('pps-drafts', lookForDrafts)
  setInterval(lookForDrafts, 1000)
  lookForDrafts()
}

async function lookForDrafts() {
  if (looking) return
  looking = true
  const found = drafts ? await notStored(await left()).finally(() => { looking = false }) : []
  looking = false
  const key = JSON.stringify(found)
  if (key === drawn) return
  drawn = key
  foot.hidden = !found.length
  if (!found.length) return foot.replaceChildren()
  const said = drafts.words
  foot.setAttribute('aria-label', said.title)
  const title = part('summary', { textContent: (found.length === 1 ? said.one : said.many).replace('{n}', found.length) })
  const list = part('ul', {})
  list.append(...found.map(one))
  const box = part('details', { open: foot.querySelector('details')?.open ?? false })
  box.append(title, part('p', { className: 'pps-soft', textContent: said.line }), list)
  foot.replaceChildren(box)
}

async function left() {
  const found = []
  try {
    for (let at = 0; at < localStorage.length; at++) {
      const key = localStorage.key(at)
      if (key.startsWith(`pps-draft/${drafts.owner}/`)) found.push([key, JSON.parse(localStorage.getItem(key))])
    }
  } catch { return [] } // this browser keeps nothing
  for (const key of [...waiting.keys()]) if (!found.some(([each]) => each === key)) waiting.delete(key)
  if (!found.length) return []
  const held = await navigator.locks?.query().catch(() => null)
  const live = new Set((held?.held ?? []).map((lock) => lock.name))
  const shown = window.ppsField?.slice(drafts.owner.length + 1)
  const own = found.find(([, draft]) => draft.page === window.ppsPage && draft.field === shown)?.[1]
  return found.filter(([key, draft]) => {
    const mine = draft.page === window.ppsPage
    if (!mine && live.has(`pps-page-${draft.page}`)) return false
    if (draft.field === shown && (mine || draft.text === own?.text)) return false
    if (!waiting.has(key)) waiting.set(key, Date.now())
    return !mine || Date.now() - waiting.get(key) > SOON
  })
}

// The study is asked before anything is said: a text that it holds by now is only forgotten here.
async function notStored(left) {
  const mark = ([key, draft]) => `${key} ${draft.at} ${draft.text}`
  const unsure = left.filter((each) => !each[1].todos?.length && !(Date.now() - judged.get(mark(each))?.at < AGAIN)).slice(0, 100)
  const stored = unsure.length ? await compare(unsure.map(([, draft]) => draft)) : []
  unsure.forEach((each, place) => { if (stored) judged.set(mark(each), { stored: stored[place], at: Date.now() }) })
  return left.filter((each) => {
    if (each[1].todos?.length) return true // a mark that waits is no text to compare
    const answer = judged.get(mark(each))
    if (answer?.stored) forget(...each)
    return answer && !answer.stored
  })
}

// What the study says of each; null where it cannot be asked: that it is away is said elsewhere, and no news of a text.
async function compare(left) {
  const texts = left.map(({ field, text, base }) => {
    const [interview, question] = field.split('/')
    return { interview, question, text, base }
  })
  try {
    const reply = await fetch('/werkbank/drafts', {
      method: 'POST', credentials: 'same-origin', body: JSON.stringify({ do: 'compare', drafts: texts }),
      headers: { 'Content-Type': 'application/json', 'X-PPS-Pass': drafts.pass }, signal: AbortSignal.timeout(10000),
    })
    return reply.ok ? (await reply.json()).stored : null
  } catch {
    return null
  }
}

function forget(key, draft) {
  const now = JSON.parse(localStorage.getItem(key))
  if (now?.text === draft.text && now.at === draft.at) localStorage.removeItem(key) // else it was typed on
}

function one([key, draft]) {
  const said = drafts.words
  const [interview, question] = draft.field.split('/')
  const row = part('li', {})
  const ways = part('div', { className: 'ways' })
  const open = part('a', { className: 'go', textContent: said.open })
  open.setAttribute('href', `interview?interview=${encodeURIComponent(interview)}&question=${encodeURIComponent(question)}`)
  const copy = part('button', { type: 'button', textContent: said.copy })
  copy.addEventListener('click', () => navigator.clipboard?.writeText(draft.text).then(() => { copy.textContent = said.copied }))
  const drop = part('button', { type: 'button', textContent: said.drop })
  drop.addEventListener('click', () => {
    if (drop.dataset.asked) { localStorage.removeItem(key); lookForDrafts() }
    drop.dataset.asked = 'yes'
    drop.textContent = said.sure
  })
  ways.append(open, copy, drop)
  row.append(part('b', { textContent: draft.label ?? '' }), part('p', { className: 'pps-text', textContent: draft.text || '—' }), ways)
  return row
}

function part(tag, props) {
  return Object.assign(document.createElement(tag), props)
}
