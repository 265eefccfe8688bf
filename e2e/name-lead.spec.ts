import type { Page } from '@playwright/test'
import { expectNoViolations } from './support/axe.ts'
import { expect, pressHeaderButton, test } from './support/story.ts'

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 })
const dialog = (page: Page, name = 'Name this lead') => page.getByRole('dialog', { name })

test('a rep names a lead that the API created, with the keyboard alone, and finds it by its name', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('luca', lead, { note: 'first', date: '2026-01-10', leadAssignee: 'luca' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await page.getByRole('button', { name: 'Name this lead' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByLabel('Name')).toBeFocused()
  await page.keyboard.type(`Officine ${lead}`)
  await page.keyboard.press('Enter')
  await expect(heading(page, `Officine ${lead}`)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Edit name' })).toHaveCount(0)
  expect((await api.lead(lead)).name).toBe(`Officine ${lead}`)
  await page.reload()
  await expect(heading(page, `Officine ${lead}`)).toBeVisible()
})

test('a name that is typed offline is kept over a reload, and saved once the service can be reached', async ({
  openAs,
  api,
  newLead,
  context,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2026-01-10', leadAssignee: 'giulia' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await page.getByRole('button', { name: 'Name this lead' }).click()
  await context.setOffline(true)
  await dialog(page).getByLabel('Name').fill(`Cantina ${lead}`)
  await dialog(page).getByRole('button', { name: 'Save' }).click()
  await expect(dialog(page).getByRole('alert')).toHaveText(/Can’t reach the service.*The name is kept here/)
  await context.setOffline(false)
  await page.reload()
  await page.getByRole('button', { name: 'Name this lead' }).click()
  await expect(dialog(page).getByLabel('Name')).toHaveValue(`Cantina ${lead}`)
  await dialog(page).getByRole('button', { name: 'Save' }).click()
  await expect(heading(page, `Cantina ${lead}`)).toBeVisible()
})

for (const [size, viewport] of Object.entries({
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
  'very small window': { width: 320, height: 256 },
})) {
  test(`a manager corrects a name: ${size}`, async ({ page, openAs, api, newLead }) => {
    await page.setViewportSize(viewport)
    const lead = await newLead()
    await api.log('giulia', lead, { date: '2026-01-10', leadAssignee: 'giulia', name: `Oficine ${lead}` })
    await openAs('marco', `/?leads=${lead}`)
    const button = page.getByRole('button', { name: 'Edit name' })
    await expect(heading(page, `Oficine ${lead}`)).toBeVisible()
    if (viewport.height < 560) await pressHeaderButton(page, 'Edit name')
    else await button.click()
    const field = dialog(page, 'Edit name').getByLabel('Name')
    await expect(field).toHaveValue(`Oficine ${lead}`)
    await expectNoViolations(page, `the name of a lead, ${size}`)
    await field.fill(`Officine ${lead}`)
    await dialog(page, 'Edit name').getByRole('button', { name: 'Save' }).click()
    await expect(heading(page, `Officine ${lead}`)).toBeVisible()
  })
}
