import cast from './data/cast.json'

/** A word or name in both languages of the notes. */
export interface Bilingual {
  en: string
  it: string
}

/** A role or profession; `itFemale` where Italian has a form of its own for a woman. */
export interface Role extends Bilingual {
  itFemale?: string
}

export interface Product extends Bilingual {
  /** With the article, as a subject. */
  itThe: string
  itOf: string
  itAbout: string
  /** What it is wanted for, as an infinitive. */
  companyUses: readonly Bilingual[]
  personUses: readonly Bilingual[]
}

export const FEMALE_NAMES: readonly string[] = cast.femaleNames
export const MALE_NAMES: readonly string[] = cast.maleNames
export const SURNAMES: readonly string[] = cast.surnames

/** The roles of contacts at a company. */
export const CONTACT_ROLES: readonly Role[] = cast.contactRoles

/** The roles of people who sign. */
export const BOSS_ROLES: readonly Role[] = cast.bossRoles

export const PRODUCTS: readonly Product[] = cast.products
export const RIVALS: readonly string[] = cast.rivals
export const TOWNS: readonly string[] = cast.towns

/** Identifiers of people outside the application to whom a lead was given, and their names in the notes. */
export const PARTNERS = cast.partners
