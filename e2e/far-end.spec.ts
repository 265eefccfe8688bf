import { eventWith, expect, test, timeline } from './support/story.ts'

test('both ends of 12,000 events are reached, and every page of the window', async ({ openAs, api }) => {
  const lead = (await api.leads({ limit: '1000' })).find(({ eventCount }) => eventCount >= 12_000)
  expect(lead).toBeDefined()
  const id = lead?.id ?? ''
  const page = await openAs('marco', `/?leads=${id}`)
  const articles = timeline(page).getByRole('article')
  await expect(articles.first()).toBeVisible()
  await expect(articles.first()).toHaveAttribute('aria-posinset', '1')

  await page.keyboard.press('End')
  await articles.first().focus()
  await page.keyboard.press('Control+End')
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('*')) {
      if (element.scrollHeight > 100_000) element.scrollTop = element.scrollHeight
    }
  })
  await expect(timeline(page).locator('[aria-posinset="10000"]')).toBeVisible()

  await page.getByRole('radio', { name: 'Oldest' }).check()
  await expect(page).toHaveURL(/order=oldest/)
  const [oldest] = (await api.events(id)).slice(-1)
  expect(oldest).toBeDefined()
  await expect(timeline(page).locator('[aria-posinset="1"]')).toBeVisible()
})

test('a shared link, a reload and the way back lead to the same view', async ({ openAs, api, newLead }) => {
  const lead = await newLead()
  for (let day = 10; day < 40; day++) {
    const date = new Date(Date.UTC(2026, 0, day)).toISOString()
    await api.log('giulia', lead, { note: `note of day ${day}`, date })
  }
  const event = (await api.events(lead)).at(-1)
  const page = await openAs('giulia', `/events/${event?.id}`)
  await expect(eventWith(page, 'note of day 10')).toBeInViewport()
  await expect(page).toHaveURL(new RegExp(`leads=${lead}.*event=${event?.id}`))
  await page.reload()
  await expect(eventWith(page, 'note of day 10')).toBeInViewport()

  await page.getByRole('radio', { name: 'Oldest' }).check()
  await expect(page).toHaveURL(/order=oldest/)
  await page.goBack()
  await expect(page.getByRole('radio', { name: 'Newest' })).toBeChecked()
})

test('the link of a deleted event says that it was deleted', async ({ openAs, api, newLead }) => {
  const lead = await newLead()
  const event = await api.log('giulia', lead, { note: 'gone' })
  await api.remove('marco', event.id)
  const page = await openAs('giulia', `/events/${event.id}`)
  await expect(page.getByText(/Marco Bianchi deleted it/)).toBeVisible()
})
