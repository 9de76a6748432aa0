// What our scripts put on the page, or find there beside what every browser has.

/** What the server puts before the script of every page, see page_script.py. */
declare const PPS_PAGE: typeof import('../../canvas/web/assets/page_data.js').PAGE

interface Window {
  ppsPage?: string
  ppsField?: string | null
  ppsFaults?: MutationObserver
  ppsCatch?: (pressed?: HTMLElement) => void
  ppsCaught?: { take: () => string } | null
}

interface WindowEventMap {
  'pps-run': CustomEvent<{ session: string }>
  'pps-server': CustomEvent<{ here: boolean }>
}

interface DocumentEventMap {
  'pps-go': CustomEvent<string>
}

interface Navigator {
  userAgentData?: { platform: string }
}

// What our scripts remember at the elements they make.

interface Text {
  /** Where the words of a text of the reader begin in the whole text. */
  at?: number
}

interface HTMLElement {
  /** Of an article of the reader: the part of the text it shows. */
  piece?: import('../../canvas/screens/documents/reader/assets/reader_data.js').Part
  /** Of a mark in the reader: the notes that stand on it. */
  notes?: string[]
  /** Of a button of the reader's legend: the block it gives. */
  block?: string
}
