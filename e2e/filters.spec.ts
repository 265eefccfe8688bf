import { composer, eventWith, expect, test, timeline } from './support/story.ts'

test('a timeline of 12,000 events is filtered with the keyboard, and its link shows the same', async ({
  openAs,
  api,
  context,
}) => {
  const lead = (await api.leads({ limit: '1000' })).find(({ eventCount }) => eventCount >= 12_000)
  const page = await openAs('marco', `/?leads=${lead?.id}`)
  await expect(timeline(page).getByRole('article').first()).toBeVisible()
  await page.getByRole('button', { name: 'Filter', exact: true }).focus()
  await page.keyboard.press('Enter')
  const form = page.getByRole('region', { name: 'Filter events' })
  await expect(form.getByRole('combobox', { name: 'Status changed to' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.type('luca')
  await expect(form.getByRole('option', { name: /Luca Conti/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/owner=luca/)
  await form.getByLabel('From').fill('2025-03-01')
  await form.getByLabel('To', { exact: true }).fill('2025-03-31')
  await expect(page.getByText(/^\d+ of 12,\d{3} events$/)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(form).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Filter', exact: true })).toBeFocused()
  await expect(timeline(page).getByRole('article').first()).toContainText('Luca Conti')
  await expect(timeline(page).getByText('March 2025').first()).toBeVisible()
  const summary = await page.getByText(/^\d+ of 12,\d{3} events$/).innerText()

  const other = await context.newPage()
  await other.goto(page.url())
  await expect(other.getByText(summary)).toBeVisible()

  await page.goBack()
  await expect(page.getByRole('button', { name: /Remove filter: To/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Clear all' }).click()
  await expect(page.getByText(/ of 12,\d{3} events$/)).toHaveCount(0)
})

test('the date scale of a filtered timeline shows the events that match the filter', async ({
  page,
  openAs,
  api,
}) => {
  const lead = (await api.leads({ limit: '1000' })).find(({ eventCount }) => eventCount >= 12_000)
  /** the requests of the scale, apart from those for pages: one event per division */
  const divisions: URL[] = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.pathname === '/v2/leadevents' && url.searchParams.get('limit') === '1') divisions.push(url)
  })
  await openAs('marco', `/?leads=${lead?.id}&owner=luca`)
  await expect(page.getByText(/^[\d,]+ of 12,\d{3} events$/)).toBeVisible()
  await expect(page.getByRole('slider', { name: 'Position in the timeline' })).toBeVisible()
  await expect.poll(() => divisions.length).toBeGreaterThanOrEqual(12)
  expect(divisions.filter(({ searchParams }) => searchParams.get('owner') !== 'luca')).toEqual([])
})

test('a day filter uses the user’s time zone', async ({ openAs, api, newLead }) => {
  const lead = await newLead()
  // midnight in Rome is 23:00 UTC
  await api.log('giulia', lead, { note: 'still the 9th', date: '2026-02-09T22:59:59.999Z' })
  await api.log('giulia', lead, { note: 'first of the 10th', date: '2026-02-09T23:00:00.000Z' })
  await api.log('giulia', lead, { note: 'last of the 10th', date: '2026-02-10T22:59:59.999Z' })
  await api.log('giulia', lead, { note: 'already the 11th', date: '2026-02-10T23:00:00.000Z' })
  const page = await openAs('giulia', `/?leads=${lead}&from=2026-02-10&to=2026-02-10`)
  await expect(timeline(page).getByRole('article')).toHaveCount(2)
  await expect(eventWith(page, 'first of the 10th')).toBeVisible()
  await expect(eventWith(page, 'last of the 10th')).toBeVisible()
  await expect(page.getByText('2 of 4 events')).toBeVisible()
})

test('a message explains why a newly logged event does not match the filter', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('luca', lead, { note: 'from Luca', date: '2026-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}&owner=luca`)
  await expect(eventWith(page, 'from Luca')).toBeVisible()
  await composer(page).getByRole('textbox', { name: 'Note' }).fill('from Giulia')
  await composer(page)
    .getByRole('button', { name: /Log event/ })
    .click()
  await expect(page.getByText('Logged, but hidden by your filters.')).toBeVisible()
  await page.getByRole('button', { name: 'Show “from Giulia”' }).click()
  await expect(eventWith(page, 'from Giulia')).toBeVisible()
  await expect(page).not.toHaveURL(/owner=/)
})

test('on a phone, filters and the search have rows of their own, and nothing is wider than the screen', async ({
  openAs,
  api,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const [lead] = await api.leads({ limit: '1' })
  await openAs(
    'marco',
    `/?leads=${lead?.id}&q=pilot&status=Qualified&owner=luca&from=2026-01-01&to=2026-12-31`,
  )
  await expect(page.getByRole('textbox', { name: 'Search notes' })).toBeVisible()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Filter events' })).toBeInViewport({ ratio: 1 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})

test('the focus moves to the filter button when the last filter is removed, also where a menu contains it', async ({
  openAs,
  page,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'one', date: '2026-01-10', status: 'New' })
  await page.setViewportSize({ width: 320, height: 256 })
  await openAs('giulia', `/?leads=${lead}&status=New`)
  await page.getByRole('button', { name: 'Remove filter: Status changed to New' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Filter', exact: true })).toBeFocused()
  await expect(page.getByRole('region', { name: 'More actions' })).toBeVisible()
})
