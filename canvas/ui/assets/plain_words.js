// A text as one looks for words in it, as `canvas/store/database/folding.py` has it: small letters without accents, ligatures and
// CO₂ spelled out, soft hyphens and other signs that nothing is seen of left out.
/** @type {Record<string, string>} */
const APART = { æ: 'ae', œ: 'oe', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ı: 'i', '’': "'", '‘': "'", 'ʼ': "'", '‐': '-', '–': '-' }

/** @param {string} text */
export function plainWords(text) {
  return text.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '').toLowerCase().replace(/[æœßøłđı’‘ʼ‐–]/g, (sign) => APART[sign])
}
