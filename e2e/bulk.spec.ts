import type { Page } from '@playwright/test'
import { expectNoViolations } from './support/axe.ts'
import { expect, pressHeaderButton, test, type Api, type Fixtures } from './support/story.ts'

const dialog = (page: Page) => page.getByRole('dialog', { name: /^Change \d+ leads?$/ })

/** Logs a first event on some new leads, all assigned to Luca. */
async function logOn(api: Api, leads: readonly string[]) {
  for (const lead of leads)
    await api.log('luca', lead, { date: '2026-01-10', status: 'New', leadAssignee: 'luca' })
}

const assignees = async (api: Api, leads: readonly string[]) =>
  Promise.all(leads.map(async (lead) => (await api.lead(lead)).leadAssignee))

const nameOfPrefix = (lead: string) => lead.replaceAll('-', ' ')

test('a manager reassigns ten leads of a search at once, with the keyboard and the pointer', async ({
  openAs,
  api,
  newLead,
}) => {
  const prefix = await newLead()
  const leads = Array.from({ length: 10 }, (_, index) => `${prefix}x${index}`)
  await logOn(api, leads)
  const page = await openAs('marco', `/?leads=${leads[0]}`)
  await page.getByRole('button', { name: 'Add lead to view' }).click()
  await page.keyboard.type(nameOfPrefix(prefix))
  await expect(page.getByRole('option')).toHaveCount(10)
  await page.getByRole('button', { name: 'Add all listed' }).click()
  await expect(page.getByText('10 leads in view')).toBeVisible()
  await page.getByRole('button', { name: 'Assign or set status' }).first().click()
  await dialog(page).getByRole('combobox', { name: 'Assignee' }).fill('giulia r')
  await page.keyboard.press('Enter')
  await dialog(page).getByRole('textbox', { name: 'Note' }).fill('Luca is on leave.')
  await expect(dialog(page).getByText('10 leads change:')).toBeVisible()
  await expectNoViolations(page, 'the preview of a bulk action')
  await dialog(page).getByRole('button', { name: 'Change 10 leads' }).click()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(dialog(page).getByText('10 of 10 saved')).toBeVisible()
  expect(new Set(await assignees(api, leads))).toEqual(new Set(['giulia']))
  expect((await api.events(leads.join(','))).filter(({ note }) => note === 'Luca is on leave.')).toHaveLength(
    10,
  )
})

for (const [size, viewport] of Object.entries({
  phone: { width: 390, height: 844 },
  'very small window': { width: 320, height: 256 },
})) {
  test(`a bulk action is undone while it is pending: ${size}`, async ({ page, openAs, api, newLead }) => {
    await page.setViewportSize(viewport)
    const leads = [await newLead(), await newLead()]
    await logOn(api, leads)
    await openAs('marco', `/?leads=${leads.join(',')}`)
    await expect(page.getByRole('article').first()).toBeVisible()
    if (viewport.height < 560) await pressHeaderButton(page, 'Assign or set status')
    else await page.getByRole('button', { name: 'Assign or set status' }).click()
    await dialog(page).getByRole('combobox', { name: 'Status' }).click()
    await page.getByRole('option', { name: 'Contacted' }).click()
    await dialog(page).getByRole('button', { name: 'Change 2 leads' }).click()
    await expectNoViolations(page, `a pending bulk action, ${size}`)
    await page.getByRole('button', { name: 'Undo the change of 2 leads' }).click()
    await expect(dialog(page).getByRole('button', { name: 'Change 2 leads' })).toBeVisible()
    expect((await api.lead(leads[0] ?? '')).status).toBe('New')
  })
}

/** Creates three leads of Luca’s, opens the dialog for them, and confirms offline that they are assigned to Giulia. */
async function assignOffline({ openAs, api, newLead }: Pick<Fixtures, 'openAs' | 'api' | 'newLead'>) {
  const leads = [await newLead(), await newLead(), await newLead()]
  await logOn(api, leads)
  const page = await openAs('marco', `/?leads=${leads.join(',')}`)
  await page.getByRole('button', { name: 'Assign or set status' }).click()
  await dialog(page).getByRole('combobox', { name: 'Assignee' }).fill('giulia r')
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByText('3 leads change:')).toBeVisible()
  await page.context().setOffline(true)
  await dialog(page).getByRole('button', { name: 'Change 3 leads' }).click()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  return { page, leads }
}

test('a bulk action that waits for the service is stopped, and changes nothing', async ({
  openAs,
  api,
  newLead,
  context,
}) => {
  const { page, leads } = await assignOffline({ openAs, api, newLead })
  await dialog(page).getByRole('button', { name: 'Stop' }).click()
  await expect(dialog(page).getByRole('status')).toContainText('Stopped: 3 leads were not changed.')
  await context.setOffline(false)
  await dialog(page).getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByText('All saved').first()).toBeVisible()
  expect(await assignees(api, leads)).toEqual(['luca', 'luca', 'luca'])
})

test('a bulk action lists the lead that somebody changed in the meantime, and changes it once the user insists', async ({
  openAs,
  api,
  newLead,
  context,
}) => {
  const { page, leads } = await assignOffline({ openAs, api, newLead })
  await api.log('luca', leads[1] ?? '', { status: 'Contacted' })
  await context.setOffline(false)
  await expect(dialog(page).getByText('2 of 3 saved')).toBeVisible()
  await expect(dialog(page).getByText('Now: Contacted, Luca Conti')).toBeVisible()
  await expectNoViolations(page, 'the rejected leads of a bulk action')
  expect(await assignees(api, leads)).toEqual(['giulia', 'luca', 'giulia'])
  await dialog(page).getByRole('button', { name: 'Change anyway' }).click()
  await expect(dialog(page).getByText('3 of 3 saved')).toBeVisible()
  expect(await assignees(api, leads)).toEqual(['giulia', 'giulia', 'giulia'])
})
