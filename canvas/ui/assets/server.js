// What is sent to the workbench outside of any run of a screen: a text, a mark, a passage, a question about drafts.
const PATIENCE = 10000 // milliseconds an answer may take

/**
 * Sends something to a route; the status is 0 where nobody answers in time, or something else than the workbench does.
 * @param {string} route
 * @param {string} pass of the user, which the server gave with the screen
 * @param {object} request
 * @param {boolean} [leaving] the page goes, and waits for nothing
 * @returns {Promise<{ status: number, reply: unknown }>}
 */
export async function send(route, pass, request, leaving = false) {
  const end = new AbortController()
  const timer = leaving ? undefined : setTimeout(() => end.abort(), PATIENCE)
  try {
    const answered = await fetch(route, {
      method: 'POST', body: JSON.stringify(request), signal: end.signal, credentials: 'same-origin', keepalive: leaving,
      headers: { 'Content-Type': 'application/json', 'X-PPS-Pass': pass },
    })
    return { status: answered.status, reply: await answered.json() }
  } catch {
    return { status: 0, reply: {} }
  } finally {
    clearTimeout(timer)
  }
}
