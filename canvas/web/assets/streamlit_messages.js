// Streamlit and the page around it speak by messages of the window; this page is that page to itself.

/**
 * Tells Streamlit something, as a page around it would.
 * @param {{ type: string, [detail: string]: unknown }} message
 */
export function tellStreamlit(message) {
  window.postMessage({ stCommVersion: 1, ...message }, location.origin)
}

/**
 * Calls `heard` with each message that Streamlit sends to the page around it.
 * @param {(message: { type: string, error?: string }) => void} heard
 */
export function listenToStreamlit(heard) {
  window.addEventListener('message', ({ source, data }) => {
    if (source === window && data?.stCommVersion === 1) heard(data)
  })
}
