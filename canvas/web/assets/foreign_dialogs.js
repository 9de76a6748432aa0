// What Streamlit tells of itself to the page around it, which is this page. Errors for which it would open an English
// dialog come in here by their title, and are said in our line instead.
const reload = { load: () => location.reload() }

window.addEventListener('message', ({ source, data }) => {
  if (source !== window || data?.stCommVersion !== 1) return
  if (data.type === 'WEBSOCKET_CONNECTED') unnotice('broken')
  if (data.type !== 'CLIENT_ERROR_DIALOG') return
  if (data.error !== 'Page not found') return notice('broken', reload)
  notice('absent', { close: () => unnotice('absent') })
  setTimeout(() => unnotice('absent'), 10000)
})
