import { expect, test } from './flow.ts'

// no browser but Chromium reports that the pointer left an element when the element is removed
for (const button of ['Undo', 'Dismiss']) {
  test(`a deletion is sent after clicking ${button} in the message of an earlier one`, async ({
    user,
    api,
    newLead,
  }) => {
    const lead = await newLead()
    await user.signIn('Giulia Rossi')
    await api.log('giulia', lead, { note: 'kept', date: '2026-01-09' })
    await api.log('giulia', lead, { note: 'first', date: '2026-01-10' })
    await api.log('giulia', lead, { note: 'second', date: '2026-01-11' })
    await user.open(`/?leads=${lead}`)
    const deleteEvent = async (note: string) => {
      await user.click({ name: 'Event actions', within: note })
      await user.click({ name: 'Delete', within: note })
    }
    await deleteEvent('first')
    await user.click({ name: button })
    await expect.poll(user.text).not.toContain('Event deleted')
    await deleteEvent('second')
    await expect.poll(user.text).toContain('Event deleted')
    const left = button === 'Undo' ? ['first', 'kept'] : ['kept']
    await expect.poll(async () => (await api.events(lead)).map(({ note }) => note)).toEqual(left)
    await expect.poll(user.text).toContain('All saved')
  })
}
