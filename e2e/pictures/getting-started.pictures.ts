import { expect, type Page } from '@playwright/test'
import { test, timeline } from '../support/story.ts'

/** Takes a picture for the documents. JPEG, because four PNG files of this size would have 600 KB. */
async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0)
  await page.screenshot({ path: `docs/pictures/${name}.jpg`, type: 'jpeg', quality: 55 })
}

test('the first screen and the timeline of a rep', async ({ openAs, api }) => {
  const [lead] = await api.leads({ leadAssignee: 'giulia', sort: 'recent', limit: '1' })
  const page = await openAs('giulia')
  await expect(page.getByRole('heading', { name: 'Gone quiet' })).toBeVisible()
  await take(page, 'rep-home')
  await page.goto(new URL(`/?leads=${lead?.id}`, page.url()).href)
  await expect(timeline(page).getByRole('article').first()).toBeVisible()
  await take(page, 'rep-timeline')
})

test('the first screen and the users of a manager', async ({ openAs }) => {
  const page = await openAs('marco')
  await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
  await expect(page.getByRole('main').locator('[aria-busy="true"]')).toHaveCount(0)
  await take(page, 'manager-home')
  await page.goto(new URL('/people', page.url()).href)
  await expect(page.getByRole('button', { name: 'Invite user' })).toBeVisible()
  await take(page, 'manager-users')
})
