import cast from './data/cast.json'

/** A word or name in both languages of the notes. */
export interface Bilingual {
  en: string
  it: string
}

/** A role or profession; `itFemale` is the feminine Italian form, if it differs. */
export interface Role extends Bilingual {
  itFemale?: string
}

export interface Product extends Bilingual {
  /** With the article, as a subject. */
  itThe: string
  itOf: string
  itAbout: string
  /** The uses that a company has for it, as infinitives; `personUses` are those of a person. */
  companyUses: readonly Bilingual[]
  personUses: readonly Bilingual[]
}

export const FEMALE_NAMES: readonly string[] = cast.femaleNames
export const MALE_NAMES: readonly string[] = cast.maleNames
export const SURNAMES: readonly string[] = cast.surnames

/** The roles of contacts at a company. */
export const CONTACT_ROLES: readonly Role[] = cast.contactRoles

/** The roles of people who sign contracts. */
export const BOSS_ROLES: readonly Role[] = cast.bossRoles

export const PRODUCTS: readonly Product[] = cast.products
export const RIVALS: readonly string[] = cast.rivals
export const TOWNS: readonly string[] = cast.towns

/** Assignees outside the application: their identifiers, and their names in the notes. */
export const PARTNERS = cast.partners
