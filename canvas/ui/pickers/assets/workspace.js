// Says which tab of the workspace is the current one, as Streamlit marks it by colour alone, and on a narrow screen
// brings it into sight. The tabs stay on the page while the screens change under them.
/** @import { Drawn } from '../../assets/component.js' */
import { findAll, leaveNoGap } from '../../assets/dom.js'

const TRIES = 40 // times it looks whether the tabs are there, 25 ms apart

/** @param {Drawn<{ screen: string }>} drawn */
export default function ({ data, parentElement }) {
  leaveNoGap(parentElement)
  let tries = 0
  const mark = () => {
    const tabs = findAll(document, '.st-key-workspace a')
    for (const tab of tabs) {
      const here = new URL(tab.href).pathname.split('/').pop() === data.screen
      if (here) tab.setAttribute('aria-current', 'page')
      else tab.removeAttribute('aria-current')
      const strip = here && tab.closest('.st-key-workspace')
      if (strip && strip.scrollWidth > strip.clientWidth) {
        strip.scrollLeft += tab.getBoundingClientRect().left - strip.getBoundingClientRect().left - 40
      }
    }
    if (tabs.length || ++tries > TRIES) clearInterval(timer)
  }
  const timer = setInterval(mark, 25)
  mark()
  return () => clearInterval(timer)
}
