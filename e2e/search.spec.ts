import type { Page } from '@playwright/test'
import { eventWith, expect, test, timeline, type Api } from './support/story.ts'

async function longLead(api: Api): Promise<{ id: string; eventCount: number }> {
  const lead = (await api.leads({ limit: '1000' })).find(({ eventCount }) => eventCount >= 12_000)
  if (lead === undefined) throw new Error('the demo has no lead with 12,000 events')
  return lead
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Search notes' })
const current = (page: Page) => timeline(page).locator('article[aria-current]')

test('a manager finds one note among 12,000, and shares its link', async ({ openAs, api, context }) => {
  const lead = await longLead(api)
  const [old] = await api.page(lead.id, { offset: 2_500, limit: 1, ordering: 'oldest' })
  const ticket = /\d{5}/.exec(old?.note ?? '')?.[0] ?? ''
  const page = await openAs('marco', `/?leads=${lead.id}`)
  await expect(timeline(page).getByRole('article').first()).toBeVisible()
  await page.keyboard.press('/')
  await expect(field(page)).toBeFocused()
  await page.keyboard.type(ticket)
  await expect(page.getByText('1 match', { exact: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 of 1', { exact: true })).toBeVisible()
  await expect(current(page)).toBeInViewport()
  await expect(current(page).locator('mark')).toHaveText(ticket)
  await expect(field(page)).toBeFocused()

  const other = await context.newPage()
  await other.goto(page.url())
  await expect(current(other)).toBeInViewport()
  await expect(current(other).locator('mark')).toHaveText(ticket)
})

test('buttons move between matches in both directions and wrap around, and inflected matches are highlighted too', async ({
  openAs,
  api,
}) => {
  const lead = await longLead(api)
  const page = await openAs('marco', `/?leads=${lead.id}`)
  await expect(timeline(page).getByRole('article').first()).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type('protestano')
  await expect(page.getByText(/^\d+ matches$/)).toBeVisible()
  for (const position of ['1', '2', '3']) {
    await page.keyboard.press('Enter')
    await expect(page.getByText(new RegExp(`^${position} of \\d+$`))).toBeVisible()
    await expect(current(page)).toBeInViewport()
    await expect(current(page).locator('mark').first()).toHaveText(/^protest/i)
  }
  await page.keyboard.press('Shift+Enter')
  await expect(page.getByText(/^2 of \d+$/)).toBeVisible()
  await page.getByRole('button', { name: 'Next match' }).click()
  await expect(page.getByText(/^3 of \d+$/)).toBeVisible()

  await page.getByRole('button', { name: 'Matches only' }).click()
  await expect(page.getByText(/^\d+ of 12,\d{3} events$/)).toBeVisible()
  await expect(timeline(page).getByRole('article').nth(1).locator('mark').first()).toHaveText(/^protest/i)
  await expect(current(page)).toBeInViewport()
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Matches only' })).toHaveAttribute('aria-pressed', 'false')
})

test('a match outside the window of one order is reached from the other', async ({ openAs, api }) => {
  const lead = await longLead(api)
  const [oldest] = await api.page(lead.id, { offset: 300, limit: 1, ordering: 'oldest' })
  const ticket = /\d{5}/.exec(oldest?.note ?? '')?.[0] ?? ''
  const page = await openAs('marco', `/?leads=${lead.id}&q=${ticket}`)
  await page.getByRole('button', { name: 'Next match' }).click()
  await expect(current(page).locator('mark')).toHaveText(ticket)
  await expect(page.getByRole('radio', { name: 'Oldest' })).toBeChecked()
})

test('the notes of all leads are searched, more results are loaded, and the browser’s Back restores the position', async ({
  openAs,
  page,
}) => {
  await openAs('marco')
  await page.getByRole('combobox', { name: 'Find a lead' }).fill('ticket')
  await page.getByRole('link', { name: 'Search notes for “ticket”' }).click()
  await expect(page.getByText('More than 1,000 notes')).toBeVisible()
  const results = page.getByRole('list', { name: 'Matching notes' }).getByRole('listitem')
  await expect(results).toHaveCount(50)
  await results.last().scrollIntoViewIfNeeded()
  await expect(results).toHaveCount(100)
  const sixtieth = results.nth(59)
  const note = await sixtieth.locator('mark').first().innerText()
  const link = sixtieth.getByRole('link').first()
  await link.click()
  await expect(current(page)).toBeInViewport()
  await expect(current(page).locator('mark').first()).toHaveText(note)
  await page.goBack()
  await expect(link).toBeFocused()
  await expect(sixtieth).toBeInViewport()
})

test('after an edit of a match, the highlights are at the new positions', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('marco', lead, { note: 'The pilot begins in May.' })
  const page = await openAs('marco', `/?leads=${lead}&q=pilot`)
  await expect(eventWith(page, 'pilot').locator('mark')).toHaveText('pilot')
  await page.getByRole('button', { name: 'Edit note' }).click()
  await timeline(page).getByRole('textbox', { name: 'Note' }).fill('In May begins the pilot of two.')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(eventWith(page, 'In May begins the pilot of two.').locator('mark')).toHaveText('pilot')
})
