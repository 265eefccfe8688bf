import { composer, eventWith, expect, expectSaved, test, timeline } from './support/story.ts'

test('a date that is not after the latest event is rejected at its field, and fixed with one click', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'latest', date: '2026-03-10T09:00:00Z' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  const form = composer(page)
  await form.getByRole('textbox', { name: 'Note' }).fill('a visit')
  await form.getByLabel('Date', { exact: true }).first().click()
  await form.getByRole('option', { name: /Choose a date/ }).click()
  await form.locator('input[type="datetime-local"]').fill('2026-03-09T10:00')
  await form.getByRole('button', { name: /Log event/ }).click()
  await expect(form.locator('input[type="datetime-local"]')).toHaveAttribute('aria-invalid', 'true')
  await expect(form).toContainText(/after/)
  await expect(form.getByRole('textbox', { name: 'Note' })).toHaveValue('a visit')
  await form.getByRole('button', { name: 'Log just after it' }).click()
  await form.getByRole('button', { name: /Log event/ }).click()
  await expect(eventWith(page, 'a visit')).toBeVisible()
  await expect.poll(async () => (await api.events(lead))[0]?.note).toBe('a visit')
})

test('a rejected event keeps its text, shows the reason, and is saved once fixed', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'seen', date: '2026-03-10T09:00:00Z' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  const form = composer(page)
  await expect(eventWith(page, 'seen')).toBeVisible()
  // another user logs a later event, which this page does not learn of in time
  await page.route('**/v2/leadevents/sync*', async (route) => route.abort())
  await api.log('luca', lead, { note: 'meanwhile', date: '2026-03-12T09:00:00Z' })
  await form.getByRole('textbox', { name: 'Note' }).fill('in between')
  await form.getByLabel('Date', { exact: true }).first().click()
  await form.getByRole('option', { name: /Choose a date/ }).click()
  await form.locator('input[type="datetime-local"]').fill('2026-03-11T10:00')
  await form.getByRole('button', { name: /Log event/ }).click()
  const refused = eventWith(page, 'in between')
  await expect(refused).toContainText(/not saved/i)
  expect((await api.events(lead)).map(({ note }) => note)).toEqual(['meanwhile', 'seen'])

  // the composer was empty, so it shows the rejected event again
  await expect(form.getByRole('textbox', { name: 'Note' })).toHaveValue('in between')
  await expect(form.locator('input[type="datetime-local"]')).toHaveValue('2026-03-11T10:00')
  await expect(form).toContainText(/must be after the latest event/)
  await form.getByRole('button', { name: 'Log as now' }).click()
  await form.getByRole('button', { name: /Log event/ }).click()
  await expectSaved(eventWith(page, 'in between'))
  await expect(form.getByRole('textbox', { name: 'Note' })).toHaveValue('')
  const saved = ['in between', 'meanwhile', 'seen']
  await expect.poll(async () => (await api.events(lead)).map(({ note }) => note)).toEqual(saved)
  await page.reload()
  await expect(timeline(page).getByRole('article')).toHaveCount(saved.length)
  expect((await api.lead(lead)).eventCount).toBe(saved.length)
})

test('the assignee is kept, changed and removed', async ({ openAs, api, newLead }) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'assigned', leadAssignee: 'luca', date: '2026-03-10' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  const form = composer(page)
  const note = form.getByRole('textbox', { name: 'Note' })

  await note.fill('kept')
  await note.press('ControlOrMeta+Enter')
  await expect
    .poll(async () => (await api.events(lead))[0])
    .toMatchObject({ note: 'kept', leadAssignee: 'luca' })

  await note.fill('changed')
  await form.getByRole('combobox', { name: 'Assignee' }).click()
  await page.getByRole('combobox', { name: 'Person' }).fill('marco')
  await form.getByRole('option', { name: /Marco Bianchi/ }).click()
  await note.press('ControlOrMeta+Enter')
  await expect
    .poll(async () => (await api.events(lead))[0])
    .toMatchObject({ note: 'changed', leadAssignee: 'marco' })
  await expect(eventWith(page, 'changed')).toContainText(/Luca.*→.*Marco/)

  await note.fill('removed')
  await form.getByRole('combobox', { name: 'Assignee' }).click()
  await form.getByRole('option', { name: /Unassigned/ }).click()
  await note.press('ControlOrMeta+Enter')
  await expect
    .poll(async () => (await api.events(lead))[0])
    .toMatchObject({ note: 'removed', leadAssignee: null })
  await expect(eventWith(page, 'removed')).toContainText(/Marco.*→.*unassigned/i)
})
