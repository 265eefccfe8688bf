import type { Role } from './user.ts'

/**
 * The permissions of each role. The service checks them, and the page uses the same table to predict what the service
 * would reject. "A *rep* edits and deletes their own events; a *manager* any event of the application." Source:
 * contract, "Authentication and permissions".
 */
const rolesByPermission = {
  changeOwnEvents: ['rep', 'manager'],
  changeAnyEvent: ['manager'],
  nameOwnLeads: ['rep', 'manager'],
  nameAnyLead: ['manager'],
  readActivity: ['manager'],
  readTeamFigures: ['manager'],
  managePeople: ['manager'],
  importEvents: ['manager'],
  exportPersonalData: ['manager'],
  erasePersonalData: ['manager'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof rolesByPermission

/** Returns the roles that have a permission. */
export function rolesWith(permission: Permission): readonly Role[] {
  return rolesByPermission[permission]
}

/** Whether a user has a permission. */
export function can({ role }: { readonly role: Role }, permission: Permission): boolean {
  return rolesWith(permission).includes(role)
}

/** Whether a user may edit and delete an event with this owner. */
export function canEditEvent(user: { readonly id: string; readonly role: Role }, ownerId: string): boolean {
  return can(user, user.id === ownerId ? 'changeOwnEvents' : 'changeAnyEvent')
}

/**
 * Whether a user may set or correct a lead's name. "A rep may name a lead that has no name and correct a lead assigned to
 * them, a manager any." Source: contract, row "a lead's name".
 */
export function canNameLead(
  user: { readonly id: string; readonly role: Role },
  lead: { readonly name: string | null; readonly leadAssignee: string | null },
): boolean {
  return can(user, lead.name === null || lead.leadAssignee === user.id ? 'nameOwnLeads' : 'nameAnyLead')
}

/**
 * Whether a user may change the role and access of a person. Managers cannot block or demote themselves, so that an
 * application keeps at least one manager.
 */
export function canManageUsers(
  user: { readonly id: string; readonly role: Role },
  person: { readonly id: string },
): boolean {
  return can(user, 'managePeople') && user.id !== person.id
}
