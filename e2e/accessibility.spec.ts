import type { Locator, Page } from '@playwright/test'
import { expectNoViolations, sizes } from './support/axe.ts'
import {
  chooseAction,
  composer,
  eventWith,
  expect,
  goInPage,
  pressHeaderButton,
  test,
  timeline,
} from './support/story.ts'

/** Returns the composer, which must be opened on a phone. */
async function openComposer(page: Page) {
  await expect(timeline(page).getByRole('article').first()).toBeVisible()
  if (!(await composer(page).isVisible())) {
    await page.getByRole('button', { name: /Log/ }).first().click()
  }
  await expect(composer(page)).toBeVisible()
  return composer(page)
}

for (const [size, viewport] of Object.entries(sizes)) {
  test.describe(`axe finds no violation: ${size}`, () => {
    // many screens, each checked in both themes
    test.slow()

    test.beforeEach(async ({ page }) => {
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      await page.setViewportSize(viewport)
    })

    test('signing in and choosing a lead', async ({ page, openAs, address }) => {
      await page.goto(address)
      await expect(page.getByRole('button', { name: /Giulia Rossi/ })).toBeVisible()
      await expectNoViolations(page, 'signing in')

      await openAs('giulia', '/leads')
      await expect(page.getByRole('option').first()).toBeVisible()
      await expectNoViolations(page, 'choosing a lead')
      await page.getByRole('combobox', { name: 'Find a lead' }).fill('nothing is called that')
      await expect(page.getByRole('option')).toHaveCount(0)
      await expectNoViolations(page, 'no lead found')
      await page.getByRole('button', { name: /Giulia Rossi/ }).click()
      await expectNoViolations(page, 'user menu')
    })

    test('a timeline, and logging an event', async ({ page, openAs, api, newLead }) => {
      const lead = await newLead()
      await api.log('giulia', lead, { note: 'one', date: '2026-01-10', status: 'New', leadAssignee: 'luca' })
      await api.log('giulia', lead, { note: 'two', date: '2026-01-11', status: 'Contacted' })
      await openAs('giulia', `/?leads=${lead}`)
      await expect(eventWith(page, 'two')).toBeVisible()
      await expectNoViolations(page, 'timeline')
      const form = await openComposer(page)
      await form.getByRole('combobox', { name: 'Status' }).click()
      await expectNoViolations(page, 'choosing a status')
      await page.keyboard.press('Escape')
      await form.getByRole('button', { name: /Log event/ }).click()
      await expectNoViolations(page, 'an event that says nothing')
    })

    test('choosing a person and a date', async ({ page, openAs, api, newLead }) => {
      const lead = await newLead()
      await api.log('giulia', lead, { note: 'one', date: '2026-01-10', leadAssignee: 'luca' })
      await openAs('giulia', `/?leads=${lead}`)
      const form = await openComposer(page)
      await form.getByRole('combobox', { name: 'Assignee' }).click()
      await expectNoViolations(page, 'choosing an assignee')
      await page.getByRole('combobox', { name: 'Person' }).fill('marco')
      await expect(form.getByRole('option', { name: /Marco Bianchi/ })).toBeVisible()
      await expectNoViolations(page, 'choosing a person')
      await page.keyboard.press('Enter')
      await form.getByRole('combobox', { name: 'Date' }).click()
      await expectNoViolations(page, 'choosing now or a time')
      await form.getByRole('option', { name: /Choose a date/ }).click()
      await form.getByLabel('When it happened').fill('2026-01-09T10:00')
      await form.getByRole('button', { name: /Log event/ }).click()
      await expect(form.getByLabel('When it happened')).toHaveAttribute('aria-invalid', 'true')
      await expectNoViolations(page, 'a date that comes too early')
    })

    test('a typed date, removed control characters, and the preview of a lead’s change', async ({
      page,
      openAs,
      api,
      newLead,
    }) => {
      const lead = await newLead()
      await api.log('giulia', lead, { note: 'one', date: '2026-01-10', status: 'New', leadAssignee: 'luca' })
      await openAs('giulia', `/?leads=${lead}`)
      const form = await openComposer(page)
      await form.getByRole('combobox', { name: 'Date' }).click()
      await form.getByRole('option', { name: /Type a date/ }).click()
      await form.getByLabel('When it happened').fill('11 Jan 2026 10:00')
      await expect(form.getByText('– allowed')).toBeVisible()
      await expectNoViolations(page, 'a time in words')
      await form.getByLabel('When it happened').fill('9 Jan 2026 10:00')
      await expect(form.getByText('– not allowed')).toBeVisible()
      await expectNoViolations(page, 'a time in words that is not possible')
      await form.getByRole('combobox', { name: 'Status' }).click()
      await form.getByRole('option', { name: 'Won' }).click()
      await expect(form.getByText('closes the lead')).toBeVisible()
      const note = form.getByRole('textbox', { name: 'Note' })
      await note.fill('bell\u0007')
      await expect(form.getByRole('button', { name: 'Remove them' })).toBeVisible()
      await expectNoViolations(page, 'a character that no note can hold')
      await note.fill('x'.repeat(10_020))
      await expect(form.getByText('20 over the limit')).toBeVisible()
      await expectNoViolations(page, 'a note that is too long')
    })

    test('filters, and searching notes', async ({ page, openAs, api, newLead }) => {
      const lead = await newLead()
      await api.log('giulia', lead, { note: 'They want a pilot.', date: '2026-01-10', status: 'New' })
      await api.log('giulia', lead, { note: 'Second pilot.', date: '2026-01-11' })
      await openAs('giulia', `/?leads=${lead}&q=pilots&owner=giulia&from=2026-01-01`)
      await page.getByRole('button', { name: 'Next match' }).click()
      await expect(page.getByText('1 of 2', { exact: true })).toBeVisible()
      await expectNoViolations(page, 'hits of a timeline')
      await page.getByRole('button', { name: 'Matches only' }).click()
      await expect(page.getByText('2 of 2 events')).toBeVisible()
      await expectNoViolations(page, 'matches only')
      await page.getByRole('button', { name: 'Filter', exact: true }).click()
      const form = page.getByRole('region', { name: 'Filter events' })
      await form.getByLabel('To', { exact: true }).fill('2025-12-31')
      await expect(form.getByText('The end date is before the start date.')).toBeVisible()
      await expectNoViolations(page, 'a filter')
      await form.getByRole('combobox', { name: 'Assignee' }).click()
      await expect(form.getByRole('option', { name: 'Anyone' })).toBeVisible()
      await expectNoViolations(page, 'a filter by person')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await expect(form).toHaveCount(0)

      await goInPage(page, `/?leads=${lead}&status=Won`)
      await expect(page.getByText('No events match the filters')).toBeVisible()
      await expectNoViolations(page, 'a filter that leaves nothing')
      await goInPage(page, '/search')
      await expect(page.getByText('Search for what you remember of the note')).toBeVisible()
      await expectNoViolations(page, 'a search to begin')
      await goInPage(page, '/search?q=pilot&owner=giulia')
      await expect(page.getByRole('list', { name: 'Matching notes' }).getByRole('link').first()).toBeVisible()
      await expectNoViolations(page, 'a search over all leads')
      await goInPage(page, '/search?q=zebrazebra')
      await expect(page.getByText('No note matches “zebrazebra”')).toBeVisible()
      await expectNoViolations(page, 'a search that finds nothing')
    })

    test('snippets and shortcuts', async ({ page, openAs, api, newLead }) => {
      const lead = await newLead()
      await api.log('giulia', lead, { note: 'one', date: '2026-01-10' })
      await page.addInitScript(() =>
        localStorage.setItem(
          'leadline.snippets.demo giulia',
          JSON.stringify([{ name: 'visit', text: 'Visited {lead} on {date}.' }]),
        ),
      )
      await openAs('giulia', `/?leads=${lead}`)
      await expect(eventWith(page, 'one')).toBeVisible()
      await page.locator('main').focus()
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
      await expectNoViolations(page, 'keys')
      await page.keyboard.press('Escape')
      const form = await openComposer(page)
      await form.getByRole('textbox', { name: 'Note' }).pressSequentially('/vi')
      await expect(page.getByRole('option', { name: /visit/ })).toBeVisible()
      await expectNoViolations(page, 'snippets that fit')
      await form.getByRole('textbox', { name: 'Note' }).fill('/')
      await page.getByRole('option', { name: 'Manage snippets…' }).click()
      const sheet = page.getByRole('dialog', { name: 'Snippets' })
      await expect(sheet).toBeVisible()
      await expectNoViolations(page, 'snippets')
      await sheet.getByRole('button', { name: 'New snippet' }).click()
      await sheet.getByRole('button', { name: 'Save', exact: true }).click()
      await expectNoViolations(page, 'a snippet without a name')
    })

    test('a lead path as a table, several leads, selecting them, and quiet leads', async ({
      page,
      openAs,
      api,
      newLead,
    }) => {
      const leads = [await newLead(), await newLead()]
      for (const lead of leads) {
        await api.log('giulia', lead, {
          note: 'one',
          date: '2026-01-10',
          status: 'New',
          leadAssignee: 'luca',
        })
        await api.log('giulia', lead, { note: 'two', date: '2026-01-11', status: 'Contacted' })
      }
      await openAs('marco', `/?leads=${leads[0]}`)
      await page.getByRole('list', { name: 'Status over time' }).getByRole('link', { name: /^New/ }).focus()
      await expectNoViolations(page, 'a piece of the path')
      await pressHeaderButton(page, 'Show path as a table')
      await expectNoViolations(page, 'the path as a table')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await goInPage(page, `/?leads=${leads.join(',')}`)
      const table = page.getByRole('table', { name: 'Leads in view' })
      await expect(table.getByRole('cell', { name: 'Contacted', exact: true })).toHaveCount(2)
      await expect(table.getByRole('list', { name: 'Status over time' })).toHaveCount(2)
      await expectNoViolations(page, 'several leads')
      // on a phone the composer is in a sheet
      const bar = page.getByRole('button', { name: 'Log an event…' })
      if (await bar.isVisible()) await bar.click()
      await composer(page).getByRole('combobox', { name: 'On' }).click()
      await page.getByRole('dialog', { name: 'On' }).getByRole('option').first().click()
      await expect(composer(page).getByRole('textbox', { name: 'Note' })).toBeFocused()
      await expectNoViolations(page, 'several leads, one of them chosen')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await pressHeaderButton(page, 'Add lead to view')
      await expect(page.getByRole('option').first()).toBeVisible()
      await expectNoViolations(page, 'choosing leads')
      await page.getByRole('button', { name: 'Filter leads' }).click()
      await page.getByRole('radio', { name: 'Quiet for 30 days or more' }).click()
      await expect(page.getByText('Quiet for 30+ days')).toBeVisible()
      await expectNoViolations(page, 'the filters of the lead list')
      await page.keyboard.press('Escape')
      await expectNoViolations(page, 'a filtered lead list')
    })

    test('editing and deleting', async ({ page, openAs, api, newLead }) => {
      const lead = await newLead()
      await api.log('giulia', lead, { note: 'one', date: '2026-01-10', status: 'New', leadAssignee: 'luca' })
      await api.log('giulia', lead, { note: 'two', date: '2026-01-11', status: 'Contacted' })
      await api.log('giulia', lead, { note: 'three', date: '2026-01-12' })
      await openAs('giulia', `/?leads=${lead}`)
      await chooseAction(eventWith(page, 'two'), 'Edit')
      await expect(timeline(page).getByRole('textbox', { name: 'Note' })).toBeVisible()
      await expectNoViolations(page, 'editing')
      await page.keyboard.press('Escape')
      await chooseAction(eventWith(page, 'two'), 'Delete')
      await expect(page.getByRole('alertdialog')).toBeVisible()
      await expectNoViolations(page, 'confirming a deletion')
      await page.keyboard.press('Escape')
      await chooseAction(eventWith(page, 'three'), 'Delete')
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
      await expectNoViolations(page, 'undoing a deletion')
    })

    test('going to a day of a timeline, and events logged by others', async ({
      page,
      openAs,
      api,
      newLead,
    }) => {
      const lead = await newLead()
      for (let day = 10; day < 30; day++) {
        await api.log('giulia', lead, { note: `note of day ${day}`, date: `2026-01-${day}` })
      }
      await openAs('giulia', `/?leads=${lead}`)
      await expect(eventWith(page, 'note of day 29')).toBeVisible()
      await page.getByRole('button', { name: 'Go to' }).click()
      await expect(page.getByRole('region', { name: 'Go to' }).getByLabel('Date')).toBeFocused()
      await expectNoViolations(page, 'going to a day')
      await page.keyboard.press('Escape')
      await api.log('luca', lead, { note: 'meanwhile' })
      await expect(page.getByRole('button', { name: '1 new event' })).toBeVisible({ timeout: 15_000 })
      await expectNoViolations(page, 'a new event')
    })

    test('exporting events', async ({ page, openAs, api, newLead }) => {
      const lead = await newLead()
      await api.log('giulia', lead, { note: 'one', date: '2026-01-10' })
      await openAs('giulia', `/?leads=${lead}`)
      await pressHeaderButton(page, 'Export')
      const dialog = page.getByRole('dialog', { name: 'Export' })
      await dialog.getByRole('button', { name: 'Download file' }).click()
      await expect(dialog.getByText('1 event exported')).toBeVisible()
      await expectNoViolations(page, 'an export')
    })

    test('one event, and an edit conflict', async ({ page, openAs, api, newLead }) => {
      const lead = await newLead()
      const fields = { note: 'Rang teh man.', date: '2026-01-10', status: 'New', leadAssignee: 'luca' }
      const event = await api.log('giulia', lead, fields)
      await api.update('marco', event.id, { note: 'Rang the man.' })
      await openAs('giulia', `/?leads=${lead}&details=${event.id}`)
      await expect(page.getByText('Marco Bianchi edited the note')).toBeVisible()
      await page.getByText('How the service read the request').click()
      await expectNoViolations(page, 'details')
      await page.keyboard.press('Escape')
      await chooseAction(eventWith(page, 'Rang the man'), 'Edit')
      const editing = timeline(page).getByRole('article').first()
      await editing.getByRole('textbox', { name: 'Note' }).fill('Rang the man, no answer.')
      await editing.getByRole('combobox', { name: 'Date' }).click()
      await expectNoViolations(page, 'correcting a time')
      await page.keyboard.press('Escape')
      await api.update('marco', event.id, { note: 'Rang the man twice.' })
      await editing.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(page.getByRole('region', { name: 'Your version' })).toBeVisible()
      await expectNoViolations(page, 'conflicting versions')
      await page.getByRole('button', { name: 'Keep mine' }).click()
      await expect(eventWith(page, 'no answer')).toBeVisible()
    })

    test('missing leads and events', async ({ page, openAs, api, newLead }) => {
      const empty = (await api.leads({ limit: '1000' })).find(({ eventCount }) => eventCount === 0)
      const lead = await newLead()
      const deleted = await api.log('giulia', lead, { note: 'gone' })
      await api.remove('marco', deleted.id)
      await openAs('giulia')
      for (const [screen, path, heading] of [
        ['a lead without events', `/?leads=${empty?.id}`, empty?.name ?? String(empty?.id)],
        ['an event that was deleted', `/events/${deleted.id}`, 'This event was deleted'],
        ['an event that is not there', '/events/999999999', 'Event not found'],
        ['a lead that is not there', '/?leads=never-seen', 'Lead “never-seen” not found'],
      ] as const) {
        await goInPage(page, path)
        await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
        await expectNoViolations(page, screen)
      }
    })

    test('loading errors', async ({ page, openAs, api, newLead }) => {
      const lead = await newLead()
      await api.log('giulia', lead, { note: 'one', date: '2026-01-10' })
      const failing = /\/v2\/(leads|leadevents|users)(\?|$|\/)/
      await page.route(failing, async (route) => route.abort())
      await openAs('giulia', '/leads')
      await expect(page.getByRole('alert').first()).toBeVisible()
      await expectNoViolations(page, 'leads that could not be loaded')
      await openAs('giulia', `/?leads=${lead}`)
      // the request for the events may fail before that for the lead
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\w/)
      await expect(page.getByRole('alert').first()).toBeVisible()
      await expectNoViolations(page, 'a lead that could not be loaded')
      await page.unroute(failing)
      await page.route(/\/v2\/(leadevents\/statuses|users)/, async (route) => route.abort())
      await openAs('giulia', `/?leads=${lead}`)
      const form = await openComposer(page)
      await expect(form.getByRole('alert')).toBeVisible()
      await form.getByRole('combobox', { name: 'Assignee' }).click()
      await expect(form.getByRole('alert')).toHaveCount(2)
      await expectNoViolations(page, 'statuses and people that could not be loaded')
    })

    test('several leads, and events that are not saved', async ({ page, openAs, api, newLead }) => {
      const [lead, other] = [await newLead(), await newLead()]
      await api.log('giulia', lead, { note: 'one', date: '2026-01-10' })
      await api.log('luca', other, { note: 'two', date: '2026-01-11' })
      await openAs('giulia', `/?leads=${lead},${other}`)
      await expect(eventWith(page, 'two')).toBeVisible()
      await expectNoViolations(page, 'several leads')

      await goInPage(page, `/?leads=${lead}`)
      await expect(eventWith(page, 'two')).toHaveCount(0)
      const form = await openComposer(page)
      await page.route(
        (url) => url.pathname === '/v2/leadevents',
        async (route) => (route.request().method() === 'POST' ? route.abort() : route.fallback()),
      )
      await form.getByRole('textbox', { name: 'Note' }).fill('said on the phone')
      await form.getByRole('button', { name: /Log event/ }).click()
      await expect(eventWith(page, 'said on the phone')).toContainText('not sent yet')
      await expectNoViolations(page, 'an event that waits')
      await page.getByRole('button', { name: '1 waiting' }).click()
      await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(1)
      await expectNoViolations(page, 'the outbox')
      await page.getByRole('dialog').getByRole('button', { name: 'Discard', exact: true }).click()
      await expectNoViolations(page, 'something discarded')
      await page.keyboard.press('Escape')
      await page.unroute((url) => url.pathname === '/v2/leadevents')
    })
  })
}

/** The value of a computed property of an element, or of its pseudo-element. */
const styleOf = async (element: Locator, property: string, pseudo?: string) =>
  element.evaluate((node, [name, of]) => getComputedStyle(node, of).getPropertyValue(name), [
    property,
    pseudo,
  ] as const)

test('with forced colours, the selected lead, order and event and the matches of a search are visible', async ({
  page,
  openAs,
  api,
  newLead,
}) => {
  await page.emulateMedia({ forcedColors: 'active' })
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first visit', date: '2026-01-10' })
  // now, so that the lead is one of those in the list
  const event = await api.log('giulia', lead, { note: 'second visit' })
  await openAs('giulia', `/?leads=${lead}&event=${event.id}&q=visit`)
  const selected = page.getByRole('option', { selected: true })
  const others = page.getByRole('option', { selected: false })
  await expect(page.locator('mark')).toHaveCount(2)
  const border = 'border-inline-start-color'
  expect(await styleOf(selected, border)).not.toBe(await styleOf(others.first(), border))
  expect(await styleOf(others.first(), border)).toBe(await styleOf(page.locator('body'), 'background-color'))

  const order = (name: string) => page.locator('label').filter({ has: page.getByRole('radio', { name }) })
  const [newest, oldest] = [order('Newest'), order('Oldest')]
  expect(await styleOf(newest, 'background-color')).not.toBe(await styleOf(oldest, 'background-color'))

  await page.getByRole('combobox', { name: 'Find a lead' }).focus()
  const frame = async (text: string) =>
    styleOf(eventWith(page, text).locator(':scope > div'), 'outline-style', '::before')
  expect([await frame('second visit'), await frame('first visit')]).toEqual(['solid', 'none'])
  const mark = page.locator('mark').first()
  expect(await styleOf(mark, 'background-color')).not.toBe(
    await styleOf(page.locator('body'), 'background-color'),
  )
})
