import { useUserDirectory } from '../api/queries.ts'

/** Names for the identifiers of owners and assignees; an identifier that nobody here has is its own name. */
export interface PersonNames {
  /** `Luca Conti` */
  readonly full: (identifier: string) => string
  /** `Luca`, or the whole name where another Luca works here */
  readonly short: (identifier: string) => string
}

/** The names of the people of the application. */
export function usePersonNames(): PersonNames {
  const users = useUserDirectory().data?.items ?? []
  const full = (identifier: string) => users.find((user) => user.id === identifier)?.name ?? identifier
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
