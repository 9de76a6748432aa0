// What stands as the mark of an answer, its rating or why it has none, with what is still on its way.

/**
 * What is to be done to a mark, as it is sent to the server.
 * @typedef {({ do: 'rate', rating: number | null, dont_know: boolean } | { do: 'pass', state: string, reason: string }) & Sent} Todo
 * @typedef {{ attempt?: string, seen?: Mark }} Sent the id of its save, and the mark it was put on
 */
/** @typedef {{ rating?: number | null, dont_know?: boolean, state: string, reason?: string }} Mark */
/** @typedef {Omit<Mark, 'state'>} Marks a mark without how the answer stands */

/**
 * What stands after something is done to a mark.
 * @param {Todo} todo
 * @param {string} state how the answer stood before
 * @returns {Mark}
 */
export function after(todo, state) {
  if (todo.do === 'pass') return { state: todo.state, reason: todo.reason }
  const { rating, dont_know } = todo
  return { rating, dont_know, state: rating || dont_know ? 'answered' : state }
}

/**
 * The mark of an answer with all that waits done to it.
 * @param {{ marks: Marks, state: string, todos: Todo[] }} answer
 * @returns {Mark}
 */
export function marked(answer) {
  return answer.todos.reduce((now, todo) => ({ ...now, ...after(todo, now.state) }), { ...answer.marks, state: answer.state })
}

/**
 * The digit a key stands for: by what it makes, else by where it is, as AZERTY and macOS make signs of these keys.
 * @param {Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>} event
 */
export function digitOf(event) {
  if (/^[0-9]$/.test(event.key)) return Number(event.key)
  return !event.shiftKey && /^Digit[0-9]$/.test(event.code) ? Number(event.code.at(-1)) : null
}

/**
 * The rating that Alt with a digit gives, also with Shift, wherever the keyboard is; null for none. Not AltGr, which comes
 * as Ctrl+Alt; not the number pad of Windows, where Alt with figures writes a sign; and on a Mac not the key that makes
 * a € or a #.
 * @param {Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey'> & { getModifierState?: (key: string) => boolean }} event
 * @param {string} platform what the browser says it runs on
 */
export function altDigitOf(event, platform) {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.getModifierState?.('AltGraph')) return null
  if (/^mac|^i(Phone|Pad)/i.test(platform) && ['€', '#', '@', '£', '\\', '|'].includes(event.key)) return null
  const place = /^(?:Digit|Numpad)([0-5])$/.exec(event.code)
  return place && !(/^win/i.test(platform) && event.code.startsWith('Numpad')) ? Number(place[1]) : null
}
