import type { Bilingual } from './cast.ts'
import { BOSS_ROLES, CONTACT_ROLES, PRODUCTS, RIVALS, TOWNS } from './cast.ts'
import type { CompanyRow, PersonRow } from './lead-names.ts'
import { INDUSTRY, SECTORS } from './lead-names.ts'
import { capitalise, contactFacts, inventPerson, italianForms, roleIn } from './naming.ts'
import type { Random } from './random.ts'

/** The values of a template's slots by name. A template with a slot that has no value does not fit the lead. */
export type Facts = Readonly<Record<string, string>>

/** The facts that are the same in all notes of one lead, in each language. */
export interface Dossier {
  kind: 'company' | 'person'
  en: Facts
  it: Facts
}

const grouped = (amount: number, separator: string): string =>
  String(amount).replaceAll(/\B(?=(?:\d{3})+$)/g, separator)
const english = (amount: number): string => `€ ${grouped(amount, ',')}`
const italian = (amount: number): string => `${grouped(amount, '.')} €`
const at = (town: string): string => (town.startsWith('A') ? `ad ${town}` : `a ${town}`)
const to50 = (amount: number): number => Math.round(amount / 50) * 50

function dealFacts(
  random: Random,
  kind: 'company' | 'person',
  discounted: boolean,
): { en: Facts; it: Facts } {
  const seats = kind === 'company' ? random.int(4, 32) : random.int(2, 5)
  const few = Math.min(seats, random.int(3, 6))
  const base = kind === 'company' ? random.int(18, 90) * 100 : random.int(4, 9) * 100
  const price = to50(base + seats * random.int(21, 42) * 10)
  const percent = random.pick([5, 7, 8, 10])
  const final = discounted ? to50(price * (1 - percent / 100)) : price
  const step = kind === 'company' ? 1000 : 100
  const budget = Math.ceil((price * (1 + random.next() / 8)) / step) * step
  const ilSconto = percent === 8 ? 'l’8 %' : `il ${percent} %`
  return {
    en: {
      seats: `${seats} seats`,
      few: `${few} seats`,
      price: english(price),
      final: english(final),
      budget: english(budget),
      pct: `${percent} %`,
    },
    it: {
      licenze: `${seats} licenze`,
      poche: `${few} licenze`,
      prezzo: italian(price),
      finale: italian(final),
      budget: italian(budget),
      sconto: `${percent} %`,
      ilSconto,
      delSconto: percent === 8 ? 'dell’8 %' : `del ${percent} %`,
    },
  }
}

function interestFacts(
  random: Random,
  kind: 'company' | 'person',
  sector: Bilingual,
  city: string,
): { en: Facts; it: Facts } {
  const product = random.pick(PRODUCTS)
  const use = random.pick(kind === 'company' ? product.companyUses : product.personUses)
  const rival = random.pick(RIVALS)
  const crm = random.pick([
    'CRM',
    'CRM',
    { en: 'ERP', it: 'gestionale' },
    { en: 'order system', it: 'programma ordini' },
  ])
  const system = typeof crm === 'string' ? { en: crm, it: crm } : crm
  return {
    en: { city, rival, product: product.en, use: use.en, sector: sector.en, crm: system.en },
    it: {
      citta: city,
      aCitta: at(city),
      rivale: rival,
      prodotto: product.it,
      ilProdotto: product.itThe,
      delProdotto: product.itOf,
      sulProdotto: product.itAbout,
      uso: use.it,
      settore: sector.it,
      crm: system.it,
    },
  }
}

/** @param discounted whether the story contains a discount, so that the signed price is the reduced one */
export function companyDossier(
  random: Random,
  [name, short, sector, city]: CompanyRow,
  discounted: boolean,
): Dossier {
  const contact = inventPerson(random, name)
  const boss = inventPerson(random, `${name} ${contact.last}`)
  const role = random.pick(CONTACT_ROLES)
  const bossRole = random.pick(BOSS_ROLES)
  const site2 = random.pick(TOWNS.filter((town) => town !== city))
  const staff = String(random.int(3, 60) * 5)
  const facts = contactFacts(contact)
  const deal = dealFacts(random, 'company', discounted)
  const interest = interestFacts(random, 'company', SECTORS[sector], city)
  const whom = italianForms(boss)
  const bossEn = {
    boss: `${boss.female ? 'Ms' : 'Mr'} ${boss.last}`,
    bossRole: bossRole.en,
    bossRoleCap: capitalise(bossRole.en),
    bhe: boss.female ? 'she' : 'he',
    Bhe: boss.female ? 'She' : 'He',
  }
  const bossIt = {
    ilCapo: whom.il,
    IlCapo: capitalise(whom.il),
    alCapo: whom.al,
    delCapo: whom.del,
    dalCapo: whom.dal,
    oCapo: boss.female ? 'a' : 'o',
    ruoloCapo: roleIn(bossRole, boss).it,
  }
  const plantEn = INDUSTRY.has(sector) ? { plant: 'plant' } : {}
  const plantIt = INDUSTRY.has(sector) ? { impianto: 'stabilimento', impianti: 'stabilimenti' } : {}
  return {
    kind: 'company',
    en: {
      ...facts.en,
      ...deal.en,
      ...interest.en,
      ...bossEn,
      ...plantEn,
      company: short,
      site2,
      staff,
      role: role.en,
    },
    it: {
      ...facts.it,
      ...deal.it,
      ...interest.it,
      ...bossIt,
      ...plantIt,
      azienda: short,
      sede2: site2,
      aSede2: at(site2),
      staff,
      ruolo: roleIn(role, contact).it,
    },
  }
}

/** The dossier of a lead that is a person: without company, second site and superior. */
export function personDossier(random: Random, row: PersonRow, discounted: boolean): Dossier {
  const [name, gender, professione, profession, sector, city, title] = row
  const [first = name, ...rest] = name.split(' ')
  const facts = contactFacts({ first, last: rest.join(' '), female: gender === 'f', title })
  const deal = dealFacts(random, 'person', discounted)
  const interest = interestFacts(random, 'person', SECTORS[sector], city)
  return {
    kind: 'person',
    en: { ...facts.en, ...deal.en, ...interest.en, profession },
    it: { ...facts.it, ...deal.it, ...interest.it, professione },
  }
}
