import { LinkifyIt } from 'linkify-it'

/** A part of a note that is a link. */
export interface NoteLink {
  /** position and length in the note, in UTF-16 code units */
  readonly start: number
  readonly length: number
  /** starts with `https:`, `mailto:` or `tel:` */
  readonly href: string
}

const linkify = new LinkifyIt({ fuzzyLink: true }).add('ftp:', null).add('//', null)

/**
 * Returns the web addresses, email addresses and phone numbers in a note, in ascending order and without overlaps.
 *
 * 2026-11-30. Context: an address without a scheme is a domain in “see acme.it”, but no link in “all fine.La riunione” or
 * “readme.md”. Decision: without a scheme or `www.`, only the most common domains in lower case are links. `http:` becomes
 * `https:`, unless a port is named, which would then be the wrong one.
 */
export function findLinks(note: string): readonly NoteLink[] {
  const addresses = (linkify.match(note) ?? []).flatMap(
    ({ index, lastIndex, raw, url }): readonly NoteLink[] => {
      const href = toSafeUrl(raw, url)
      return href === undefined ? [] : [{ start: index, length: lastIndex - index, href }]
    },
  )
  const isInAddress = ({ start, length }: NoteLink) =>
    addresses.some((address) => start < address.start + address.length && address.start < start + length)
  const phones = findPhones(note).filter((phone) => !isInAddress(phone))
  return [...addresses, ...phones].toSorted((one, other) => one.start - other.start)
}

const commonDomain = /^(?:[a-z\d-]+\.)+(?:com|eu|io|it|net|org)(?![a-z\d.-])/

function toSafeUrl(raw: string, url: string): string | undefined {
  // an invisible character can make an address look like another one
  if (/\p{Cf}/u.test(raw) || !URL.canParse(url)) return undefined
  const { protocol, port, href } = new URL(url)
  if (protocol === 'mailto:') return href
  const hasScheme = /^https?:/i.test(raw)
  if (!hasScheme && !raw.toLowerCase().startsWith('www.') && !commonDomain.test(raw)) return undefined
  if (protocol === 'http:' && port !== '') return undefined
  return href.replace(/^http:/, 'https:')
}

/**
 * Up to ten groups of digits with single separators between them, alone: not a part of a word, of an address or of a
 * longer number.
 */
const digitGroups =
  /(?<![\p{L}\p{N}_@#/.,:+-])(?:\+ ?)?\(?\d{1,17}\)?(?:(?: ?[-./] ?| |(?<=\)))\(?\d{1,17}\)?){0,9}(?![\p{L}\p{N}_@]|[-/.,: ]\d)/gu

/** Words that name a phone before its number: `tel. 0461123456`. */
const phoneWord =
  /(?:\b(?:tel|telefono|phone|mobile|mob|cell|cellulare|fax|call|ring|rang|dial|chiamare|chiama|chiamato|whatsapp|interno)\b|[☎📞📱])[\s.:°(]*$/iu

/** Words that name another kind of number before it: `fattura n. 0461 123456`. */
const documentWord =
  /\b(?:fattura|fatt|invoice|inv|ordine|order|offerta|offer|preventivo|quote|ddt|bolla|pratica|protocollo|prot|contratto|contract|ticket|codice|code|id|rif|ref|iva|vat|c\.?f|iban|conto|account|cig|cup|sdi|rea|po|pos|n|nr|no|num|numero|number|serial|matricola)\b[\s.:°#/]*(?:(?:n|nr|no|num|numero|number)\b[\s.:°#/]*)?$/iu

/** A unit after a number: `+30.000.000 €`. */
const unit = /^\s*(?:[€$£%]|eur\b|euro\b|usd\b|k\b|kg\b|pz\b|pezzi\b)/iu

const date = /\b(?:\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)?\d{2}|(?:19|20)\d{2}[-./ ]\d{1,2}[-./ ]\d{1,2})\b/

/**
 * Returns the phone numbers in a note. A number with its country code is one, and so is a number after a word such as
 * “tel.”. Without either, only the usual groups of Italian numbers are, `0461 123456` and `348 123 4567`, because a note
 * also contains dates, amounts and the numbers of invoices, orders, tax payers and accounts.
 *
 * 2026-11-30. Context: libphonenumber-js knows the numbers of each country, but not whether a number is a phone's, and is
 * 35 KB (brotli). Decision: our own rule, by what is around a number. Consequence: some phone numbers remain text.
 */
function findPhones(note: string): readonly NoteLink[] {
  return [...note.matchAll(digitGroups)].flatMap(({ 0: text, index }): readonly NoteLink[] => {
    const before = note.slice(Math.max(0, index - 40), index)
    const after = note.slice(index + text.length, index + text.length + 10)
    if (!isPhone(text, before, after)) return []
    return [{ start: index, length: text.length, href: `tel:${text.replaceAll(/[^\d+]/g, '')}` }]
  })
}

function isPhone(text: string, before: string, after: string): boolean {
  const digits = text.replaceAll(/\D/g, '')
  const isBalanced = text.split('(').length === text.split(')').length
  if (!isBalanced || documentWord.test(before) || unit.test(after)) return false
  // ITU-T E.164: at most 15 digits with the country code
  if (/^(?:\+|00 ?[1-9])/.test(text)) return digits.length >= 9 && digits.length <= 17 && !date.test(text)
  if (phoneWord.test(before)) return digits.length >= 5 && digits.length <= 12 && !date.test(text)
  if (date.test(text) || digits.length < 8 || digits.length > 11) return false
  const isLandline = /^\(?0\d{1,3}\)?[ /-] ?\d{2,}(?: \d{2,})*$/.test(text) && /\d{3}/.test(text.slice(4))
  const isMobile = /^3[2-9]\d[ -]\d{3} ?\d{3,4}$|^3[2-9]\d[ -]\d{2} \d{2} \d{2,3}$/.test(text)
  return isLandline || isMobile
}
