import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import * as z from 'zod/mini'
import { composer, expect, test } from './support/story.ts'

const list = (page: Page) => page.getByRole('listbox', { name: 'Leads' })
const picker = (page: Page) => page.getByRole('search', { name: 'Find a lead' })

/** Lists the contacted leads that are quiet, the longest in its status first, with the mouse. */
async function listQuietContacted(page: Page): Promise<void> {
  await picker(page).getByRole('button', { name: 'Filter leads' }).click()
  await page.getByRole('checkbox', { name: 'Contacted' }).click()
  await page.getByRole('radio', { name: 'Quiet for 30 days or more' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Sort / }).click()
  await page.getByRole('radio', { name: 'Longest in status' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Remove filter: Contacted' })).toBeVisible()
  await expect(picker(page).getByText(/^\d+ leads$/)).toBeVisible()
}

/** The names of the first listed leads, and the number of all. */
async function listed(page: Page): Promise<{ readonly leads: readonly string[]; readonly count: string }> {
  await expect(list(page)).not.toHaveAttribute('aria-busy', 'true')
  const count = await picker(page)
    .getByText(/^[\d,.]+ (open )?leads?$/)
    .textContent()
  const leads = await list(page).getByRole('option').allTextContents()
  return { leads: leads.slice(0, 10), count: count ?? '' }
}

test('a filtered and ordered list survives a reload, can be shared, and is there at the next visit', async ({
  openAs,
  signIn,
  browser,
}) => {
  const page = await openAs('marco')
  await listQuietContacted(page)
  await list(page).getByRole('option').first().click()
  await expect(page).toHaveURL(/leads=[^&]+&list\.status=Contacted&list\.quiet=30&list\.sort=longest$/)
  const before = await listed(page)
  expect(before.leads.length).toBeGreaterThan(2)
  await page.reload()
  await expect(list(page).getByRole('option', { selected: true })).toBeVisible()
  expect(await listed(page)).toEqual(before)

  // another user opens the same address
  const other = await browser.newPage()
  await signIn(other, 'luca')
  await other.goto(page.url())
  await expect(list(other).getByRole('option', { selected: true })).toBeVisible()
  expect(await listed(other)).toEqual(before)
  await other.close()

  const { origin } = new URL(page.url())
  const nextVisit = await page.context().newPage()
  await nextVisit.goto(origin)
  await expect(nextVisit).toHaveURL(`${origin}/?status=Contacted&quiet=30&sort=longest`)
  await expect(list(nextVisit).getByRole('option').first()).toBeVisible()
  expect(await listed(nextVisit)).toEqual(before)
})

test('a rep works through a filtered list with the keyboard alone', async ({ openAs }) => {
  const page = await openAs('giulia', '/?assignee=giulia&quiet=30&sort=quiet')
  await expect(list(page).getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByText(/^1 of \d+$/)).toBeVisible()
  await expect(composer(page).getByRole('textbox', { name: 'Note' })).toBeFocused()
  const first = await page.getByRole('heading', { level: 1 }).textContent()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByText(/^2 of \d+$/)).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(first ?? '')
  await page.keyboard.press('Alt+ArrowUp')
  await expect(page.getByText(/^1 of \d+$/)).toBeVisible()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(page.getByText('This is the first lead in the list.')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(first ?? '')
})

test('the list is exported as it is filtered and ordered, with every lead and no other', async ({
  openAs,
  api,
}) => {
  const page = await openAs('marco', '/?assignee=giulia&sort=name')
  await expect(list(page).getByRole('option').first()).toBeVisible()
  await picker(page).getByRole('button', { name: 'Export list' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export list' })
  await expect(dialog).toContainText('One row per lead of this list')
  const downloading = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Download file' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^Leads \d{4}-\d\d-\d\d\.csv$/)
  const table: unknown = parse(await readFile(await download.path(), 'utf8'), { bom: true, columns: true })
  const rows = z.array(z.object({ ID: z.string(), 'Assignee name': z.string() })).parse(table)
  const expected = await api.leads({ leadAssignee: 'giulia', sort: 'name', limit: '1000' })
  expect(rows.map(({ ID }) => ID)).toEqual(expected.map(({ id }) => id))
  expect(new Set(rows.map((row) => row['Assignee name']))).toEqual(new Set(['Giulia Rossi']))
  await expect(dialog.getByRole('status')).toHaveText(`${expected.length} leads exported.`)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(picker(page).getByRole('button', { name: 'Export list' })).toBeFocused()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('a rep goes to the next and the previous lead with buttons', async ({ openAs }) => {
    const page = await openAs('giulia', '/leads')
    await list(page).getByRole('option').first().tap()
    await expect(page.getByText(/^1 of \d+$/)).toBeVisible()
    await page.getByRole('button', { name: 'Next lead' }).tap()
    await expect(page.getByText(/^2 of \d+$/)).toBeVisible()
    await page.getByRole('button', { name: 'Previous lead' }).tap()
    await expect(page.getByText(/^1 of \d+$/)).toBeVisible()
  })
})
