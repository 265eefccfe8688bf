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

export type Right = keyof typeof rights

/** The roles that have a right. */
export function rolesWith(right: Right): readonly Role[] {
  return rights[right]
}

/** Whether somebody has a right. */
export function may({ role }: { readonly role: Role }, right: Right): boolean {
  return rolesWith(right).includes(role)
}

/** Whether somebody may correct and delete an event of this owner's. */
export function mayChange(user: { readonly id: string; readonly role: Role }, ownerId: string): boolean {
  return may(user, user.id === ownerId ? 'changeOwnEvents' : 'changeAnyEvent')
}

/** "A manager cannot block or demote themself": so an application keeps one. Source: contract, "Who is calling". */
export function mayManage(
  user: { readonly id: string; readonly role: Role },
  person: { readonly id: string },
): boolean {
  return may(user, 'managePeople') && user.id !== person.id
}
