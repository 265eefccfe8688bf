import { composer, eventWith, expect, test } from './support/story.ts'

test('a loading error of the statuses is shown, and they can be loaded again', async ({
  page,
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'met', date: '2026-01-10', status: 'New' })
  await page.route('**/v2/leadevents/statuses', async (route) => route.abort())
  await openAs('giulia', `/?leads=${lead}`)
  const form = composer(page)
  await expect(form.getByRole('alert')).toContainText('Couldn’t load the statuses.')
  await page.unroute('**/v2/leadevents/statuses')
  await form.getByRole('button', { name: 'Try again' }).click()
  await expect(form.getByRole('alert')).toHaveCount(0)
  await form.getByRole('combobox', { name: 'Status' }).click()
  await expect(form.getByRole('option', { name: 'Contacted' })).toBeVisible()
})

test('a loading error of the users is not shown as an empty list', async ({ page, openAs, api, newLead }) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'met', date: '2026-01-10' })
  await page.route('**/v2/users*', async (route) => route.abort())
  await openAs('giulia', `/?leads=${lead}`)
  const form = composer(page)
  await form.getByRole('combobox', { name: 'Assignee' }).click()
  await expect(form.getByRole('alert')).toContainText('Couldn’t load the users.')
  await page.unroute('**/v2/users*')
  await form.getByRole('button', { name: 'Try again' }).click()
  await expect(form.getByRole('alert')).toHaveCount(0)
  await form.getByRole('combobox', { name: 'Person' }).fill('luca')
  await expect(form.getByRole('option', { name: /Luca Conti/ })).toBeVisible()
})

test('an event of the URL that could not be loaded can be loaded again', async ({
  page,
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  const { id } = await api.log('giulia', lead, { note: 'met', date: '2026-01-10' })
  await page.route(`**/v2/leadevents/${id}`, async (route) => route.abort())
  await openAs('giulia', `/?leads=${lead}&event=${id}`)
  await expect(eventWith(page, 'met')).toBeVisible()
  const notice = page.getByRole('status').filter({ hasText: 'Can’t reach' })
  await expect(notice).toBeVisible()
  await page.unroute(`**/v2/leadevents/${id}`)
  await notice.getByRole('button', { name: 'Try again' }).click()
  await expect(notice).toHaveCount(0)
  await expect(eventWith(page, 'met')).toBeFocused()
})
