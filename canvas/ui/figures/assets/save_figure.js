// Saves a figure as it stands on the screen: a chart through Plotly's own button, a table drawn anew as SVG; and its figures.
import { find, make, makeButton, makeDrawn } from '../../assets/dom.js'

// signs that XML cannot hold, and half a sign, of a word that was cut short
const IN_NO_XML = /(?![\t\n\r\x7f-\x9f])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu

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
const holder = (key) => [...document.querySelectorAll(`[class*="st-key-${key}"]`)]
  .filter((node) => [...node.classList].some((name) => new RegExp(`^st-key-${key}(_\\d+)?$`).test(name))).at(-1)

const chartPicture = (key, kind, file) => {
  const place = holder(key), chart = /** @type {any} */ (place && find(place, '.js-plotly-plot')), button = chart?.querySelector('.modebar-btn')
  if (!button) throw new Error('no chart')
  const was = { paper_bgcolor: chart.layout.paper_bgcolor, margin: chart.layout.margin }
  chart._context.toImageButtonOptions = { format: kind, filename: file, scale: kind === 'png' ? 2 : 1, width: chart.clientWidth + 64, height: chart.clientHeight }
  // room at the sides: the picture may be drawn in another letter than the screen
  const { l = 80, r = 80 } = was.margin ?? {}
  Object.assign(chart.layout, { paper_bgcolor: paper(), margin: { ...was.margin, l: l + 32, r: r + 32 } })
  try { button.dispatchEvent(new MouseEvent('click', { bubbles: true })) } finally { setTimeout(() => Object.assign(chart.layout, was), 1500) }
}

const within = (node) => node.shadowRoot ? node.shadowRoot : [...node.querySelectorAll('*')].find((each) => each.shadowRoot)?.shadowRoot

// Lines of words as the browser broke them: a range per word tells on which line it stands
const linesOf = (cell) => {
  const lines = [], walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), range = document.createRange()
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
        lines.push({ node: text, words: [`${word[0].slice(0, fits)}…`], x: box.left, y: box.bottom, height: box.height, style })
      } else lines.push({ node: text, words: [word[0]], x: box.left, y: box.bottom, height: upward ? box.width : box.height, upward, style })
    }
  }
  return lines
}

// Drawn as it stands when nothing is scrolled and no head stays in sight: so for a moment it is made to
const tablePicture = (key, title) => {
  const table = within(holder(key))?.querySelector('table'), scroll = table?.parentElement
  if (!table) throw new Error('no table')
  const was = [scroll.className, scroll.scrollLeft, scroll.scrollTop]
  scroll.classList.remove('tall')
  scroll.scrollLeft = 0
  try { return drawnTable(table, title) } finally { [scroll.className, scroll.scrollLeft, scroll.scrollTop] = was }
}

const drawnTable = (table, title) => {
  const whole = table.getBoundingClientRect(), pad = 16, top = pad + 24
  const width = Math.ceil(whole.width + 2 * pad), height = Math.ceil(whole.height + top + pad)
  const drawn = makeDrawn('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' })
  const put = (tag, attributes, text) => {
    const node = makeDrawn(tag, attributes)
    if (text !== undefined) node.textContent = text
    drawn.append(node)
  }
  put('title', {}, title)
  put('rect', { width, height, fill: paper() })
  const ink = getComputedStyle(table).color
  put('text', { x: pad, y: pad + 10, 'font-family': 'sans-serif', 'font-size': 15, 'font-weight': 650, fill: ink }, title)
  const at = (box) => ({ x: (box.left - whole.left + pad).toFixed(1), y: (box.top - whole.top + top).toFixed(1), width: box.width.toFixed(1), height: box.height.toFixed(1) })
  for (const node of table.querySelectorAll('th, td, td button, td [data-level]')) {
    const style = getComputedStyle(node), colour = style.backgroundColor, box = node.getBoundingClientRect()
    if (!/rgba\(.*, 0\)|transparent/.test(colour) && box.width) put('rect', { ...at(box), rx: parseFloat(style.borderRadius) || 0, fill: colour })
  }
  for (const cell of table.querySelectorAll('th, td')) {
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

export default function ({ data, parentElement }) {
  let row = parentElement.querySelector('.row')
  if (!row) {
    row = make('div', 'row')
    row.setAttribute('role', 'group')
    parentElement.append(row)
  }
  row.setAttribute('aria-label', `${data.words.take}: ${data.title}`)
  const fault = make('span', 'fault')
  fault.setAttribute('role', 'status')
  const failed = () => { fault.textContent = data.words.failed }
  const ways = {
    svg: () => data.picture === 'chart' ? chartPicture(data.of, 'svg', data.file)
      : save(new Blob([tablePicture(data.of, data.title).text], { type: 'image/svg+xml' }), `${data.file}.svg`),
    png: () => data.picture === 'chart' ? chartPicture(data.of, 'png', data.file) : asPng(tablePicture(data.of, data.title), data.file, failed),
    csv: () => save(new Blob(['\ufeff', data.csv], { type: 'text/csv' }), `${data.file}.csv`),
  }
  const buttons = Object.entries(ways).map(([name, way]) => {
    return makeButton('', data.words[name], () => {
      fault.textContent = ''
      try { way() } catch { failed() }
    })
  })
  const focused = parentElement.activeElement?.textContent
  row.replaceChildren(make('span', '', data.words.take), ...buttons, fault)
  if (focused) buttons.find((each) => each.textContent === focused)?.focus({ preventScroll: true })
}
