import { createContext, use } from 'react'
import type { ListedUser } from '../../../contract/user.ts'

/** The names of owners and assignees; an unknown identifier is its own name. */
export interface PersonNames {
  /** `Luca Conti` */
  readonly full: (identifier: string) => string
  /** `Luca`, or the full name if several users are called Luca */
  readonly short: (identifier: string) => string
}

export const PersonNamesContext = createContext(personNames([]))

/** Returns the names of the application's users; none outside `RowDataProvider`. */
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
