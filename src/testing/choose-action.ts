import type { within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'

/** Chooses an action in the "…" menu of an event's row. */
export async function chooseAction(user: UserEvent, row: ReturnType<typeof within>, name: string) {
  await user.click(row.getByRole('button', { name: 'Event actions' }))
  await user.click(row.getByRole('menuitem', { name }))
}
