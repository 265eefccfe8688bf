import type { Page } from '@playwright/test'
import type { LeadEvent } from '../src/contract/lead-event.ts'
import { eventWith, expect, test, timeline, type Api } from './support/story.ts'

async function longLead(api: Api): Promise<{ id: string; eventCount: number }> {
  const lead = (await api.leads({ limit: '1000' })).find(({ eventCount }) => eventCount >= 12_000)
  if (lead === undefined) throw new Error('the demo has no lead with 12,000 events')
  return lead
}

/** The article with this position in the list, from 1. */
const articleAt = (page: Page, position: number) =>
  timeline(page).locator(`article[aria-posinset="${position}"]`)

/**
 * Scrolls until the article with this position is visible, like a drag of the scroll bar: first far, then in smaller
 * steps.
 */
async function scrollTo(page: Page, position: number) {
  await expect(async () => {
    await timeline(page).evaluate((feed, target) => {
      const articles = [...feed.querySelectorAll('article[aria-posinset]')]
      const positions = articles.map((article) => Number(article.getAttribute('aria-posinset')))
      const match = articles[positions.indexOf(target)]
      if (match !== undefined) return match.scrollIntoView({ block: 'center' })
      let scroller = feed.parentElement
      while (scroller !== null && !/auto|scroll/.test(getComputedStyle(scroller).overflowY)) {
        scroller = scroller.parentElement
      }
      if (scroller === null) throw new Error('nothing scrolls the timeline')
      const middle = scroller.getBoundingClientRect().top + scroller.clientHeight / 2
      const distance = (article: Element) => Math.abs(article.getBoundingClientRect().top - middle)
      const [nearest] = articles.toSorted((one, other) => distance(one) - distance(other))
      const here = Number(nearest?.getAttribute('aria-posinset'))
      const length = Number(nearest?.getAttribute('aria-setsize'))
      scroller.scrollTop += ((target - here) * feed.scrollHeight) / length
    }, position)
    await expect(articleAt(page, position)).toBeInViewport({ timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
}

async function expectEvent(page: Page, position: number, event: LeadEvent | undefined) {
  await expect(articleAt(page, position)).toHaveAttribute('id', `event-${event?.id}`)
  await expect(articleAt(page, position)).toContainText(event?.note ?? '')
}

test('the page reaches both ends of 12,000 events, and every page of the window', async ({ openAs, api }) => {
  const { id, eventCount } = await longLead(api)
  const eventAt = async (position: number, ordering: 'newest' | 'oldest') =>
    // the maximum offset of a request is 9950
    (await api.page(id, { offset: Math.floor((position - 1) / 50) * 50, limit: 50, ordering }))[
      (position - 1) % 50
    ]
  const page = await openAs('marco', `/?leads=${id}`)
  await expectEvent(page, 1, (await api.events(id))[0])

  await scrollTo(page, 5_000)
  await expectEvent(page, 5_000, await eventAt(5_000, 'newest'))
  await articleAt(page, 5_000).focus()
  await page.keyboard.press('End')
  await scrollTo(page, 10_000)
  await expectEvent(page, 10_000, await eventAt(10_000, 'newest'))
  await expect(articleAt(page, 10_000)).toHaveAttribute('aria-setsize', '10000')

  const beyond = (eventCount - 10_000).toLocaleString('en')
  await expect(page.getByText(`The ${beyond} oldest events aren’t shown here.`)).toBeVisible()
  await page.getByRole('button', { name: 'Start from the oldest' }).click()
  await expect(page.getByRole('radio', { name: 'Oldest' })).toBeChecked()
  await expect(page).toHaveURL(/order=oldest/)
  await expectEvent(page, 1, await eventAt(1, 'oldest'))
})

test('the keys of a feed move the focus between articles, and out of the feed at either end', async ({
  openAs,
  api,
}) => {
  const { id } = await longLead(api)
  const page = await openAs('marco', `/?leads=${id}`)
  await articleAt(page, 1).focus()
  await page.keyboard.press('PageDown')
  await expect(articleAt(page, 2)).toBeFocused()
  await page.keyboard.press('PageUp')
  await expect(articleAt(page, 1)).toBeFocused()

  // the next article is far away, and not in the document
  await scrollTo(page, 3_000)
  await expect(articleAt(page, 2)).toHaveCount(0)
  await page.keyboard.press('PageDown')
  await expect(articleAt(page, 2)).toBeFocused()
  await expect(articleAt(page, 2)).toBeInViewport()

  await page.keyboard.press('Control+End')
  await expect(page.getByRole('button', { name: 'Start from the oldest' })).toBeFocused()
  await articleAt(page, 2).focus()
  // the focused article stayed in the document while the list was elsewhere; the first one is rendered with the list
  await expect(articleAt(page, 1)).toBeInViewport()
  await page.keyboard.press('Control+Home')
  await expect(timeline(page).locator(':focus')).toHaveCount(0)
  await page.keyboard.press('Tab')
  await expect(timeline(page).locator(':focus')).toHaveAttribute('aria-posinset', '1')
})

test('a shared link, a reload and the browser’s Back show the same view', async ({
  openAs,
  api,
  newLead,
}) => {
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

test('the link of a deleted event shows that it was deleted', async ({ openAs, api, newLead }) => {
  const lead = await newLead()
  const event = await api.log('giulia', lead, { note: 'gone' })
  await api.remove('marco', event.id)
  const page = await openAs('giulia', `/events/${event.id}`)
  await expect(page.getByText(/Marco Bianchi deleted this event/)).toBeVisible()
})
