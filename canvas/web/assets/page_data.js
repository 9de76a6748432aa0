// What the server put before this script: the words it says in each language, its style, and what Streamlit says where.

/** @type {{ words: Record<string, Record<string, string>>, style: string, places: Record<string, Place[]> }} */
export const PAGE = PPS_PAGE

/**
 * A place where Streamlit says something of its own: where (a selector), in which attribute ('' for its text), and what
 * it says there → what is said instead.
 * @typedef {{ at: string, of: string, says: [string, string][] }} Place
 */
