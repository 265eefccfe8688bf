import { createContext, use } from 'react'
import type { ListedUser } from '../../../contract/user.ts'

/** The names of owners and assignees; an unknown identifier is its own name. A blocked person's name is marked. */
export interface PersonNames {
  /** `Luca Conti`, `Luca Conti (blocked)` */
  readonly full: (identifier: string) => string
  /** `Luca`, or the full name if several users are called Luca */
  readonly short: (identifier: string) => string
  /** the full name of a person whose name was returned together with the identifier */
  readonly of: (person: Pick<ListedUser, 'id' | 'name'>) => string
}

interface AllPersonNames extends PersonNames {
  /** the names without marks, for exported files */
  readonly unmarked: PersonNames
}

export const PersonNamesContext = createContext(personNames([], (name) => name))

/** Returns the names of the application's users; none outside `RowDataProvider`. */
export function usePersonNames(): AllPersonNames {
  return use(PersonNamesContext)
}

/** `markBlocked` returns the text for the name of a blocked person. */
export function personNames(
  users: readonly ListedUser[],
  markBlocked: (name: string) => string,
): AllPersonNames {
  const known = new Map(users.map((user) => [user.id, user]))
  const full = (identifier: string) => known.get(identifier)?.name ?? identifier
  const short = (identifier: string) => {
    const name = full(identifier)
    if (name === identifier) return name
    const given = givenName(name)
    return users.filter((user) => givenName(user.name) === given).length > 1 ? name : given
  }
  const mark = (identifier: string, name: string) =>
    known.get(identifier)?.blocked === true ? markBlocked(name) : name
  return {
    full: (identifier) => mark(identifier, full(identifier)),
    short: (identifier) => mark(identifier, short(identifier)),
    of: ({ id, name }) => mark(id, name),
    unmarked: { full, short, of: ({ name }) => name },
  }
}

function givenName(name: string): string {
  return name.split(' ')[0] ?? name
}
