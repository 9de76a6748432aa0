// One line at the foot of the page that says how the page itself is doing. It takes no room from what is being typed
// in (the app ends above it), never the keyboard, and is no dialog.
const bar = document.createElement('div')
bar.className = 'pps-page-notice'
bar.setAttribute('role', 'status')
let noticed = '' // the name of what is said now

// Says one of the words, and after it what it is about; `ways` are the names of what can be pressed beside it → what
// that does.
function notice(name, ways = {}, about = []) {
  if (noticed === name) return
  noticed = name
  const line = document.createElement('p')
  line.textContent = [words()[name], about.filter(Boolean).join(', ')].join(' ').trim()
  const buttons = Object.entries(ways).map(([way, does]) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = words()[way]
    button.addEventListener('click', does)
    return button
  })
  bar.replaceChildren(line, ...buttons)
  document.documentElement.classList.add('pps-page-noticed')
}

// Stops saying it, unless something else is said by now.
function unnotice(name) {
  if (noticed !== name) return
  noticed = ''
  bar.replaceChildren()
  document.documentElement.classList.remove('pps-page-noticed')
}

// A status that is there from the beginning, and filled later, is read aloud; one that is added with its text may not be.
function placeNotice() {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLE)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  document.body.append(bar)
}
if (document.body) placeNotice()
else document.addEventListener('DOMContentLoaded', placeNotice)
