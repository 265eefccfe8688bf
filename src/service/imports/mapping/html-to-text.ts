const tag =
  /<\/?(?:a|b|blockquote|body|br|div|em|font|h[1-6]|hr|html|i|img|li|ol|p|pre|span|strong|table|tbody|td|th|tr|u|ul)(?:\s[^<>]*)?\/?>/i
const entity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8}\d?);/i

/** Whether a text contains a tag or an entity of HTML. */
export function isHtml(text: string): boolean {
  return tag.test(text) || entity.test(text)
}

/**
 * Converts the HTML of a note to text: blocks and line breaks become lines, list items begin with a dash, and a link
 * keeps its address.
 */
export function htmlToText(html: string): string {
  const text = html
    .replace(/<!--[^]*?-->|<(script|style|head|title)\b[^]*?<\/\1\s*>/gi, '')
    .replace(/[\t\n\r ]+/g, ' ')
    .replace(/<a\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))[^>]*>([^]*?)<\/a\s*>/gi, linkText)
    .replace(/<br\b[^>]*>/gi, '\n')
    .replace(/<hr\b[^>]*>/gi, '\n---\n')
    .replace(/<li\b[^>]*>/gi, '\n- ')
    .replace(/<\/(?:td|th)\s*>/gi, '\t')
    .replace(
      /<\/?(?:address|article|blockquote|div|dl|dt|dd|footer|h[1-6]|header|ol|p|pre|section|table|tbody|thead|tr|ul)\b[^>]*>/gi,
      block,
    )
    .replace(/<\/?[a-z][^<>]*>/gi, '')
  return decodeEntities(text)
    .replace(/\u00a0/g, ' ')
    .replace(/[ \t]*\n[ ]*/g, '\n')
    .replace(/ {2,}/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function linkText(_: string, quoted = '', single = '', bare = '', content = ''): string {
  const address = decodeEntities(quoted || single || bare).trim()
  const label = content.replace(/<[^>]*>/g, '').trim()
  const plain = decodeEntities(label)
  if (!/^(?:https?|mailto|tel):/i.test(address)) return label
  const isSame = [
    address,
    address.replace(/^(?:https?:\/\/|mailto:|tel:)/i, ''),
    address.replace(/\/$/, ''),
  ].includes(plain)
  return plain === '' || isSame
    ? encode(address.replace(/^(?:mailto|tel):/i, ''))
    : `${label} (${encode(address)})`
}

/** A paragraph ends with an empty line; other blocks with a line end. */
function block(found: string): string {
  return /^<\/(?:p|h[1-6]|table|ul|ol)\b/i.test(found) ? '\n\n' : '\n'
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  euro: '€',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  sbquo: '‚',
  bdquo: '„',
  hellip: '…',
  bull: '•',
  trade: '™',
  rarr: '→',
  larr: '←',
}

// the entities of the characters 161 to 255, in order: HTML 4.01, "Entities for ISO 8859-1 characters"
const latin1 =
  'iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'.split(
    ' ',
  )

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}\d{0,2}));/gi,
    (whole, decimal, hex, name) => {
      if (name === undefined) {
        const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
        return code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole
      }
      const at = latin1.indexOf(name)
      return at >= 0 ? String.fromCharCode(161 + at) : (named[name] ?? whole)
    },
  )
}

/** Protects an address from the later steps. */
function encode(address: string): string {
  return address.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
