// Words typed in an interview that lie in this browser and are not stored: said at the foot of every screen, with the
// way to them. A field that is on the screen says so itself, and so does another tab that is still open.
const SOON = 3000 // milliseconds a text may take to be stored before it is said here
const waiting = new Map() // key → when it was first seen
let drafts = null
let foot = null
let drawn = ''

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
  const found = drafts ? await left() : []
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
