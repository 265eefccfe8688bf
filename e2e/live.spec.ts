import type { Browser, Locator, Page } from '@playwright/test'
import { chooseAction, eventWith, expect, test, timeline, type Person } from './support/story.ts'

// new events and messages appear with motion
test.use({ reducedMotion: 'no-preference' })

/** Milliseconds within which a change must arrive. */
const soon = { timeout: 15_000 }

const pill = (page: Page) => page.getByRole('button', { name: /new events?$/ })

/** The lead with the most events. */
async function longLead(leads: Promise<{ id: string; eventCount: number; type: string }[]>) {
  const found = (await leads).find(({ eventCount }) => eventCount >= 12_000)
  if (found === undefined) throw new Error('the demo has no lead with 12,000 events')
  return found
}

/** Opens the same lead in the browser of another user. */
async function openInOtherBrowser(browser: Browser, address: string, person: Person, path: string) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.request.post(`${address}/session`, {
    form: { demoPerson: person },
    headers: { origin: address },
  })
  await page.goto(`${address}${path}`)
  return { page, close: async () => context.close() }
}

/**
 * Returns the ID of an article that is completely visible: articles beyond the viewport of a long list are mounted
 * too.
 */
const visibleId = async (page: Page) =>
  timeline(page)
    .getByRole('article')
    .evaluateAll((articles) => {
      const top = document
        .querySelector('[role=feed]')
        ?.parentElement?.parentElement?.getBoundingClientRect().top
      const isWhole = (box: DOMRect) => box.top > (top ?? 0) + 40 && box.bottom < window.innerHeight
      return articles.find((article) => isWhole(article.getBoundingClientRect()))?.id
    })

/** Distance of an article from the top of the viewport, in pixels. */
const topOf = async (article: Locator) => (await article.boundingBox())?.y ?? Number.NaN

test('two users see each other’s changes without a reload', async ({
  openAs,
  browser,
  address,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first call', date: '2026-01-10', status: 'New' })
  const luca = await openAs('luca', `/?leads=${lead}`)
  await expect(eventWith(luca, 'first call')).toBeVisible()
  const giulia = await openInOtherBrowser(browser, address, 'giulia', `/?leads=${lead}`)
  await expect(eventWith(giulia.page, 'first call')).toBeVisible()

  const form = giulia.page.getByRole('form', { name: 'Log an event' })
  await form.getByRole('textbox', { name: 'Note' }).fill('they want a pilot')
  await form.getByRole('combobox', { name: 'Status' }).click()
  await form.getByRole('option', { name: /Contacted/ }).click()
  await form.getByRole('button', { name: /Log event/ }).click()
  await expect(eventWith(giulia.page, 'they want a pilot')).toBeVisible()

  await expect(pill(luca)).toHaveText('1 new event', soon)
  // one's own events are not announced
  await expect(pill(giulia.page)).toHaveCount(0)
  await expect(luca.getByRole('banner').or(luca.locator('header')).first()).toContainText('Contacted')
  await expect(luca.getByRole('option', { name: new RegExp(lead) })).toContainText('Contacted')
  await pill(luca).click()
  await expect(eventWith(luca, 'they want a pilot')).toBeInViewport()
  await expect(pill(luca)).toHaveCount(0)

  const event = eventWith(giulia.page, 'they want a pilot')
  await chooseAction(event, 'Edit')
  await timeline(giulia.page).getByRole('textbox', { name: 'Note' }).fill('they want two pilots')
  await giulia.page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(eventWith(luca, 'they want two pilots')).toBeVisible(soon)
  await expect(eventWith(luca, 'they want two pilots')).toContainText('edited')

  await api.remove('giulia', (await api.events(lead))[0]?.id ?? 0)
  await expect(eventWith(luca, 'they want two pilots')).toHaveCount(0, soon)
  await giulia.close()
})

test('visible events do not move while others log, edit and delete, in the middle of 12,000 events and at the top', async ({
  openAs,
  api,
}) => {
  const { id, type } = await longLead(api.leads({ limit: '1000' }))
  const page = await openAs('marco', `/?leads=${id}`)
  const scale = page.getByRole('slider', { name: 'Position in the timeline' })
  await expect(timeline(page).getByRole('article').first()).toBeVisible()
  await scale.focus()
  for (const where of ['in the middle', 'at the top']) {
    await page.keyboard.press('Home')
    const tenths = where === 'in the middle' ? 5 : 0
    for (let pressed = 0; pressed < tenths; pressed++) await page.keyboard.press('PageDown')
    await expect(timeline(page)).toHaveAttribute('aria-busy', 'false')
    await expect(scale).toHaveAttribute(
      'aria-valuetext',
      where === 'at the top' ? /event 1 of/ : /event [45]\d{3} of/,
    )
    await expect.poll(async () => visibleId(page)).toBeDefined()
    const article = timeline(page).locator(`[id="${await visibleId(page)}"]`)
    const before = await topOf(article)
    const still = async () => expect(Math.abs((await topOf(article)) - before)).toBeLessThanOrEqual(1)

    const made = await api.log('giulia', id, { type, note: `somebody rang ${where}` })
    await expect(pill(page)).toHaveText('1 new event', soon)
    await still()
    // the edited note becomes longer, above the visible events
    await api.update('giulia', made.id, { note: 'a long note '.repeat(60) })
    await expect.poll(async () => page.getByRole('feed').getAttribute('aria-busy'), soon).toBe('false')
    await still()
    await api.remove('giulia', made.id)
    await expect(pill(page)).toHaveCount(0, soon)
    await still()
  }
})

test('several new events are counted, and a click scrolls to them', async ({ openAs, api, newLead }) => {
  const lead = await newLead()
  for (let day = 10; day < 30; day++) {
    await api.log('giulia', lead, { note: `note of day ${day}`, date: `2026-01-${day}` })
  }
  const page = await openAs('luca', `/?leads=${lead}`)
  await eventWith(page, 'note of day 15').scrollIntoViewIfNeeded()
  const before = await topOf(eventWith(page, 'note of day 15'))
  for (const note of ['one', 'two', 'three']) await api.log('giulia', lead, { note: `new ${note}` })
  await api.log('luca', lead, { note: 'from my phone' })
  await expect(pill(page)).toHaveText('3 new events', soon)
  await expect(eventWith(page, 'from my phone')).toHaveCount(1)
  expect(await topOf(eventWith(page, 'note of day 15'))).toBeCloseTo(before, 0)
  await pill(page).focus()
  await page.keyboard.press('Enter')
  await expect(eventWith(page, 'new three')).toBeInViewport()
  await expect(timeline(page).locator(':focus')).toHaveAttribute('aria-posinset', '1')
})

/** Counts the requests of a page for changes, and for the stream that announces them. */
function countRequests(page: Page) {
  const counts = { sync: 0, streams: 0 }
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname === '/v2/leadevents/sync') counts.sync++
    if (pathname === '/session/changes') counts.streams++
  })
  return counts
}

const streamOpens = async (page: Page) =>
  page.waitForResponse((response) => response.url().endsWith('/session/changes') && response.ok())

test('an idle page requests nothing, and each change of others causes one request', async ({
  openAs,
  page,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first call', date: '2026-01-10' })
  await page.clock.install()
  const counts = countRequests(page)
  const opened = streamOpens(page)
  await openAs('luca', `/?leads=${lead}`)
  await opened
  await expect(eventWith(page, 'first call')).toBeVisible()
  await api.log('giulia', lead, { note: 'second call' })
  await expect(eventWith(page, 'second call')).toHaveCount(1, soon)
  const before = counts.sync
  // ten polls would take place in this time
  await page.clock.runFor(30_000)
  expect(counts.sync).toBe(before)
  await api.log('giulia', lead, { note: 'third call' })
  await expect(eventWith(page, 'third call')).toHaveCount(1, soon)
  expect(counts).toEqual({ sync: before + 1, streams: 1 })
})

test('a user’s six tabs share one stream, and another tab takes over when its tab is closed', async ({
  openAs,
  context,
  address,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first call', date: '2026-01-10' })
  const first = await openAs('luca', `/?leads=${lead}`)
  await expect(eventWith(first, 'first call')).toBeVisible()
  const tabs: Page[] = []
  const counts = []
  for (let opened = 0; opened < 5; opened++) {
    const tab = await context.newPage()
    counts.push(countRequests(tab))
    await tab.goto(`${address}/?leads=${lead}`)
    await expect(eventWith(tab, 'first call')).toBeVisible()
    tabs.push(tab)
  }
  await api.log('giulia', lead, { note: 'second call' })
  for (const tab of [first, ...tabs]) await expect(eventWith(tab, 'second call')).toHaveCount(1, soon)
  expect(counts).toEqual(tabs.map(() => ({ sync: 0, streams: 0 })))

  // another tab continues from the first one's position
  await first.close()
  await api.log('giulia', lead, { note: 'third call' })
  for (const tab of tabs) await expect(eventWith(tab, 'third call')).toHaveCount(1, soon)
  expect(counts.filter(({ streams }) => streams > 0)).toHaveLength(1)
})

test('without sync, the page refetches the visible events', async ({ openAs, page, api, newLead }) => {
  test.slow()
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first call', date: '2026-01-10' })
  await page.route('**/session', async (route) => {
    const response = await route.fetch()
    const session = await response.json()
    const capabilities = session.capabilities.filter((capability: string) => capability !== 'sync')
    await route.fulfill({ response: response, json: { ...session, capabilities } })
  })
  let requests = 0
  page.on('request', (request) => {
    if (request.url().includes('/sync')) requests++
  })
  await openAs('luca', `/?leads=${lead}`)
  await expect(eventWith(page, 'first call')).toBeVisible()
  await api.log('giulia', lead, { note: 'second call' })
  await expect(eventWith(page, 'second call')).toHaveCount(1, { timeout: 30_000 })
  await expect(pill(page)).toHaveText('1 new event')
  expect(requests).toBe(0)
})
