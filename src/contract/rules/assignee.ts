/** What a new event says about the assignee. */
export interface AssigneeInput {
  readonly leadAssignee?: string | undefined
  readonly leadAssigneeRemove: boolean
}

/**
 * The assignee stored with a new event. "If not specified, last known value is used. Ignored if leadAssigneeRemove is
 * true", which "has priority over leadAssignee". Source: reference, `leadAssignee`, `leadAssigneeRemove`.
 */
export function resolveAssignee(wish: AssigneeInput, lastKnown: string | null): string | null {
  if (wish.leadAssigneeRemove) return null
  return wish.leadAssignee ?? lastKnown
}
