// Ids made in this browser, which pages of it are still open, and what they keep: never two of them in the same place.

/** An id no other has. crypto.randomUUID is missing where the page is served without https. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 15) | 64
  bytes[8] = (bytes[8] & 63) | 128
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/**
 * Keeps a lock of the page's name for as long as the page lives, so that other tabs see that it does.
 * @param {string} prefix
 * @param {string} id
 */
export function liveAs(prefix, id) {
  navigator.locks?.request(`${prefix}${id}`, () => new Promise(() => {}))
}

/**
 * The ids of the pages that are open in this browser, this one too; none where the browser cannot tell.
 * @param {string} prefix
 * @returns {Promise<Set<string>>}
 */
export async function pagesAlive(prefix) {
  const locks = await navigator.locks?.query().catch(() => null)
  const names = (locks?.held ?? []).map((lock) => lock.name ?? '')
  return new Set(names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length)))
}

/**
 * The keys of what this browser keeps that begin so; those there are now, whatever is taken away meanwhile.
 * @param {string} start
 */
export function keysUnder(start) {
  const keys = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? '')
  return keys.filter((key) => key.startsWith(start))
}
