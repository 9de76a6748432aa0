// What Streamlit tells of itself to the page around it, which is this page. Errors for which it would open an English
// dialog come in here by their title, and are said in our line instead.
import { notice, unnotice } from './notice.js'
import { listenToStreamlit } from './streamlit_messages.js'

const reload = { load: () => location.reload() }

/** Says in our line what Streamlit would say in a dialog. */
export function replaceDialogs() {
  listenToStreamlit(({ type, error }) => {
    if (type === 'WEBSOCKET_CONNECTED') unnotice('broken')
    if (type !== 'CLIENT_ERROR_DIALOG') return
    if (error !== 'Page not found') return notice('broken', reload)
    notice('absent', { close: () => unnotice('absent') })
    setTimeout(() => unnotice('absent'), 10000)
  })
}
