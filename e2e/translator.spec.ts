import type { Page } from '@playwright/test'
import { chooseAction, composer, eventWith, expect, expectSaved, test, timeline } from './support/story.ts'
import { translate } from './support/translator.ts'

test.beforeEach(async ({ page }) => translate(page))

test.afterEach(async ({ page }) => {
  await expect(page.getByText('Something went wrong on this page')).toHaveCount(0)
  // the story is only worth something if the translator was at work
  expect(await page.locator('font > font').count()).toBeGreaterThan(0)
})

const note = (page: Page) => composer(page).getByRole('textbox', { name: 'Note' })

test('on a translated page a rep signs in, finds a lead and logs a call', async ({ page, address }) => {
  await page.goto(address)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('Enter your email address.')).toBeVisible()
  await page.getByRole('button', { name: /Giulia Rossi/ }).click()
  const search = page.getByRole('combobox', { name: 'Find a lead' })
  await search.fill('trentino log')
  await page.getByRole('option', { name: /Trentino Logistica/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Trentino Logistica/)
  await note(page).fill('They ask for samples in the translated language.')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expectSaved(eventWith(page, 'They ask for samples'))
  await search.fill('no such lead at all')
  await expect(page.getByText('No lead matches')).toBeVisible()
  await search.fill('')
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.getByRole('button', { name: /^Account menu for/ }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('button', { name: /Luca Conti/ })).toBeVisible()
})

test('on a translated page errors of the composer appear and disappear', async ({ openAs, api, newLead }) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2026-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  const form = composer(page)
  const noError = 'Write a note, or choose a status or an assignee.'
  await form.getByRole('button', { name: /Log event/ }).click()
  await expect(form.getByText(noError)).toBeVisible()
  await note(page).fill('a visit')
  await expect(form.getByText(noError)).toHaveCount(0)

  await form.getByRole('combobox', { name: 'Date' }).click()
  await form.getByRole('option', { name: /Type a date/ }).click()
  const when = form.getByRole('textbox', { name: 'When it happened' })
  for (const [typed, shown] of [
    ['12 May 2024 3pm', 'Sun 12 May 2024 15:00 – not allowed'],
    ['2 February 2026 3pm', 'Mon 2 February 15:00 – allowed'],
    ['13 May 2024 3pm', 'Mon 13 May 2024 15:00 – not allowed'],
    ['3 February 2026 4pm', 'Tue 3 February 16:00 – allowed'],
  ] as const) {
    await when.fill(typed)
    await expect(form.getByText(shown)).toBeVisible()
  }
  await form.getByRole('combobox', { name: 'Status' }).click()
  await form.getByRole('option', { name: /^Won/ }).click()
  await expect(form.getByText('no status → Won, closes the lead')).toBeVisible()
  await form.getByRole('combobox', { name: 'Status' }).click()
  await form.getByRole('option', { name: /^Contacted/ }).click()
  await expect(form.getByText('no status → Contacted')).toBeVisible()
  await expect(form.getByText('closes the lead')).toHaveCount(0)
  await form.getByRole('button', { name: /Log event/ }).click()
  await expectSaved(eventWith(page, 'a visit'))
})

test('on a translated page the header and the indicator follow each change', async ({
  openAs,
  context,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2026-01-10', status: 'New' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  const header = page.getByRole('banner').or(page.locator('main header')).first()
  await expect(header).toContainText(/New for \d+ days/)
  await expect(header).toContainText('1 event')
  await expect(page.getByRole('button', { name: 'All saved' })).toBeVisible()

  await context.setOffline(true)
  await composer(page).getByRole('combobox', { name: 'Status' }).click()
  await page.getByRole('option', { name: /^Contacted/ }).click()
  await note(page).fill('queued in the translated page')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByRole('button', { name: '1 waiting' })).toBeVisible()
  await expect(page.getByText('All saved')).toHaveCount(0)
  await expect(eventWith(page, 'queued in the translated page')).toContainText('not sent yet')
  await context.setOffline(false)
  await expectSaved(eventWith(page, 'queued in the translated page'))
  await expect(header).toContainText('Contacted since today')
  await expect(header).toContainText('2 events')
  await expect(page.getByRole('button', { name: 'All saved' })).toBeVisible()
})

test('on a translated page a note is edited, and an event is deleted and brought back', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'right', date: '2026-01-10', status: 'New' })
  await api.log('giulia', lead, { note: 'wrong', date: '2026-01-11', status: 'Contacted' })
  await api.log('giulia', lead, { note: 'doubtful', date: '2026-01-12' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  const deleteEvent = async (text: string) => chooseAction(eventWith(page, text), 'Delete')
  await deleteEvent('doubtful')
  await expect(eventWith(page, 'doubtful')).toHaveCount(0)
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(eventWith(page, 'doubtful')).toBeVisible()
  await expect(page.getByText('Event deleted')).toHaveCount(0)

  await deleteEvent('wrong')
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText('Contacted → New')
  await dialog.getByRole('button', { name: 'Delete event' }).click()
  await expect(eventWith(page, 'wrong')).toHaveCount(0)
  await expect.poll(async () => (await api.events(lead)).length).toBe(2)
  await expect(timeline(page).getByRole('article')).toHaveCount(2)

  await chooseAction(eventWith(page, 'right'), 'Edit')
  await timeline(page).getByRole('textbox', { name: 'Note' }).fill('better')
  await timeline(page).getByRole('button', { name: 'Save', exact: true }).click()
  await expect(eventWith(page, 'better')).toContainText(/edited/i)
  await expectSaved(eventWith(page, 'better'))
})

test('on a translated page notes are searched and events are filtered', async ({ openAs, api, newLead }) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'the depot in Rovereto', date: '2026-01-10', status: 'New' })
  await api.log('luca', lead, { note: 'the depot in Trento', date: '2026-01-11' })
  await api.log('giulia', lead, { note: 'the office', date: '2026-01-12' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await expect(timeline(page).getByRole('article')).toHaveCount(3)
  await page.keyboard.press('/')
  const search = page.getByRole('textbox', { name: 'Search notes' })
  for (const [typed, count] of [
    ['depot', '2 matches'],
    ['depot trento', '1 match'],
    ['office', '1 match'],
    ['depot', '2 matches'],
  ] as const) {
    await search.fill(typed)
    await expect(page.getByText(count, { exact: true })).toBeVisible()
    await expect(timeline(page).locator('mark').first()).toHaveText(typed.split(' ')[0] ?? '')
  }
  await search.press('Enter')
  await expect(page.getByText('1 of 2', { exact: true })).toBeVisible()
  await search.press('Enter')
  await expect(page.getByText('2 of 2', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Matches only' }).click()
  await expect(page.getByText('2 of 3 events')).toBeVisible()
  await page.getByRole('button', { name: 'Clear search' }).click()
  await expect(timeline(page).locator('mark')).toHaveCount(0)

  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  const form = page.getByRole('region', { name: 'Filter events' })
  await form.getByRole('combobox', { name: 'Logged by' }).fill('luca')
  await form.getByRole('option', { name: /Luca Conti/ }).click()
  await expect(page.getByText('1 of 3 events')).toBeVisible()
  await page.keyboard.press('Escape')
  await page
    .getByRole('button', { name: /Remove filter/ })
    .first()
    .click()
  await expect(timeline(page).getByRole('article')).toHaveCount(3)
})

test('on a translated page dialogs open, and names, identifiers and notes stay as they are', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  const { id } = await api.log('luca', lead, { note: 'Caro Luca, a presto', date: '2026-01-11' })
  const page = await openAs('marco', `/?leads=${lead}`)
  const article = eventWith(page, 'Caro Luca')
  await expect(article.getByText('Luca Conti', { exact: true })).toBeVisible()
  await expect(article.locator('font', { hasText: /Luca/ })).toHaveCount(0)
  await expect(page.locator('h1 font')).toHaveCount(0)
  await expect(page.getByRole('option', { name: lead }).locator('font', { hasText: lead })).toHaveCount(0)

  await chooseAction(article, 'Details')
  const details = page.getByRole('dialog')
  await expect(details).toContainText('Caro Luca, a presto')
  await expect(details.getByText(String(id), { exact: true })).toBeVisible()
  // the service's own sentence about the request, which is folded up, may be translated with the ID in it
  await expect(details.locator('font:visible').filter({ hasText: String(id) })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(details).toBeHidden()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const exporting = page.getByRole('dialog', { name: 'Export' })
  for (const format of ['Text (Markdown)', 'Print or PDF', 'Table (CSV)']) {
    await exporting.getByRole('radio', { name: format }).check()
    await expect(exporting.getByText(format, { exact: true })).toBeVisible()
  }
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'All saved' }).click()
  await expect(page.getByRole('dialog', { name: 'Outbox' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Go to' }).click()
  await expect(page.getByRole('region', { name: 'Go to' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'Go to' })).toBeHidden()
})
