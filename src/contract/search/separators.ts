/**
 * The characters that separate words, as the content of a bracket expression: white space, punctuation, symbols and
 * pictographs, no letter and no digit. They are listed by code point, because a database's locale may know only ASCII
 * letters; the function search_words in store/migrations/0005-search.sql has the same list.
 */
export const separators = [
  '\u0001- !-/:-@\\[-`{-~',
  '\u00a0-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u1680',
  '\u2000-\u206f\u20a0-\u20c0\u2190-\u245f\u2500-\u2775\u2794-\u2bff\u3000-\u3004\u3008-\u3020\ufe00-\ufe0f\ufeff\u{1f000}-\u{1f0ff}\u{1f1e6}-\u{1faff}',
].join('')
