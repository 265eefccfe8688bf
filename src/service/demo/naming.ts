import type { Bilingual, Role } from './cast.ts'
import { FEMALE_NAMES, MALE_NAMES, SURNAMES } from './cast.ts'
import type { Facts } from './dossier.ts'
import type { Random } from './random.ts'

/** A person named in the notes; `title` is the masculine Italian title. */
export interface Person {
  first: string
  last: string
  female: boolean
  title: string
}

/** Creates a person whose surname does not occur in `taken`. */
export function inventPerson(random: Random, taken: string): Person {
  const female = random.chance(0.5)
  const last = random.pick(SURNAMES.filter((surname) => !taken.includes(surname)))
  const first = random.pick(female ? FEMALE_NAMES : MALE_NAMES)
  return {
    first,
    last,
    female,
    title: random.pick(['sig.', 'sig.', 'sig.', 'dott.', 'dott.', 'ing.', 'rag.']),
  }
}

/** Title and surname with the Italian article, alone and after the prepositions a, di and da. */
export function italianForms(person: Person): { il: string; al: string; del: string; dal: string } {
  const { female, last } = person
  const feminine = person.title === 'dott.' ? 'dott.ssa' : person.title === 'sig.' ? 'sig.ra' : person.title
  const named = `${female ? feminine : person.title} ${last}`
  // "l'avv.", "l'ing.", "l'arch.": the article elides for women and men
  if (/^[ai]/.test(named))
    return { il: `l’${named}`, al: `all’${named}`, del: `dell’${named}`, dal: `dall’${named}` }
  if (female) return { il: `la ${named}`, al: `alla ${named}`, del: `della ${named}`, dal: `dalla ${named}` }
  return { il: `il ${named}`, al: `al ${named}`, del: `del ${named}`, dal: `dal ${named}` }
}

/** Returns the text with a capital first letter. */
export function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** The role, in Italian in the form that fits the person's gender. */
export function roleIn(role: Role, { female }: Person): Bilingual {
  return { en: role.en, it: female && role.itFemale ? role.itFemale : role.it }
}

/** The slot values of the contact person: names, pronouns and endings. */
export function contactFacts(person: Person): { en: Facts; it: Facts } {
  const { first, last, female } = person
  const whom = italianForms(person)
  const en = female
    ? { he: 'she', He: 'She', him: 'her', his: 'her', His: 'Her', himself: 'herself', ms: `Ms ${last}` }
    : { he: 'he', He: 'He', him: 'him', his: 'his', His: 'His', himself: 'himself', ms: `Mr ${last}` }
  const it = female
    ? { o: 'a', lo: 'la', Lo: 'La', gli: 'le', Gli: 'Le', lui: 'lei' }
    : { o: 'o', lo: 'lo', Lo: 'Lo', gli: 'gli', Gli: 'Gli', lui: 'lui' }
  const name = `${first} ${last}`
  return { en: { ...en, name, first }, it: { ...it, ...whom, nome: name, Il: capitalise(whom.il) } }
}
