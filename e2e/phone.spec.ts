import { composer, eventWith, expect, test } from './support/story.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

test('on a phone a rep finds a lead, logs a call in a sheet, and returns to the leads', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2026-01-10', status: 'New' })
  const page = await openAs('giulia')
  await page.getByRole('combobox', { name: 'Find a lead' }).fill(lead)
  await page.getByRole('option', { name: new RegExp(lead) }).tap()
  await expect(eventWith(page, 'first')).toBeVisible()

  await page.getByRole('button', { name: /Log/ }).first().tap()
  await composer(page).getByRole('textbox', { name: 'Note' }).fill('from the train')
  await composer(page)
    .getByRole('button', { name: /Log event/ })
    .tap()
  await expect(eventWith(page, 'from the train')).toBeVisible()
  await expect.poll(async () => (await api.events(lead))[0]?.note).toBe('from the train')

  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  await page.getByRole('link', { name: 'Leads' }).tap()
  await expect(page.getByRole('combobox', { name: 'Find a lead' })).toBeVisible()
})
