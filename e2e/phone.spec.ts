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
  await expect(page.getByRole('region', { name: 'Gone quiet' })).toBeVisible()
  await page.getByRole('link', { name: 'Leads' }).tap()
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

test.describe('on a tablet', () => {
  test.use({ viewport: { width: 1180, height: 820 } })

  test('every field has text of 16 px at least, because Safari zooms into fields with smaller text', async ({
    openAs,
    api,
    newLead,
  }) => {
    const lead = await newLead()
    await api.log('giulia', lead, { note: 'first', date: '2026-01-10' })
    const page = await openAs('giulia', `/?leads=${lead}`)
    const sizes = async () =>
      page
        .locator('input:not([type="radio"], [type="checkbox"]), textarea, select')
        .evaluateAll((fields) => fields.map((field) => Number.parseFloat(getComputedStyle(field).fontSize)))
    await expect(composer(page).getByRole('textbox', { name: 'Note' })).toBeVisible()
    await composer(page).getByRole('combobox', { name: 'Date' }).tap()
    await page.getByRole('option', { name: /Type a date/ }).tap()
    await page.getByRole('button', { name: 'Go to' }).tap()
    await expect(page.getByLabel('Day')).toBeVisible()
    expect(Math.min(...(await sizes()))).toBeGreaterThanOrEqual(16)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Filter', exact: true }).tap()
    await expect(page.getByLabel('From')).toBeVisible()
    expect((await sizes()).length).toBeGreaterThanOrEqual(7)
    expect(Math.min(...(await sizes()))).toBeGreaterThanOrEqual(16)
  })
})
