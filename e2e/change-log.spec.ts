import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { expectNoViolations, sizes } from './support/axe.ts'
import { expect, test } from './support/story.ts'

test('a manager sees with the keyboard alone who changed what, and exports it', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  const edited = await api.log('giulia', lead, { note: 'Sent teh offer.', date: '2026-01-10' })
  const deleted = await api.log('luca', lead, {
    note: '=HYPERLINK("http://evil.example")',
    date: '2026-01-11',
  })
  await api.update('giulia', edited.id, { note: 'Sent the offer.' })
  await api.remove('marco', deleted.id)
  const page = await openAs('marco', `/changes?leads=${lead}`)
  const rows = page.getByRole('list', { name: 'Edits and deletions' }).getByRole('listitem')
  await expect(rows).toHaveCount(2)
  await expect(rows.nth(0)).toContainText('Marco Bianchi deleted the event')
  await expect(rows.nth(0)).toContainText('=HYPERLINK')
  await expect(rows.nth(1).locator('del')).toContainText('teh')

  await page.getByRole('combobox', { name: 'Changed by' }).focus()
  await page.keyboard.type('Giulia')
  await expect(page.getByRole('main').getByRole('option', { name: /Giulia Rossi/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(rows).toHaveCount(1)
  await expect(page).toHaveURL(new RegExp(`leads=${lead}&owner=giulia`))
  await page.goBack()
  await expect(rows).toHaveCount(2)
  await rows.nth(1).getByRole('link').first().click()
  await expect(page).toHaveURL(/event=/)
  await page.goBack()
  await expect(rows.nth(1).getByRole('link').first()).toBeFocused()

  await page.getByRole('button', { name: 'Export', exact: true }).focus()
  await page.keyboard.press('Enter')
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download file' }).press('Enter')
  const text = await readFile(await (await downloading).path(), 'utf8')
  expect(parse(text, { bom: true, columns: true })).toMatchObject([
    {
      Lead: lead,
      Change: 'deletion',
      'Changed by': 'marco',
      'Note before': '\'=HYPERLINK("http://evil.example")',
      'Note after': '',
    },
    {
      Lead: lead,
      Change: 'edit',
      'Note before': 'Sent teh offer.',
      'Note after': 'Sent the offer.',
    },
  ])
  await expect(page.getByRole('dialog', { name: 'Export' })).toContainText('2 changes exported')
})

test('a button shows more of a long change log, and the export contains all of it', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  const { id } = await api.log('giulia', lead, { note: 'draft 0' })
  for (let version = 1; version <= 60; version++) await api.update('giulia', id, { note: `draft ${version}` })
  const page = await openAs('marco', `/changes?leads=${lead}`)
  const rows = page.getByRole('list', { name: 'Edits and deletions' }).getByRole('listitem')
  await expect(rows).toHaveCount(50)
  await expect(page.getByText('60 edits and deletions')).toBeVisible()
  await page.getByRole('button', { name: 'Show more' }).last().click()
  await expect(rows).toHaveCount(60)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download file' }).click()
  const text = await readFile(await (await downloading).path(), 'utf8')
  expect(parse(text, { bom: true, columns: true })).toHaveLength(60)
})

test('a rep who opens the URL reads that only managers can see the change log', async ({ openAs }) => {
  const page = await openAs('luca', '/changes')
  await expect(page.getByRole('heading', { name: 'Only managers can see the change log' })).toBeVisible()
})

test('shows why the change log could not be loaded, and loads it again', async ({ openAs, page }) => {
  await page.route('**/v2/activity?*', async (route) => route.fulfill({ status: 503, body: '' }))
  await openAs('marco', '/changes')
  const failed = page.getByRole('main').getByRole('alert')
  await expect(failed).toBeVisible()
  await page.unroute('**/v2/activity?*')
  await failed.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('main').getByRole('status').first()).toContainText(/edit/i)
})

for (const [size, viewport] of Object.entries(sizes)) {
  test(`axe finds no violation in the change log, and it is not wider than the screen: ${size}`, async ({
    openAs,
    api,
    newLead,
    page,
  }) => {
    const lead = await newLead()
    const { id } = await api.log('giulia', lead, { note: 'W'.repeat(300) })
    await api.update('giulia', id, { note: `${'W'.repeat(300)} and more` })
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.setViewportSize(viewport)
    await openAs('marco', '/changes')
    await expect(page.getByRole('main').getByText('and more').first()).toBeVisible()
    await expectNoViolations(page, 'change log')
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    await expectNoViolations(page, 'exporting the change log')
  })
}
