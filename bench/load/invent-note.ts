import type { Random } from '../../src/service/demo/random.ts'

/** The words of a language by their rank: first the common ones, then names and rare words made of its syllables. */
interface Vocabulary {
  readonly common: readonly string[]
  readonly syllables: readonly string[]
}

const italian: Vocabulary = {
  common:
    `di il per con la un che non ha alla cliente offerta chiamata del prezzo in è gli contratto domani riunione
    conferma proposta sconto ordine consegna responsabile acquisti richiesta fornitore fattura pagamento settimana
    interessato preventivo telefono referente budget appuntamento demo rinnovo condizioni trattativa prossimo attesa
    direttore firma scadenza macchina stabilimento spedizione assistenza ufficio tecnico già perché più dopo venerdì`.split(
      /\s+/,
    ),
  syllables:
    `ba be bi bo ca co cu da de do fa fe fi ga gi go la le li lo ma me mi mo na ne ni no pa pe pi ra re ri ro sa se
    so ta te ti to va ve vi za zo`.split(/\s+/),
}

const english: Vocabulary = {
  common:
    `the to a and of for with call on meeting client offer price is in not they we will email about next contract
    order delivery follow up sent asked budget quote discount decision week manager waiting interested confirmed
    proposal invoice payment supplier renewal demo terms plant machine support office technical signed deadline
    friday tomorrow already because after phone purchasing director shipment`.split(/\s+/),
  syllables:
    `bar ber bin cal con cor dan den dor ell fen fir gar gel har hil ing ker lan lin lor mar mer min nor pal per
    ran ric rod sal ser sim stan tal ter tim ton ver vin wal wen wick wood`.split(/\s+/),
}

/** The number of words of each language; the rarest occurs once in some 8,000 notes. */
const vocabularySize = 20_000

/**
 * Generates a note of some 150 characters in Italian or English. Its words follow Zipf's law: the word of rank r is r
 * times as rare as the first, so that a few words are in most notes and most words in hardly any.
 */
export function inventNote(random: Random): string {
  const vocabulary = random.chance(0.6) ? italian : english
  const words = Array.from({ length: random.int(12, 32) }, () => word(vocabulary, zipf(random)))
  const [first = '', ...others] = words
  return `${[first.charAt(0).toUpperCase() + first.slice(1), ...others].join(' ')}.`
}

/** Returns a rank from 0: the inverse of a distribution whose density at r is 1 / r. */
function zipf(random: Random): number {
  return Math.floor(Math.exp(random.next() * Math.log(vocabularySize + 1))) - 1
}

function word({ common, syllables }: Vocabulary, rank: number): string {
  const commonWord = common[rank]
  if (commonWord !== undefined) return commonWord
  // a prime factor, so that neighbouring ranks do not begin with the same syllable
  let code = rank * 7919
  let rareWord = ''
  for (let position = 0; position < 3; position++) {
    rareWord += syllables[code % syllables.length] ?? ''
    code = Math.floor(code / syllables.length)
  }
  return rareWord
}
