// Saves a figure as it stands on the screen: a chart through Plotly's own button, a table drawn anew as SVG; and its figures.
/** @import { Drawn, Words } from '../../assets/component.js' */
import { find, findAll, focusedIn, make, makeButton, makeDrawn } from '../../assets/dom.js'

/**
 * What is saved: the picture of the element whose key begins with `of`, under the name `file`, and its figures.
 * @typedef {{ of: string, picture: 'chart' | 'table', file: string, csv: string, title: string, words: Words<'take' | 'svg' | 'png' | 'csv' | 'failed'> }} Saved
 */
/** @typedef {{ node: Text, words: string[], x: number, y: number, height: number, upward: boolean, style: CSSStyleDeclaration }} Line */
/** @typedef {{ text: string, width: number, height: number }} Picture */
/**
 * Of a chart of Plotly what is set for the moment of saving.
 * @typedef {object} Plot
 * @property {{ paper_bgcolor?: string, margin?: { l?: number, r?: number } }} layout
 * @property {{ toImageButtonOptions: object }} _context
 */

// signs that XML cannot hold, and half a sign, of a word that was cut short
const IN_NO_XML = /(?![\t\n\r\x7f-\x9f])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu

/** @param {Blob} blob @param {string} name */
const save = (blob, name) => {
  const link = make('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10000)
}

// What is behind an element: charts and tables have no colour of their own
const paper = () => {
  for (const node of [document.querySelector('[data-testid="stApp"]'), document.body]) {
    const colour = node && getComputedStyle(node).backgroundColor
    if (colour && !/rgba\(.*, 0\)|transparent/.test(colour)) return colour
  }
  return '#FFFFFF'
}

// Keys of charts go on with the turn they are drawn in: the last one is on the screen
/** @param {string} key */
const holder = (key) => findAll(document, `[class*="st-key-${key}"]`)
  .filter((node) => [...node.classList].some((name) => new RegExp(`^st-key-${key}(_\\d+)?$`).test(name))).at(-1)

/** @param {string} key @param {'svg' | 'png'} kind @param {string} file */
const chartPicture = (key, kind, file) => {
  const place = holder(key), chart = /** @type {(HTMLElement & Plot) | null | undefined} */ (place && find(place, '.js-plotly-plot'))
  const button = chart && find(chart, '.modebar-btn')
  if (!button) throw new Error('no chart')
  const was = { paper_bgcolor: chart.layout.paper_bgcolor, margin: chart.layout.margin }
  chart._context.toImageButtonOptions = { format: kind, filename: file, scale: kind === 'png' ? 2 : 1, width: chart.clientWidth + 64, height: chart.clientHeight }
  // room at the sides: the picture may be drawn in another letter than the screen
  const { l = 80, r = 80 } = was.margin ?? {}
  Object.assign(chart.layout, { paper_bgcolor: paper(), margin: { ...was.margin, l: l + 32, r: r + 32 } })
  try { button.dispatchEvent(new MouseEvent('click', { bubbles: true })) } finally { setTimeout(() => Object.assign(chart.layout, was), 1500) }
}

/** @param {Element} node */
const within = (node) => node.shadowRoot ? node.shadowRoot : [...node.querySelectorAll('*')].find((each) => each.shadowRoot)?.shadowRoot

// Lines of words as the browser broke them: a range per word tells on which line it stands
/** @param {HTMLElement} cell */
const linesOf = (cell) => {
  /** @type {Line[]} */
  const lines = []
  const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), range = document.createRange()
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const text = /** @type {Text} */ (node), around = /** @type {HTMLElement} */ (text.parentElement)
    const style = getComputedStyle(around)
    if (style.visibility === 'hidden' || style.display === 'none') continue
    const upward = style.writingMode.startsWith('vertical')  // written from the bottom up: a line is as far from the left
    const right = style.textOverflow === 'ellipsis' && !upward ? around.getBoundingClientRect().right + 1 : Infinity
    for (const word of text.data.matchAll(/\S+/g)) {
      range.setStart(text, word.index)
      range.setEnd(text, word.index + word[0].length)
      const box = range.getClientRects()[0]
      if (!box || !box.width || box.width < 2) continue
      const last = lines.at(-1)
      const same = last && last.node === text && Math.abs(upward ? last.x - box.left : last.y - box.bottom) < 3
      if (same && box.right > right) {
        if (last.words.at(-1) !== '…') last.words.push('…')
      } else if (same) last.words.push(word[0])
      else if (box.right > right) {  // one word that is too long: as much of it as fits
        const fits = Math.max(1, Math.floor(word[0].length * (right - box.left) / box.width) - 1)
        lines.push({ node: text, words: [`${word[0].slice(0, fits)}…`], x: box.left, y: box.bottom, height: box.height, upward, style })
      } else lines.push({ node: text, words: [word[0]], x: box.left, y: box.bottom, height: upward ? box.width : box.height, upward, style })
    }
  }
  return lines
}

// Drawn as it stands when nothing is scrolled and no head stays in sight: so for a moment it is made to
/** @param {string} key @param {string} title */
const tablePicture = (key, title) => {
  const place = holder(key), table = place && within(place)?.querySelector('table'), scroll = table?.parentElement
  if (!scroll) throw new Error('no table')
  const was = /** @type {const} */ ([scroll.className, scroll.scrollLeft, scroll.scrollTop])
  scroll.classList.remove('tall')
  scroll.scrollLeft = 0
  try { return drawnTable(table, title) } finally { [scroll.className, scroll.scrollLeft, scroll.scrollTop] = was }
}

/** @param {HTMLTableElement} table @param {string} title @returns {Picture} */
const drawnTable = (table, title) => {
  const whole = table.getBoundingClientRect(), pad = 16, top = pad + 24
  const width = Math.ceil(whole.width + 2 * pad), height = Math.ceil(whole.height + top + pad)
  const drawn = makeDrawn('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' })
  /** @param {string} tag @param {Record<string, string | number>} attributes @param {string} [text] */
  const put = (tag, attributes, text) => {
    const node = makeDrawn(tag, attributes)
    if (text !== undefined) node.textContent = text
    drawn.append(node)
  }
  put('title', {}, title)
  put('rect', { width, height, fill: paper() })
  const ink = getComputedStyle(table).color
  put('text', { x: pad, y: pad + 10, 'font-family': 'sans-serif', 'font-size': 15, 'font-weight': 650, fill: ink }, title)
  const at = (/** @type {DOMRect} */ box) => ({ x: (box.left - whole.left + pad).toFixed(1), y: (box.top - whole.top + top).toFixed(1), width: box.width.toFixed(1), height: box.height.toFixed(1) })
  for (const node of table.querySelectorAll('th, td, td button, td [data-level]')) {
    const style = getComputedStyle(node), colour = style.backgroundColor, box = node.getBoundingClientRect()
    if (!/rgba\(.*, 0\)|transparent/.test(colour) && box.width) put('rect', { ...at(box), rx: parseFloat(style.borderRadius) || 0, fill: colour })
  }
  for (const cell of findAll(table, 'th, td')) {
    for (const line of linesOf(cell)) {
      const size = parseFloat(line.style.fontSize), turn = line.upward ? line.height * 0.78 : 0
      const x = (line.x + turn - whole.left + pad).toFixed(1), y = (line.y - whole.top + top - (line.upward ? 0 : line.height * 0.22)).toFixed(1)
      put('text', {
        x, y, ...(line.upward ? { transform: `rotate(-90 ${x} ${y})` } : {}), 'font-size': size,
        'font-family': 'sans-serif', 'font-weight': line.style.fontWeight, fill: line.style.color,
      }, line.words.join(' '))
    }
  }
  return { text: new XMLSerializer().serializeToString(drawn).replace(IN_NO_XML, ''), width, height }
}

/** @param {Picture} picture @param {string} file @param {() => void} failed */
const asPng = ({ text, width, height }, file, failed) => {
  const image = new Image(), scale = Math.min(2, 8000 / Math.max(width, height))
  image.onerror = failed
  image.onload = () => {
    const canvas = make('canvas')
    canvas.width = width * scale
    canvas.height = height * scale
    const on = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'))
    on.scale(scale, scale)
    on.drawImage(image, 0, 0)
    canvas.toBlob((blob) => blob ? save(blob, `${file}.png`) : failed(), 'image/png')
  }
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
}

/** @param {Drawn<Saved>} drawn */
export default function ({ data, parentElement }) {
  const row = find(parentElement, 'div.row') ?? parentElement.appendChild(make('div', 'row'))
  row.setAttribute('role', 'group')
  row.setAttribute('aria-label', `${data.words.take}: ${data.title}`)
  const fault = make('span', 'fault')
  fault.setAttribute('role', 'status')
  const failed = () => { fault.textContent = data.words.failed }
  /** @type {['svg' | 'png' | 'csv', () => void][]} */
  const ways = [
    ['svg', () => data.picture === 'chart' ? chartPicture(data.of, 'svg', data.file)
      : save(new Blob([tablePicture(data.of, data.title).text], { type: 'image/svg+xml' }), `${data.file}.svg`)],
    ['png', () => data.picture === 'chart' ? chartPicture(data.of, 'png', data.file) : asPng(tablePicture(data.of, data.title), data.file, failed)],
    ['csv', () => save(new Blob(['\ufeff', data.csv], { type: 'text/csv' }), `${data.file}.csv`)],
  ]
  const buttons = ways.map(([name, way]) => {
    return makeButton('', data.words[name], () => {
      fault.textContent = ''
      try { way() } catch { failed() }
    })
  })
  const focused = focusedIn(parentElement)?.textContent
  row.replaceChildren(make('span', '', data.words.take), ...buttons, fault)
  if (focused) buttons.find((each) => each.textContent === focused)?.focus({ preventScroll: true })
}
