import { createContext, use } from 'react'
import type { ListedUser } from '../../../contract/user.ts'

/** Names for the identifiers of owners and assignees; an identifier that nobody here has is its own name. */
export interface PersonNames {
  /** `Luca Conti` */
  readonly full: (identifier: string) => string
  /** `Luca`, or the whole name where another Luca works here */
  readonly short: (identifier: string) => string
}

export const PersonNamesContext = createContext(personNames([]))

/** The names of the people of the application; nobody's above `RowFacts`. */
export function usePersonNames(): PersonNames {
  return use(PersonNamesContext)
}

export function personNames(users: readonly ListedUser[]): PersonNames {
  const names = new Map(users.map(({ id, name }) => [id, name]))
  const full = (identifier: string) => names.get(identifier) ?? identifier
  return {
    full,
    short: (identifier) => {
      const name = full(identifier)
      if (name === identifier) return name
      const given = givenName(name)
      return users.filter((user) => givenName(user.name) === given).length > 1 ? name : given
    },
  }
}

function givenName(name: string): string {
  return name.split(' ')[0] ?? name
}
