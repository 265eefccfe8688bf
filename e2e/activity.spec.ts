import type { Locator, Page } from '@playwright/test'
import { expectNoViolations, sizes } from './support/axe.ts'
import { chooseAction, composer, eventWith, expect, test, timeline } from './support/story.ts'

/** The events; an active filter is an item without a link. */
const events = (page: Page): Locator =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('link') })

test('a manager sees what the team logs as it happens, and what one rep logged', async ({
  openAs,
  api,
  newLead,
}) => {
  const [lead, other] = [await newLead(), await newLead()]
  await api.log('giulia', lead, { note: 'the first heron', status: 'New' })
  const page = await openAs('marco', '/activity')
  const rows = events(page)
  await expect(rows.first()).toContainText('the first heron')
  await api.log('luca', other, { note: 'the second heron' })
  await expect(rows.first()).toContainText('the second heron')
  await expect(rows.first()).toContainText('Luca Conti')

  await page.getByRole('link', { name: 'Giulia Rossi' }).first().click()
  await expect(page).toHaveURL(/\/activity\?owner=giulia/)
  await expect(rows.first()).toContainText('the first heron')
  await page.goBack()
  await rows.first().getByRole('link', { name: other }).click()
  await expect(page).toHaveURL(new RegExp(`leads=${other}&event=`))
  await expect(page.getByRole('article').filter({ hasText: 'the second heron' })).toBeVisible()
  await page.goBack()
  await expect(rows.first().getByRole('link', { name: other })).toBeFocused()
})

test('what a rep logs in one browser appears in a manager’s, with the lead’s name at once', async ({
  openAs,
  signIn,
  browser,
  address,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('luca', lead, { date: '2026-01-10', status: 'New', name: 'Falegnameria Brugnara' })
  const page = await openAs('marco', '/activity')
  await expect(events(page).first()).toBeVisible()
  const requested: string[] = []
  page.on('request', (request) => requested.push(new URL(request.url()).pathname))
  await page.reload()
  await expect(events(page).first()).toBeVisible()

  const other = await browser.newPage()
  await signIn(other, 'luca')
  await other.goto(`${address}/?leads=${lead}`)
  await composer(other).getByRole('textbox', { name: 'Note' }).fill('A jay in the yard')
  await other.keyboard.press('ControlOrMeta+Enter')
  const jay = events(page).first()
  await expect(jay).toContainText('A jay in the yard')
  await expect(jay.getByRole('link').first()).toHaveText('Falegnameria Brugnara')
  await expect(jay).toContainText('Luca Conti')

  await chooseAction(eventWith(other, 'A jay in the yard'), 'Edit')
  await timeline(other).getByRole('textbox', { name: 'Note' }).fill('Two jays in the yard')
  await other.keyboard.press('ControlOrMeta+Enter')
  await expect(jay).toContainText('Two jays in the yard')
  await expect(jay.getByRole('link').first()).toHaveText('Falegnameria Brugnara')
  await other.close()
  // the rows do not load the name of each lead
  expect(requested.filter((path) => path.startsWith('/v2/leads/'))).toEqual([])
})

test('a reader of older events is not moved by a new one, which a button announces', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  const page = await openAs('marco', '/activity')
  const rows = events(page)
  await expect(rows).toHaveCount(50)
  await rows.nth(40).scrollIntoViewIfNeeded()
  const href = await rows.nth(40).getByRole('link').first().getAttribute('href')
  const top = async () => (await page.locator(`a[href="${href}"]`).boundingBox())?.y
  const before = await top()
  await api.log('luca', lead, { note: 'a new heron' })
  const announced = page.getByRole('button', { name: '1 new event' })
  await expect(announced).toBeVisible()
  expect(await top()).toBe(before)
  await announced.click()
  await expect(rows.first()).toContainText('a new heron')
  await expect(rows.first()).toBeInViewport()
})

test('shows more of a long activity, and why it could not be loaded', async ({ openAs, page }) => {
  await page.route('**/v2/leadevents/recent?*', async (route) => route.fulfill({ status: 500, body: '' }))
  await openAs('giulia', '/activity')
  const failed = page.getByRole('main').getByRole('alert')
  await expect(failed).toBeVisible()
  await page.unroute('**/v2/leadevents/recent?*')
  await failed.getByRole('button', { name: 'Try again' }).click()
  const rows = events(page)
  await expect(rows).toHaveCount(50)
  await page.getByRole('main').getByRole('button', { name: 'Show more' }).click()
  await expect(rows).toHaveCount(100)
})

for (const [size, viewport] of Object.entries(sizes)) {
  test(`axe finds no violation in the activity: ${size}`, async ({ openAs, api, newLead, page }) => {
    await api.log('giulia', await newLead(), { note: `${'W'.repeat(300)} and more`, status: 'New' })
    await page.setViewportSize(viewport)
    await openAs('marco', '/activity')
    await expect(page.getByRole('main').getByText('and more').first()).toBeVisible()
    await expectNoViolations(page, 'activity')
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })
}
