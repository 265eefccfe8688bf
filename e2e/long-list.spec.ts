import type { Page, Request } from '@playwright/test'
import { eventWith, expect, test, timeline, type Api } from './support/story.ts'

async function longLead(api: Api): Promise<string> {
  const lead = (await api.leads({ limit: '1000' })).find(({ eventCount }) => eventCount >= 12_000)
  if (lead === undefined) throw new Error('the demo has no lead with 12,000 events')
  return lead.id
}

const scaleOf = (page: Page) => page.getByRole('slider', { name: 'Position in the timeline' })

/** Returns the topmost visible row according to the scale. */
const topRow = async (page: Page) =>
  Number(/event (\d+)/.exec((await scaleOf(page).getAttribute('aria-valuetext')) ?? '')?.[1])

/** Records the offsets of the requested pages. */
function recordPages(page: Page): { readonly offsets: () => number[]; readonly forget: () => void } {
  let offsets: number[] = []
  page.on('request', (request: Request) => {
    const { pathname, searchParams } = new URL(request.url())
    if (pathname === '/v2/leadevents' && searchParams.get('limit') === '50')
      offsets.push(Number(searchParams.get('offset')))
  })
  return {
    offsets: () => offsets,
    forget: () => {
      offsets = []
    },
  }
}

async function openLong(page: Page) {
  await expect(timeline(page).getByRole('article').first()).toBeVisible()
  // the labels of the scale load after the visible events
  await expect(scaleOf(page)).toContainText('2024')
}

test('a click on the date scale jumps to that position with at most two requests', async ({
  openAs,
  api,
}) => {
  const id = await longLead(api)
  const page = await openAs('marco', `/?leads=${id}`)
  const recorded = recordPages(page)
  await openLong(page)
  recorded.forget()
  const box = await scaleOf(page).boundingBox()
  if (box === null) throw new Error('the scale has no box')
  await page.mouse.click(box.x + box.width / 2, box.y + box.height * 0.7)
  await expect.poll(async () => topRow(page)).toBeGreaterThan(6_500)
  const row = await topRow(page)
  expect(row).toBeLessThan(7_500)
  await expect(timeline(page).locator(`article[aria-posinset="${row + 2}"]`)).toBeVisible()
  expect(recorded.offsets().length).toBeLessThanOrEqual(2)

  // the displayed date is that of the visible events
  const [event] = await api.page(id, { offset: row - 1, limit: 1, ordering: 'newest' })
  const year = new Date(event?.date ?? '').getFullYear()
  await expect(scaleOf(page)).toHaveAttribute('aria-valuetext', new RegExp(`${year}, event`))
})

test('a drag of the date scale ends when the browser takes the pointer away', async ({ openAs, api }) => {
  const page = await openAs('marco', `/?leads=${await longLead(api)}`)
  await openLong(page)
  const scale = scaleOf(page)
  const box = await scale.boundingBox()
  if (box === null) throw new Error('the scale has no box')
  const middle = box.x + box.width / 2
  await page.mouse.move(middle, box.y + 100)
  await page.mouse.down()
  await page.mouse.move(middle, box.y + 200)
  await expect(scale).toHaveAttribute('data-dragging')
  // a menu or a dialog of the system has the same effect, but a story cannot open one
  await scale.evaluate((element) => element.releasePointerCapture(1))
  await page.mouse.move(box.x - 200, box.y + 200)
  await page.mouse.up()
  await page.mouse.move(middle, box.y + 500)
  await expect(scale).not.toHaveAttribute('data-dragging')
  // the pointer has passed the middle of the history, but the list has not followed
  await expect.poll(async () => topRow(page)).toBeLessThan(4_000)
})

test('the date scale is a slider for the keyboard', async ({ openAs, api }) => {
  const page = await openAs('marco', `/?leads=${await longLead(api)}`)
  await openLong(page)
  await scaleOf(page).focus()
  await page.keyboard.press('End')
  await expect(page.getByRole('button', { name: 'Start from the oldest' })).toBeInViewport()
  await page.keyboard.press('PageUp')
  await expect.poll(async () => topRow(page)).toBeLessThan(9_100)
  await page.keyboard.press('Home')
  await expect.poll(async () => topRow(page)).toBe(1)
  await page.keyboard.press('ArrowDown')
  await expect.poll(async () => topRow(page)).toBeGreaterThan(1)
})

test('pages are prefetched in the direction of scrolling', async ({ openAs, api }) => {
  const page = await openAs('marco', `/?leads=${await longLead(api)}`)
  const recorded = recordPages(page)
  await openLong(page)
  recorded.forget()
  await timeline(page).hover()
  await expect(async () => {
    await page.mouse.wheel(0, 600)
    expect(await topRow(page)).toBeGreaterThan(45)
  }).toPass()
  // the second page is visible, and two more are being loaded
  await expect.poll(() => recorded.offsets().toSorted((one, other) => one - other)).toEqual([50, 100, 150])
})

test('requests for pages that are no longer visible are cancelled', async ({ openAs, api }) => {
  const page = await openAs('marco', `/?leads=${await longLead(api)}`)
  await openLong(page)
  const cancelled: string[] = []
  page.on('requestfailed', (request) => cancelled.push(request.failure()?.errorText ?? ''))
  await page.route(/offset=(4|5)\d{3}&limit=50/, () => undefined)
  await scaleOf(page).focus()
  for (let tenths = 0; tenths < 5; tenths++) await page.keyboard.press('PageDown')
  await expect.poll(async () => topRow(page)).toBeGreaterThan(4_500)
  await page.keyboard.press('Home')
  await expect.poll(() => cancelled).toContain('net::ERR_ABORTED')
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})

test('going to a day shows its events, or the nearest event if it has none', async ({
  openAs,
  api,
  newLead,
}) => {
  const id = await longLead(api)
  const page = await openAs('marco', `/?leads=${id}`)
  const recorded = recordPages(page)
  await openLong(page)
  recorded.forget()
  const goTo = page.getByRole('button', { name: 'Go to' })
  await goTo.click()
  await page.getByRole('region', { name: 'Go to' }).getByLabel('Date').fill('2025-03-12')
  await page.keyboard.press('Enter')
  await expect(timeline(page).locator(':focus')).toContainText('12 March 2025')
  expect(recorded.offsets().length).toBeLessThanOrEqual(6)

  const lead = await newLead()
  await api.log('giulia', lead, { note: 'in winter', date: '2026-01-10T10:00:00Z' })
  await api.log('giulia', lead, { note: 'in spring', date: '2026-04-10T10:00:00Z' })
  await openAs('marco', `/?leads=${lead}`)
  await goTo.click()
  await page.getByRole('region', { name: 'Go to' }).getByLabel('Date').fill('2026-02-01')
  await page.getByRole('button', { name: 'Go', exact: true }).click()
  await expect(eventWith(page, 'in winter')).toBeFocused()
  await expect(
    page.getByText('No events on 1 February 2026. The nearest event is on 10 January 2026.'),
  ).toBeVisible()
})

test('controls and keys jump to the ends and to the changes of status', async ({ openAs, api, newLead }) => {
  const lead = await newLead()
  for (let day = 10; day < 40; day++) {
    const status = { 12: 'New', 20: 'Contacted', 35: 'Qualified' }[day]
    const date = new Date(Date.UTC(2026, 0, day)).toISOString()
    await api.log('giulia', lead, {
      note: `note of day ${day}`,
      date,
      ...(status !== undefined && { status }),
    })
  }
  const page = await openAs('giulia', `/?leads=${lead}`)
  await expect(eventWith(page, 'note of day 39')).toBeVisible()
  await page.keyboard.press('s')
  await expect(eventWith(page, 'note of day 35')).toBeFocused()
  await page.keyboard.press('s')
  await expect(eventWith(page, 'note of day 20')).toBeFocused()
  await page.keyboard.press('Shift+S')
  await expect(eventWith(page, 'note of day 35')).toBeFocused()
  await page.keyboard.press('g')
  await page.getByRole('button', { name: 'First event' }).click()
  await expect(eventWith(page, 'note of day 10')).toBeFocused()
  await page.keyboard.press('s')
  await expect(page.getByText('No status change below.')).toBeVisible()
  await page.keyboard.press('g')
  await page.getByRole('button', { name: 'Latest event' }).click()
  await expect(eventWith(page, 'note of day 39')).toBeFocused()
})

test('a jump to the first event of a very long timeline reverses the order, announces it and focuses the event', async ({
  openAs,
  api,
}) => {
  const page = await openAs('marco', `/?leads=${await longLead(api)}`)
  await openLong(page)
  await page.keyboard.press('g')
  await page.getByRole('button', { name: 'First event' }).click()
  // an announcement stays for a few seconds only, and the jump may take longer
  await expect(page.getByRole('log').getByText('Oldest events first')).toBeAttached()
  await expect(page).toHaveURL(/order=oldest/)
  await expect(timeline(page).locator('article:focus')).toHaveAttribute('aria-posinset', '1')
})

test('an event is found, edited and deleted with the keyboard alone, and single-letter shortcuts can be turned off', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  for (const day of [10, 11, 12])
    await api.log('giulia', lead, { note: `note of day ${day}`, date: `2026-01-${day}` })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await expect(eventWith(page, 'note of day 12')).toBeVisible()
  await page.keyboard.press('j')
  await expect(eventWith(page, 'note of day 12')).toBeFocused()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await expect(eventWith(page, 'note of day 11')).toBeFocused()
  await page.keyboard.press('e')
  await timeline(page).getByRole('textbox', { name: 'Note' }).fill('by keys')
  await page.keyboard.press('Control+Enter')
  await expect(eventWith(page, 'by keys')).toBeVisible()
  await eventWith(page, 'by keys').focus()
  await page.keyboard.press('Delete')
  await expect(eventWith(page, 'by keys')).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(eventWith(page, 'by keys')).toBeFocused()

  await page.keyboard.press('?')
  await page.getByRole('checkbox', { name: /Single-letter/ }).uncheck()
  await page.keyboard.press('Escape')
  await eventWith(page, 'by keys').focus()
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  await expect(eventWith(page, 'by keys')).toBeFocused()
  // PageDown is not a letter
  await page.keyboard.press('PageDown')
  await expect(eventWith(page, 'note of day 10')).toBeFocused()
})

test('a reload and the browser’s Back restore the scroll position', async ({ openAs, api, newLead }) => {
  const id = await longLead(api)
  const page = await openAs('marco', `/?leads=${id}`)
  await openLong(page)
  await scaleOf(page).focus()
  for (let tenths = 0; tenths < 3; tenths++) await page.keyboard.press('PageDown')
  await expect.poll(async () => topRow(page)).toBeGreaterThan(2_900)
  await expect(timeline(page)).toHaveAttribute('aria-busy', 'false')
  // the position is stored in the browser's history entry soon after the list has stopped moving
  await expect.poll(async () => page.evaluate(() => history.state?.place?.event ?? 0)).toBeGreaterThan(0)
  const storedEvent = await page.evaluate(() => history.state.place.event)
  const article = timeline(page).locator(`[id="event-${storedEvent}"]`)
  const before = await article.boundingBox()
  await page.reload()
  await expect(article).toBeInViewport()
  await expect
    .poll(async () => Math.round((await article.boundingBox())?.y ?? 0))
    .toBe(Math.round(before?.y ?? 0))

  const other = await newLead()
  await api.log('marco', other, { note: 'elsewhere' })
  await page.getByRole('option').nth(2).click()
  await expect(article).toHaveCount(0)
  await page.goBack()
  await expect(article).toBeInViewport()
  await expect
    .poll(async () => Math.round((await article.boundingBox())?.y ?? 0))
    .toBe(Math.round(before?.y ?? 0))
})

test('times are absolute or relative as the user prefers, and the choice is stored', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, {
    note: 'ten days ago',
    date: new Date(Date.now() - 10.5 * 86_400_000).toISOString(),
  })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await expect(eventWith(page, 'ten days ago')).not.toContainText(/1[01] d\b/)
  await page.getByRole('button', { name: /Account menu for/ }).click()
  await expect(page.getByText('Europe/Rome').last()).toBeVisible()
  await page.getByRole('radio', { name: 'Relative' }).check()
  await expect(eventWith(page, 'ten days ago').locator('time').first()).toContainText(/^1[01] d/)
  await page.reload()
  await expect(eventWith(page, 'ten days ago').locator('time').first()).toContainText(/^1[01] d/)
})

test('an event with the focus shows its exact time and zone in its own row, and covers no other', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'below', date: '2026-01-10T10:00:00Z' })
  await api.log('giulia', lead, { note: 'above', date: '2026-01-11T10:00:00Z' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await expect(eventWith(page, 'below')).toBeVisible()
  const exact = eventWith(page, 'below').getByText('11:00:00 CET', { exact: true })
  await expect(exact).toBeHidden()
  const height = (await eventWith(page, 'below').boundingBox())?.height
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(eventWith(page, 'below')).toBeFocused()
  await expect(exact).toBeVisible()
  // nothing of the row is outside it, as a popup would be
  const [row, time] = [await eventWith(page, 'below').boundingBox(), await exact.boundingBox()]
  expect(row?.height).toBe(height)
  expect(time?.y).toBeGreaterThan(row?.y ?? 0)
  expect((time?.y ?? 0) + (time?.height ?? 0)).toBeLessThan((row?.y ?? 0) + (row?.height ?? 0))
})
