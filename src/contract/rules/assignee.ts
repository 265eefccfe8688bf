/** The assignee parameters of a new event. */
export interface AssigneeInput {
  readonly leadAssignee?: string | undefined
  readonly leadAssigneeRemove: boolean
}

/**
 * Returns the assignee stored with a new event. "If not specified, last known value is used. Ignored if
 * leadAssigneeRemove is true", which "has priority over leadAssignee". Source: reference, `leadAssignee`,
 * `leadAssigneeRemove`.
 */
export function resolveAssignee(input: AssigneeInput, lastKnown: string | null): string | null {
  if (input.leadAssigneeRemove) return null
  return input.leadAssignee ?? lastKnown
}
