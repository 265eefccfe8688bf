import type { Role } from './user.ts'

/**
 * What each role may do: the one table of it. The service asks it, and the page foresees by it what the service would
 * refuse. "A *rep* edits and deletes own events; a *manager* any of the application's." Source: contract, "Who is calling".
 */
const rights = {
  changeOwnEvents: ['rep', 'manager'],
  changeAnyEvent: ['manager'],
  readActivity: ['manager'],
  managePeople: ['manager'],
  exportPersonalData: ['manager'],
  erasePersonalData: ['manager'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof rights

/** The roles that have a right. */
export function rolesWith(right: Permission): readonly Role[] {
  return rights[right]
}

/** Whether somebody has a right. */
export function can({ role }: { readonly role: Role }, right: Permission): boolean {
  return rolesWith(right).includes(role)
}

/** Whether somebody may correct and delete an event of this owner's. */
export function canEditEvent(user: { readonly id: string; readonly role: Role }, ownerId: string): boolean {
  return can(user, user.id === ownerId ? 'changeOwnEvents' : 'changeAnyEvent')
}

/** "A manager cannot block or demote themself": so an application keeps one. Source: contract, "Who is calling". */
export function canManageUsers(
  user: { readonly id: string; readonly role: Role },
  person: { readonly id: string },
): boolean {
  return can(user, 'managePeople') && user.id !== person.id
}
