// A chart is drawn as wide as the screen it stands on, and nothing draws it anew for paper: so it is printed smaller.
const PAPER = 680 // pixels between the margins of A4

/** @returns {void} */
export function printChartsWhole() {
  globalThis.addEventListener('beforeprint', () => {
    for (const chart of document.querySelectorAll('[data-testid=stPlotlyChart]')) {
      const width = chart.querySelector('.main-svg')?.getBoundingClientRect().width ?? 0
      if (chart instanceof HTMLElement) chart.style.setProperty('--paper', String(Math.min(1, PAPER / Math.max(width, 1))))
    }
  })
}
