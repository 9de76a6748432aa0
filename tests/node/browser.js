// As much of a browser as the modules that are tried without one ask for: what it keeps, and which pages of it are open.
const kept = new Map()

export const storage = {
  full: false,
  get length() { return kept.size },
  key: (at) => [...kept.keys()][at] ?? null,
  getItem: (key) => kept.get(key) ?? null,
  setItem(key, value) {
    if (this.full) throw new Error('no room')
    kept.set(key, String(value))
  },
  removeItem: (key) => { kept.delete(key) },
  clear: () => kept.clear(),
  entries: () => [...kept],
}

export const pages = new Set() // names of the locks that open pages hold

globalThis.localStorage = storage
Object.defineProperty(globalThis, 'navigator', {
  configurable: true,
  value: { locks: { query: async () => ({ held: [...pages].map((name) => ({ name })) }), request: () => {} }, userAgent: '' },
})
globalThis.document = { visibilityState: 'visible' }
