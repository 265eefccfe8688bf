import type { ImportUser } from '../../store/imports/import-users.ts'

/** Finds the users of an application by what other systems call them. */
export interface EventUsers {
  /** by ID, then by the only email address in the value, then by a name that one user has */
  readonly find: (value: string) => ImportUser | undefined
}

/** Creates the lookup; case does not matter except in IDs. */
export function createEventUsers(users: readonly ImportUser[]): EventUsers {
  const byId = new Map(users.map((user) => [user.id, user]))
  const byEmail = new Map(
    users.flatMap((user) => (user.email === null ? [] : [[user.email.toLowerCase(), user]])),
  )
  const byName = new Map<string, ImportUser | undefined>()
  for (const user of users.filter(({ erased }) => !erased)) {
    const name = fold(user.name)
    byName.set(name, byName.has(name) ? undefined : user)
  }
  return {
    find(value) {
      const [email, ...others] = value.toLowerCase().match(/[^\s<>()";,]+@[^\s<>()";,]+/g) ?? []
      return (
        byId.get(value) ??
        (email === undefined || others.length > 0 ? undefined : byEmail.get(email)) ??
        byName.get(fold(value))
      )
    },
  }
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase().trim().replace(/\s+/g, ' ')
}
