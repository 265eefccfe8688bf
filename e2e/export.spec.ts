import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import * as z from 'zod/mini'
import { expect, test, timeline } from './support/story.ts'

/** The lead of the demo with a call centre's history. */
const longLead = 'c40b8e21d9f7'

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Export' })

/** Opens the dialog, chooses a format, and returns the downloaded file. */
async function save(page: Page, format: RegExp) {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await dialog(page).getByRole('radio', { name: format }).check()
  const downloading = page.waitForEvent('download')
  await dialog(page).getByRole('button', { name: 'Download file' }).click()
  const download = await downloading
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

test('a table contains every event with its fields, and no active formula', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, {
    date: '2026-01-10',
    note: '=HYPERLINK("http://evil.example")',
    status: 'New',
  })
  await api.log('luca', lead, { date: '2026-01-11', note: 'two\nlines, "quoted"', leadAssignee: '+391' })
  const page = await openAs('marco', `/?leads=${lead}`)
  const { name, text } = await save(page, /Table/)
  expect(name).toMatch(new RegExp(`^${lead} \\d{4}-\\d\\d-\\d\\d\\.csv$`))
  const rows: unknown = parse(text, { bom: true, columns: true })
  expect(rows).toMatchObject([
    {
      Lead: lead,
      Owner: 'luca',
      Note: 'two\nlines, "quoted"',
      Assignee: "'+391",
      'Date and time': '11/01/2026 01:00:00',
      'Time zone': 'Europe/Rome',
      'Date (UTC)': '2026-01-11T00:00:00.000Z',
    },
    { Lead: lead, Owner: 'giulia', Note: '\'=HYPERLINK("http://evil.example")', Status: 'New' },
  ])
  await expect(dialog(page)).toContainText('2 events exported')
})

test('the export as text contains the filtered events', async ({ openAs, api, newLead }) => {
  const lead = await newLead()
  await api.log('giulia', lead, { date: '2026-01-10', note: 'by Giulia' })
  await api.log('luca', lead, { date: '2026-01-11', note: '# by Luca' })
  const page = await openAs('marco', `/?leads=${lead}&owner=luca`)
  const { name, text } = await save(page, /Text/)
  expect(name).toMatch(/\.md$/)
  expect(text).toContain('1 event')
  expect(text).toContain('Luca Conti')
  expect(text).toContain('## 11 January 2026')
  expect(text).toContain('> \\# by Luca')
  expect(text).not.toContain('by Giulia')
})

test('twelve thousand events are exported completely with a progress display, or cancelled on the way', async ({
  openAs,
  api,
}) => {
  const page = await openAs('marco', `/?leads=${longLead}`)
  await expect(timeline(page).getByRole('article').first()).toBeVisible()
  const { eventCount } = await api.lead(longLead)
  // the first chunk loads, but no further one
  let chunks = 0
  await page.route('**/v2/leadevents?*limit=1000*', async (route) => {
    chunks++
    if (chunks === 1) await route.continue()
  })
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await dialog(page).getByRole('button', { name: 'Download file' }).click()
  await expect(dialog(page)).toContainText(`1,000 of ${eventCount.toLocaleString('en-GB')} read`)
  await expect(dialog(page).getByRole('progressbar')).toHaveAttribute('value', '1000')
  await dialog(page).getByRole('button', { name: 'Stop' }).click()
  await expect(dialog(page)).toContainText('Stopped after 1,000 events. No file was saved.')
  await page.unroute('**/v2/leadevents?*limit=1000*')
  await dialog(page).getByRole('button', { name: 'Close' }).last().click()

  const { text } = await save(page, /Table/)
  const rows = z.array(z.object({ ID: z.string() })).parse(parse(text, { bom: true, columns: true }))
  expect(new Set(rows.map(({ ID }) => ID)).size).toBe(eventCount)
  expect(rows).toHaveLength(eventCount)
})

test('a printout contains the events and nothing of the page around them', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { date: '2026-01-10', note: 'to be printed' })
  const page = await openAs('marco', `/?leads=${lead}`)
  await page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '')
  })
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await dialog(page)
    .getByRole('radio', { name: /Print or PDF/ })
    .check()
  await dialog(page).getByRole('button', { name: 'Print' }).click()
  await expect(page.locator('html[data-printed]')).toBeAttached()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('heading', { level: 1, name: lead })).toBeVisible()
  await expect(page.getByText('to be printed').filter({ visible: true })).toHaveCount(1)
  await expect(page.getByRole('button')).toHaveCount(0)
})

test('Ctrl+P prints the loaded events, and states how many are missing', async ({ openAs, api, newLead }) => {
  const lead = (await api.leads({ limit: '1000' })).find(({ eventCount }) => eventCount >= 12_000)
  const page = await openAs('marco', `/?leads=${lead?.id}`)
  await expect(page.getByRole('feed', { name: 'Timeline' }).getByRole('article').first()).toBeVisible()
  const sheet = page.locator('[data-print-sheet]')
  await expect(sheet).toHaveCount(0)
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(lead?.name ?? '')
  await expect(
    sheet.getByText(
      /^[\d,]+ events of 12,\d{3} aren’t printed here.*choose “Export”, then “Print or PDF”\.$/,
    ),
  ).toBeVisible()
  await expect(page.getByRole('button')).toHaveCount(0)
  await page.emulateMedia({ media: 'screen' })
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await expect(sheet).toHaveCount(0)

  const short = await newLead()
  await api.log('giulia', short, { date: '2026-01-10', note: 'all of it' })
  await page.goto(`${new URL(page.url()).origin}/?leads=${short}`)
  await expect(page.getByText('all of it')).toBeVisible()
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await expect(sheet).toContainText('1 event')
  await expect(sheet).toContainText('all of it')
  await expect(sheet).not.toContainText('printed here')
})
