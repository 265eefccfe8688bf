import type { Session } from '../../../contract/user.ts'

/** A person: an ID is unique only within an application. */
export interface Person {
  readonly application: string
  readonly id: string
}

export function personOf({ id, application }: NonNullable<Session['user']>): Person {
  return { application: application.id, id }
}

/** Returns a key that is unique across applications, because neither ID contains white space. */
export function personKey({ application, id }: Person): string {
  return `${application} ${id}`
}

/** Returns the person of a key that `personKey` returned. */
export function parsePersonKey(key: string): Person {
  const [application = '', id = ''] = key.split(' ')
  return { application, id }
}
