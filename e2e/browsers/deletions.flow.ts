import { expect, test } from './flow.ts'

// no browser but Chromium reports that the pointer left an element when the element is removed
for (const button of ['Undo', 'Dismiss']) {
  test(`a deletion is sent after clicking ${button} in the message of an earlier one`, async ({
    giulia,
    api,
    newLead,
  }) => {
    const lead = await newLead()
    await api.log('giulia', lead, { note: 'kept', date: '2026-01-09' })
    await api.log('giulia', lead, { note: 'first', date: '2026-01-10' })
    await api.log('giulia', lead, { note: 'second', date: '2026-01-11' })
    await giulia.open(`/?leads=${lead}`)
    await giulia.click({ name: 'Delete event', within: 'first' })
    await giulia.click({ name: button })
    await expect.poll(giulia.text).not.toContain('Event deleted')
    await giulia.click({ name: 'Delete event', within: 'second' })
    await expect.poll(giulia.text).toContain('Event deleted')
    const left = button === 'Undo' ? ['first', 'kept'] : ['kept']
    await expect.poll(async () => (await api.events(lead)).map(({ note }) => note)).toEqual(left)
    await expect.poll(giulia.text).toContain('All saved')
  })
}
