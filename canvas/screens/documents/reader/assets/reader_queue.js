// What lies in this browser until it is stored: places and choices, and of the words only those that were typed.
const KEPT = 'pps-reader'
const page = newId() // what two tabs keep never lies in the same place
const alive = (id) => `pps-reader-page-${id}`
navigator.locks?.request(alive(page), () => new Promise(() => {})) // held as long as this page lives

function keep(desk) {
  try {
    const key = `${KEPT}/${desk.id}/${page}`
    if (desk.row.length) localStorage.setItem(key, JSON.stringify(desk.row, (name, value) => (name === 'before' ? undefined : value)))
    else localStorage.removeItem(key)
    desk.kept = true
  } catch {
    desk.kept = false // no room, or not allowed
  }
}

// What is typed in a note's form, until it is saved or thrown away.
const drafted = (desk, id) => `${KEPT}-edit/${desk.id}/${id}`

function draft(desk, id, typed) {
  try {
    typed ? localStorage.setItem(drafted(desk, id), JSON.stringify(typed)) : localStorage.removeItem(drafted(desk, id))
  } catch { /* no room, or not allowed */ }
}

function draftOf(desk, id) {
  try {
    return JSON.parse(localStorage.getItem(drafted(desk, id)))
  } catch {
    return null
  }
}

// Takes over what an earlier page left of this document; sending it twice stores it once.
async function adopt(desk) {
  desk.adopted = true
  const held = await navigator.locks?.query().catch(() => null)
  const live = new Set((held?.held ?? []).map((lock) => lock.name))
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(`${KEPT}/${desk.id}/`)) continue
      const from = key.split('/').at(-1)
      if (from === page || live.has(alive(from))) continue
      desk.row.push(...JSON.parse(localStorage.getItem(key)))
      keep(desk)
      localStorage.removeItem(key)
    }
  } catch { /* not allowed, or not ours */ }
}

// crypto.randomUUID is missing where the page is served without https
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 15) | 64
  bytes[8] = (bytes[8] & 63) | 128
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
