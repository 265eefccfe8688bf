import type { Role } from '../user.ts'

/**
 * "A *rep* edits and deletes own events; a *manager* any of the application's." Source: contract, "Who is calling".
 */
export function mayChange(user: { readonly id: string; readonly role: Role }, ownerId: string): boolean {
  return user.role === 'manager' || user.id === ownerId
}
