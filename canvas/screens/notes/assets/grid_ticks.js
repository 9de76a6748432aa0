// Which rows are ticked: what the page sent, with the ticks made here since that the page does not send yet.

/**
 * @typedef {object} Ticks
 * @property {Set<string>} chosen of the rows that are shown, those the page calls ticked
 * @property {number} count how many rows the page calls ticked, on all pages
 * @property {number} turn goes up where the page takes all ticks away or sets them otherwise
 * @property {Record<string, boolean>} pending made here since, and sent as a whole each time, so that none is lost
 * @property {string} last the row that was ticked last, from which Shift goes on
 */

/** @returns {Ticks} */
export function noTicks() {
  return { chosen: new Set(), count: 0, turn: 0, pending: {}, last: '' }
}

/**
 * Takes what the page sends, and forgets what was made here where the page has it, or took it away.
 * @param {Ticks} ticks
 * @param {{ chosen: string[], count: number, turn: number, rows: { id: string }[] }} data
 */
export function takeTicks(ticks, { chosen, count, turn, rows }) {
  const turned = ticks.turn !== turn, shown = new Set(rows.map((row) => row.id))
  Object.assign(ticks, { chosen: new Set(chosen), count, turn })
  for (const [id, on] of Object.entries(ticks.pending)) {
    if (turned || !shown.has(id) || ticks.chosen.has(id) === on) delete ticks.pending[id]
  }
}

/** @param {Ticks} ticks @param {string} id */
export function isTicked(ticks, id) {
  return ticks.pending[id] ?? ticks.chosen.has(id)
}

/** How many rows are ticked, on all pages. @param {Ticks} ticks */
export function countTicks({ pending, chosen, count }) {
  return Object.entries(pending).reduce((sum, [id, on]) => sum + Number(on) - Number(chosen.has(id)), count)
}

/**
 * The rows that a tick is for: that row, or with Shift all from the one ticked last to it.
 * @param {Ticks} ticks
 * @param {string[]} order the rows as they are shown
 * @param {string} id
 * @param {boolean} isRange
 */
export function rowsOfTick(ticks, order, id, isRange) {
  const from = order.indexOf(ticks.last), to = order.indexOf(id)
  ticks.last = id
  return isRange && from >= 0 ? order.slice(Math.min(from, to), Math.max(from, to) + 1) : [id]
}
