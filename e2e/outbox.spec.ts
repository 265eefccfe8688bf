import { composer, eventWith, expect, expectSaved, test, timeline } from './support/story.ts'

test('waiting events are read, copied, discarded and retried with the keyboard alone', async ({
  openAs,
  context,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2026-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  const note = composer(page).getByRole('textbox', { name: 'Note' })
  await expect(eventWith(page, 'first')).toBeVisible()
  await context.setOffline(true)
  for (const text of ['one', 'two']) {
    await note.fill(text)
    await note.press('ControlOrMeta+Enter')
  }
  const indicator = page.getByRole('button', { name: '2 waiting' })
  await indicator.focus()
  await page.keyboard.press('Enter')
  const outbox = page.getByRole('dialog', { name: 'Outbox' })
  await expect(outbox.getByRole('listitem')).toHaveCount(2)
  await outbox.getByRole('button', { name: 'Copy as text' }).press('Enter')
  await expect(outbox.getByRole('button', { name: 'Copied' })).toBeFocused()
  const copied = await page.evaluate(async () => navigator.clipboard.readText())
  expect(copied).toMatch(/new event[^]*\none\n\n[^]*new event[^]*\ntwo$/)

  const second = outbox.getByRole('listitem').filter({ hasText: 'two' })
  await second.getByRole('button', { name: 'Discard' }).press('Enter')
  await expect(second).toContainText('Discarded')
  await outbox.getByRole('button', { name: 'Retry all now' }).press('Enter')
  await expect(outbox.getByRole('listitem').first()).toContainText('Can’t reach')
  await context.setOffline(false)
  await expect(outbox.getByRole('listitem')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'All saved' })).toBeFocused()
  await expectSaved(eventWith(page, 'one'))
  expect((await api.events(lead)).map((event) => event.note)).toEqual(['one', 'first'])
})

test('an event logged offline whose date is no longer valid is fixed with one click', async ({
  openAs,
  context,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2026-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await expect(eventWith(page, 'first')).toBeVisible()
  await context.setOffline(true)
  const note = composer(page).getByRole('textbox', { name: 'Note' })
  await note.fill('said in the tunnel')
  await note.press('ControlOrMeta+Enter')
  await expect(eventWith(page, 'said in the tunnel')).toContainText('not sent yet')
  const since = Date.now()
  await expect.poll(() => Date.now() - since).toBeGreaterThan(1_500)
  await api.log('luca', lead, { note: 'said meanwhile' })
  await context.setOffline(false)
  // the event stays in the timeline, because its user may be writing something else by now
  const rejected = timeline(page).getByRole('article').filter({ hasText: 'said in the tunnel' })
  await expect(rejected).toContainText('after the latest event')
  await expect(composer(page).getByRole('button', { name: 'Fix later' })).toHaveCount(0)
  await page.getByRole('button', { name: '1 needs attention' }).click()
  const outbox = page.getByRole('dialog', { name: 'Outbox' })
  await outbox.getByRole('button', { name: 'Log just after it' }).click()
  await expect(outbox).toContainText('Everything is saved')
  const [fixed, other] = await api.events(lead)
  expect(fixed?.note).toBe('said in the tunnel')
  expect(Date.parse(fixed?.date ?? '') - Date.parse(other?.date ?? '')).toBe(1)
})
