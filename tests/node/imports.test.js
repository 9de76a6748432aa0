// Every module of the workbench can be loaded alone, without a browser: nothing happens before it is called.
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const canvas = fileURLToPath(new URL('../../canvas/', import.meta.url))
const modules = readdirSync(canvas, { recursive: true }).filter((name) => /(^|\/)assets\/[^/]+\.js$/.test(name.replaceAll('\\', '/')))

test('each module is loaded without a browser', async () => {
  globalThis.PPS_PAGE = { words: {}, style: '', places: {} }
  const entry = /web[/\\]assets[/\\]page\.js$/ // it begins at once, as it must stand before Streamlit's own script
  assert.ok(modules.length > 45)
  for (const name of modules.filter((each) => !entry.test(each))) await import(`${canvas}${name}`)
})
