import type { Page } from '@playwright/test'
import { eventWith, expect, test, type Api } from './support/story.ts'

const statuses = (page: Page) => page.getByRole('list', { name: 'Status over time' })
const people = (page: Page) => page.getByRole('list', { name: 'Assignee over time' })

/**
 * A lead that is New for four days, then Contacted; assigned to Giulia, to nobody from 1 February, to Luca from 1
 * March; with events on many days.
 */
async function leadWithPath(api: Api, lead: string) {
  const log = async (day: string, fields: Record<string, string>) =>
    api.log('giulia', lead, { date: `2026-${day}T10:00:00Z`, ...fields })
  await log('01-10', { note: 'met at the fair', status: 'New', leadAssignee: 'giulia' })
  await log('01-14', { note: 'called back', status: 'Contacted' })
  await log('02-01', { note: 'on leave', leadAssigneeRemove: 'true' })
  await log('03-01', { note: 'taken over', leadAssignee: 'luca' })
  for (let day = 10; day < 30; day++) await log(`03-${day}`, { note: `rang on day ${day}` })
  return lead
}

test('a click on a segment of the lead path jumps to the event that began it', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await leadWithPath(api, await newLead())
  const page = await openAs('marco', `/?leads=${lead}`)
  await expect(statuses(page).getByRole('link')).toHaveText([/^New, 4 days/, /^Contacted, \d+ days/])
  await expect(people(page).getByRole('link')).toHaveText([/^Giulia/, /^unassigned/, /^Luca/])
  await expect(eventWith(page, 'called back')).not.toBeInViewport()

  await statuses(page)
    .getByRole('link', { name: /^Contacted/ })
    .click()
  await expect(page).toHaveURL(/leads=.*event=\d+/)
  await expect(eventWith(page, 'called back')).toBeInViewport()
  await expect(eventWith(page, 'called back')).toBeFocused()

  await people(page).getByRole('link', { name: /^Luca/ }).click()
  await expect(eventWith(page, 'taken over')).toBeFocused()
})

test('the lead path works with the keyboard and as a table', async ({ openAs, api, newLead }) => {
  const lead = await leadWithPath(api, await newLead())
  const page = await openAs('marco', `/?leads=${lead}`)
  await statuses(page)
    .getByRole('link', { name: /^Contacted/ })
    .focus()
  await page.keyboard.press('ArrowLeft')
  await expect(statuses(page).getByRole('link', { name: /^New/ })).toBeFocused()
  await expect(page.getByText('New, 4 days from 10 January 2026')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(eventWith(page, 'met at the fair')).toBeFocused()

  await page.getByRole('button', { name: 'Show path as a table' }).press('Enter')
  const table = page.getByRole('dialog', { name: 'Lead path' })
  await expect(table.getByRole('row')).toHaveText([
    /Since.*Status.*Duration.*Assignee/,
    /1 Mar 2026.*unassigned → Luca Conti/,
    /1 Feb 2026.*Giulia Rossi → unassigned/,
    /14 Jan 2026.*Contacted/,
    /10 Jan 2026.*New.*4 d.*Giulia Rossi/,
  ])
  await table.getByRole('link', { name: /14 Jan/ }).press('Enter')
  await expect(table).toBeHidden()
  await expect(eventWith(page, 'called back')).toBeFocused()
})

test('the path of a lead with 150 changes is readable, and loading it causes no layout shift', async ({
  page,
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  for (let move = 0; move < 150; move++) {
    const date = new Date(Date.UTC(2026, 0, 1, move)).toISOString()
    await api.log('giulia', lead, { date, status: ['New', 'Contacted', 'Qualified'][move % 3] ?? 'New' })
  }
  await page.route('**/path', async (route) => {
    await expect(page.getByRole('article').first()).toBeVisible()
    await route.continue()
  })
  await openAs('marco', `/?leads=${lead}`)
  const article = page.getByRole('article').first()
  await expect(article).toBeVisible()
  const before = await article.boundingBox()
  await expect(statuses(page).getByRole('link').first()).toBeVisible()
  expect(await article.boundingBox()).toEqual(before)
  expect(await statuses(page).getByRole('link').count()).toBeLessThan(50)
  await expect(statuses(page).getByRole('link', { name: /^Qualified, \d+ days/ })).toBeVisible()
  const widths = await statuses(page)
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().width))
  expect(Math.min(...widths)).toBeGreaterThanOrEqual(24)
})

test('the full label of a segment is dismissed with Escape, and the pointer can move onto it', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await leadWithPath(api, await newLead())
  const page = await openAs('marco', `/?leads=${lead}`)
  const label = page.getByText('New, 4 days from 10 January 2026')
  const isShown = async () => (await label.boundingBox())?.width !== 1
  await statuses(page).getByRole('link', { name: /^New/ }).hover()
  await expect.poll(isShown).toBe(true)
  await label.hover()
  expect(await isShown()).toBe(true)
  await page.keyboard.press('Escape')
  await expect.poll(isShown).toBe(false)
  await statuses(page).getByRole('link', { name: /^New/ }).focus()
  await expect.poll(isShown).toBe(true)
})
