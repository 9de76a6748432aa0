// The language of the page, before Streamlit says anything (it leaves it at English): as the link says, else as chosen
// earlier in this browser, else Dutch. `keep.js` sets it anew with every run.
document.documentElement.lang = startingLanguage()

function startingLanguage() {
  const linked = new URLSearchParams(location.search).get('lang')
  if (linked in WORDS) return linked
  const remembered = document.cookie.match(/(?:^|;\s*)pps_language=([a-z]+)/)?.[1]
  return remembered in WORDS ? remembered : 'nl'
}

// What this script says, in the language of the page.
function words() {
  return WORDS[document.documentElement.lang] ?? WORDS.nl
}
