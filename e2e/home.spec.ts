import { expectNoViolations, sizes } from './support/axe.ts'
import { composer, eventWith, expect, expectSaved, test } from './support/story.ts'

test('a manager’s morning: where leads stall, who has quiet leads, and what the team logs, each with its list', async ({
  openAs,
  api,
  newLead,
}) => {
  const page = await openAs('marco')
  const statuses = page.getByRole('region', { name: 'Open leads by status' })
  const row = statuses.getByRole('row', { name: /^Contacted/ })
  await row.getByRole('link').first().click()
  await expect(page).toHaveURL(/\/leads\?status=Contacted$/)

  const giulia = page.getByRole('region', { name: 'People' }).getByRole('row', { name: /^Giulia Rossi/ })
  await giulia.getByRole('link', { name: /Gone quiet/ }).click()
  await expect(page).toHaveURL(/assignee=giulia&quiet=30&sort=quiet/)

  const logged = page.getByRole('region', { name: 'Logged today' })
  await api.log('luca', await newLead(), { note: 'a heron on the roof', status: 'New' })
  await expect(logged).toContainText('a heron on the roof')
  await page
    .getByRole('region', { name: /^Since / })
    .getByRole('link', { name: /new lead/ })
    .click()
  await expect(page).toHaveURL(/\/activity\?from=.*&change=firstEvent/)
  // an active filter is an item without a link
  const events = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('link') })
  await expect(events.first()).toContainText('a heron on the roof')
  await page.keyboard.press('h')
  await expect(statuses).toBeVisible()
})

test('a rep’s morning: the first quiet lead by keyboard, and the draft of a note', async ({ openAs }) => {
  const page = await openAs('giulia')
  const queue = page.getByRole('region', { name: 'Gone quiet' })
  await expect(queue.getByRole('listitem').first()).toContainText(/\d+ d/)
  const [first = '', second = ''] = await queue.getByRole('listitem').getByRole('link').allInnerTexts()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByRole('heading', { level: 1, name: first })).toBeVisible()
  const note = composer(page).getByRole('textbox', { name: 'Note' })
  await expect(note).toBeFocused()
  await page.keyboard.type('No answer again.')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expectSaved(eventWith(page, 'No answer again.'))
  await page.getByRole('link', { name: /^Home/ }).click()
  await expect(page.getByRole('region', { name: 'You logged today' })).toContainText('No answer again.')
  await expect(queue.getByRole('link', { name: first, exact: true })).toHaveCount(0)
  await queue.getByRole('link', { name: second, exact: true }).click()
  await note.fill('Half a thought')
  await page.keyboard.press('Escape')
  await page.keyboard.press('h')
  const unfinished = page.getByRole('region', { name: 'Unfinished' })
  await expect(unfinished).toContainText('Half a thought')
  await unfinished.getByRole('button', { name: /^Continue/ }).click()
  await expect(note).toHaveValue('Half a thought')
})

test('without a network the first screen shows the last figures and their time', async ({ openAs, page }) => {
  await openAs('marco')
  const statuses = page.getByRole('region', { name: 'Open leads by status' })
  await expect(statuses.getByRole('row', { name: /^Contacted/ })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Logged today' }).getByRole('listitem').first()).toBeVisible()
  await page.route('**/v2/**', async (route) => route.abort())
  await page.reload()
  await expect(statuses.getByRole('row', { name: /^Contacted/ })).toBeVisible()
  await expect(page.getByRole('main').getByText(/^Offline: data as of/)).toBeVisible()
})

test('at the size of a tablet a figure opens its list over the first screen', async ({ openAs, page }) => {
  await page.setViewportSize({ width: 834, height: 1112 })
  await openAs('marco')
  await page
    .getByRole('region', { name: 'People' })
    .getByRole('link', { name: /Giulia Rossi, Open/ })
    .click()
  await expect(page.getByRole('dialog', { name: 'Leads' })).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Find a lead' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Leads' })).toBeHidden()
})

for (const [size, viewport] of Object.entries(sizes)) {
  test(`axe finds no violation on the first screen: ${size}`, async ({ openAs, page }) => {
    await page.setViewportSize(viewport)
    await openAs('marco')
    await expect(
      page.getByRole('region', { name: 'Logged today' }).getByRole('listitem').first(),
    ).toBeVisible()
    await expectNoViolations(page, 'a manager’s home')
    await openAs('giulia')
    await expect(page.getByRole('region', { name: 'Gone quiet' }).getByRole('listitem').first()).toBeVisible()
    await expectNoViolations(page, 'a rep’s home')
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })
}
