// The language of the page, before Streamlit says anything (it leaves it at English): as the link says, else as chosen
// earlier in this browser, else Dutch. `browser.js` sets it anew with every run.
import { PAGE } from './page_data.js'

/** Sets it, before anything is drawn. */
export function setStartingLanguage() {
  document.documentElement.lang = startingLanguage()
}

function startingLanguage() {
  const linked = new URLSearchParams(location.search).get('lang') ?? ''
  if (linked in PAGE.words) return linked
  const remembered = document.cookie.match(/(?:^|;\s*)pps_language=([a-z]+)/)?.[1] ?? ''
  return remembered in PAGE.words ? remembered : 'nl'
}

// What this script says, in the language of the page.
export function words() {
  return PAGE.words[document.documentElement.lang] ?? PAGE.words.nl
}
