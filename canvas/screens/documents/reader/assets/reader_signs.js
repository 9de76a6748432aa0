// Small signs beside names: the colour of a block or theme, and the key that gives it.
import { element, make, unspoken } from '../../../../ui/assets/dom.js'

/** @param {string} colour */
export function swatch(colour) {
  const box = unspoken(make('i', 'swatch'))
  box.style.background = colour
  return box
}

/** @param {string} key */
export function cap(key) {
  return element('kbd', { textContent: key })
}
