// Beside the field: the rating with its keys, no opinion, skip with its reason, and the ways on. A mark is saved as the
// text is, so it needs no run of the screen; whatever goes on puts the keyboard in the field at once.
const LOW = [1, 2] // ratings after which a guide may ask for an explanation
const DONT_KNOW = 0

function buildMarks(it) {
  it.rating = make('div', { className: 'rating', tabIndex: -1, hidden: true })
  it.rating.setAttribute('role', 'radiogroup')
  it.rating.setAttribute('aria-describedby', 'scale')
  it.rated = make('p', { className: 'rated' })
  it.marks = [1, 2, 3, 4, 5, DONT_KNOW].map((mark) => {
    const button = make('button', { type: 'button', className: 'mark', value: String(mark) })
    button.setAttribute('role', 'radio')
    button.addEventListener('click', (event) => pressMark(it, mark, event))
    return button
  })
  const row = make('div', { className: 'marks' })
  row.append(...it.marks)
  it.scale = make('p', { className: 'hint', id: 'scale' })
  it.explain = make('p', { className: 'explain' })
  it.explain.setAttribute('role', 'status')
  it.rating.append(it.rated, row, it.scale, it.explain)
  it.rating.addEventListener('keydown', (event) => onRatingKey(it, event))

  const button = (name, does) => {
    const made = make('button', { type: 'button', className: `way ${name}` })
    made.addEventListener('click', (event) => does(event))
    return made
  }
  it.previous = button('previous', () => move(it, 'previous'))
  it.passed = make('p', { className: 'passed' })
  it.undo = button('undo quiet', () => pass(it, 'open', ''))
  it.silent = button('silent', () => pass(it, 'no_opinion', ''))
  it.skip = button('skip', () => askWhy(it, true))
  it.next = button('next main', () => move(it, 'next'))
  it.ways = make('div', { className: 'ways' })
  it.ways.append(it.previous, it.passed, it.undo, it.silent, it.skip, it.next)

  it.reason = make('input', { type: 'text', maxLength: 300, autocomplete: 'off', id: 'reason' })
  it.asking = make('label', { htmlFor: 'reason' })
  it.why = make('form', { className: 'why', hidden: true, noValidate: true })
  it.sendWhy = make('button', { type: 'submit', className: 'way' })
  it.cancelWhy = button('quiet', () => { askWhy(it, false); it.skip.focus() })
  it.whyWays = make('div', { className: 'ways' })
  it.whyWays.append(it.sendWhy, it.cancelWhy)
  it.why.append(it.asking, it.reason, it.whyWays)
  it.why.addEventListener('submit', (event) => { event.preventDefault(); giveReason(it) })
  it.why.addEventListener('keydown', (event) => { if (event.key === 'Escape') { askWhy(it, false); it.skip.focus() } })
  it.both = make('section', { className: 'both', hidden: true })
  it.markFault = make('p', { className: 'fault', hidden: true })
  it.markFault.setAttribute('role', 'alert')
}

// ---- what is drawn

// Another question: what is rated there, and whether that is asked before the words.
function drawMarks(it, other) {
  const { rating, words } = it.data
  if (other) { askWhy(it, false); it.wrong = null }
  it.rating.hidden = !rating
  if (rating) {
    if (Boolean(rating.first) !== (it.rating.nextElementSibling === it.area)) {
      rating.first ? it.area.before(it.rating) : it.ways.before(it.rating)
    }
    it.rating.setAttribute('aria-label', rating.asked)
    it.rated.textContent = rating.asked
    it.rated.lang = it.explain.lang = rating.language
    it.rated.hidden = rating.first // it stands above already
    it.marks.forEach((button) => { button.textContent = button.value === String(DONT_KNOW) ? words.dontKnow : button.value })
    const keys = rating.first ? words.digits : words.altDigits
    it.scale.textContent = coarse() ? words.scale : `${words.scale} ${keys}`
  }
  it.previous.textContent = words.previous
  it.next.textContent = it.data.last ? words.finish : words.next
  it.undo.textContent = words.undo
  it.silent.textContent = words.noOpinion
  it.skip.textContent = words.skip
  it.asking.textContent = words.why
  it.sendWhy.textContent = words.skipIt
  it.cancelWhy.textContent = words.cancel
}

function showMarks(it) {
  const one = it.one, { rating, words } = it.data
  const now = marked(one)
  const passed = now.state === 'no_opinion' || now.state === 'skipped'
  if (rating) {
    const chosen = now.dont_know ? DONT_KNOW : now.rating
    const at = it.marks.findIndex((button) => button.value === String(chosen))
    it.marks.forEach((button, place) => {
      button.setAttribute('aria-checked', String(place === at))
      button.tabIndex = place === Math.max(at, 0) ? 0 : -1
    })
    const low = asksWhy(it)
    say(it.explain, rating.explain ? (low ? rating.explain : words.explains) : '')
    it.explain.lang = low ? rating.language : document.documentElement.lang
    it.explain.className = low ? 'explain' : 'explain quiet'
  }
  it.previous.disabled = it.data.first
  it.passed.hidden = it.undo.hidden = !passed
  it.silent.hidden = it.skip.hidden = passed
  say(it.passed, passed ? [now.state === 'skipped' ? words.skipped : words.noOpinion, now.reason].filter(Boolean).join(': ') : '')
  showBoth(it)
  const beside = it.wrong && !it.why.hidden ? it.whyWays : it.both // a fault stands at the button that was pressed
  if (it.markFault.nextElementSibling !== beside) beside.before(it.markFault)
  const fault = it.wrong ?? one.markFault
  it.markFault.hidden = !fault
  say(it.markFault, fault ? `${fault[0]}: ${fault[1]} ${fault[2]}` : '')
}

function say(node, text) {
  if (node.textContent !== text) node.textContent = text
}

// What stands as a mark, with what is still on its way.
function marked(one) {
  return one.todos.reduce((now, todo) => ({ ...now, ...after(todo, now.state) }), { ...one.marks, state: one.state })
}

function after(todo, state) {
  if (todo.do === 'pass') return { state: todo.state, reason: todo.reason }
  const { rating, dont_know } = todo
  return { rating, dont_know, state: rating || dont_know ? 'answered' : state }
}

function asksWhy(it) {
  return Boolean(it.data.rating?.explain) && LOW.includes(marked(it.one).rating)
}

// Whether the next key is a rating: a question of that kind, of which the words are not asked for yet.
function awaitsDigit(it) {
  return Boolean(it.data.rating?.first) && !asksWhy(it)
}

// Where the keyboard belongs at the question shown; a finger gets no keyboard over the question it has just asked for.
function toPlace(it) {
  if (coarse()) return
  const place = !it.moving && awaitsDigit(it) ? it.rating : it.area
  if (active(it) !== place) place.focus({ preventScroll: true })
}

function active(it) {
  return it.area.getRootNode().activeElement
}

// Two people marked one answer: both marks side by side, and the ways to go on.
function showBoth(it) {
  const { clash } = it.one, words = it.data.words
  if (it.clash === clash) return
  it.clash = clash
  it.both.hidden = !clash
  if (!clash) return it.both.replaceChildren()
  const mine = { ...clash.todo.seen, ...after(clash.todo, clash.todo.seen.state) }
  const box = make('div', { className: 'fault' }), list = make('dl', {})
  box.setAttribute('role', 'alert')
  box.append(make('p', { textContent: `${words.answer}: ${clash.by ? words.sameBy.replace('{who}', clash.by) : words.same}` }), list)
  const inWords = {
    rating: ({ rating, dont_know }) => (dont_know ? words.dontKnow : rating ? words.of5.replace('{n}', rating) : words.noMark),
    state: ({ state }) => words.states[state] ?? state, reason: ({ reason }) => reason || '–',
  }
  for (const [part, told] of Object.entries(inWords)) {
    if (told(mine) === told(clash.now)) continue
    list.append(make('dt', { textContent: words[part] }), make('dd', { textContent: `${words.yours}: ${told(mine)}` }),
      make('dd', { textContent: `${words.stands}: ${told(clash.now)}` }))
  }
  const ways = make('div', { className: 'ways' })
  for (const [text, keeps] of [[words.keepMine, true], [words.takeNow, false]]) {
    const button = make('button', { type: 'button', className: 'way', textContent: text })
    button.addEventListener('click', () => { settleClash(it.one, keeps); toPlace(it) })
    ways.append(button)
  }
  it.both.replaceChildren(box, ways)
}

// ---- ratings

function put(it, todo) {
  const one = it.one
  const { rating, dont_know, state, reason } = marked(one)
  // a mark of the same kind that is still waiting gives way; one under way does not, as it may be stored already
  const gives = one.todos.find((each) => each.do === todo.do && each !== one.sending)
  const seen = gives?.seen ?? one.clash?.todo.seen ?? { rating: rating ?? null, dont_know: Boolean(dont_know), state, reason: reason ?? '' }
  one.todos = [...one.todos.filter((each) => each !== gives), { ...todo, seen, attempt: newId() }]
  one.markFault = one.clash = it.wrong = null
  keep(one)
}

// By its key a rating goes on, where nothing but a rating is asked: without one more key than the answer.
function rate(it, mark) {
  const one = it.one, now = marked(one)
  if (!it.data.rating) return
  const rated = { rating: mark || null, dont_know: mark === DONT_KNOW }
  if (rated.rating !== now.rating || rated.dont_know !== Boolean(now.dont_know)) put(it, { do: 'rate', ...rated })
  if (awaitsDigit(it)) return move(it, 'next')
  push(one)
  show(it)
  if (it.data.rating.first) toPlace(it)
}

function pressMark(it, mark, event) {
  const now = marked(it.one)
  const stands = mark ? now.rating === mark : now.dont_know
  put(it, { do: 'rate', rating: stands ? null : mark || null, dont_know: !stands && mark === DONT_KNOW })
  push(it.one)
  show(it)
  // pressed by pointer, what is typed next is words; by the space bar one stays, unless words are asked for
  if (event.detail > 0 || asksWhy(it)) toPlace(it)
}

function onRatingKey(it, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
  if (it.moving) return it.area.focus({ preventScroll: true })
  const digit = digitOf(event)
  const on = it.marks.indexOf(active(it))
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
  if (digit !== null) {
    event.preventDefault()
    if (event.repeat) return
    if (digit <= 5) rate(it, digit)
    else { it.wrong = it.data.words.noRating; show(it) }
  } else if (step) {
    event.preventDefault()
    const to = it.marks[on < 0 ? (step > 0 ? 0 : it.marks.length - 1) : (on + step + it.marks.length) % it.marks.length]
    to.focus()
  } else if (event.key === 'Enter') {
    event.preventDefault()
    if (event.repeat) return
    const pressed = it.marks[on]
    if (pressed && pressed.getAttribute('aria-checked') !== 'true') rate(it, Number(pressed.value))
    else move(it, 'next')
  } else if (event.key === ' ' && on >= 0) {
    if (event.repeat) event.preventDefault()
  } else if ([...event.key].length === 1 || ['Dead', 'Process', 'Unidentified'].includes(event.key)) {
    it.area.focus({ preventScroll: true }) // no digit, so it is words: the key goes on into the field
  }
}

// The digit a key stands for: by what it makes, else by where it is, as AZERTY and macOS make signs of these keys.
function digitOf(event) {
  if (/^[0-9]$/.test(event.key)) return Number(event.key)
  return !event.shiftKey && /^Digit[0-9]$/.test(event.code) ? Number(event.code.at(-1)) : null
}

const WINDOWS = /^win/i.test(navigator.userAgentData?.platform ?? navigator.platform ?? '')
const APPLE = /^mac|^i(Phone|Pad)/i.test(navigator.userAgentData?.platform ?? navigator.platform ?? '')

// Alt with a digit, or with Shift as well: a rating, wherever the keyboard is. Not AltGr, which comes as Ctrl+Alt; not
// the number pad of Windows, where Alt with figures writes a sign; and on a Mac not the key that makes a € or a #.
function altDigitOf(event) {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.getModifierState?.('AltGraph')) return null
  if (APPLE && ['€', '#', '@', '£', '\\', '|'].includes(event.key)) return null
  const place = /^(?:Digit|Numpad)([0-5])$/.exec(event.code)
  return place && !(WINDOWS && event.code.startsWith('Numpad')) ? Number(place[1]) : null
}

// ---- no opinion, and skip with a reason

function pass(it, state, reason) {
  put(it, { do: 'pass', state, reason })
  if (state !== 'open') return move(it, 'next', state === 'skipped' ? it.skip : it.silent)
  push(it.one)
  show(it)
  toPlace(it)
}

function askWhy(it, open) {
  const words = it.data.words
  it.wrong = open && it.one.value.trim() ? words.standing : null
  if (open && (marked(it.one).rating || marked(it.one).dont_know)) it.wrong = words.standing
  it.why.hidden = !open || Boolean(it.wrong)
  if (!it.why.hidden) { it.reason.value = ''; it.reason.focus() }
  if (open) it.one.markFault = null
  if (open) { show(it); inSight(it) }
}

function giveReason(it) {
  const reason = it.reason.value.trim()
  if (reason) { it.why.hidden = true; return pass(it, 'skipped', reason) }
  it.wrong = it.data.words.noReason
  show(it)
  inSight(it)
  it.reason.focus()
}

function inSight(it) {
  const shown = [it.markFault, it.both, it.why].filter((node) => !node.hidden)
  for (const node of shown) node.scrollIntoView({ block: 'nearest' })
}
