import type { Page } from '@playwright/test'
import { composer, eventWith, expect, expectSaved, test, type Fixtures } from './support/story.ts'

const search = (page: Page) => page.getByRole('combobox', { name: 'Find a lead' })
const option = (page: Page, name: string) => page.getByRole('option', { name: new RegExp(`^${name} `) })
const glance = (page: Page) => page.getByRole('table', { name: 'Leads in view' })

/** Creates two leads whose events alternate in time, and returns their IDs. */
async function twoLeads({ api, newLead }: Pick<Fixtures, 'api' | 'newLead'>) {
  const [one, other] = [await newLead(), await newLead()]
  await api.log('giulia', one, {
    note: 'first of one',
    date: '2026-01-10',
    status: 'New',
    leadAssignee: 'giulia',
  })
  await api.log('luca', other, { note: 'first of other', date: '2026-01-11', status: 'Contacted' })
  await api.log('giulia', one, { note: 'second of one', date: '2026-01-12' })
  return [one, other] as const
}

test('a manager adds a lead to the view, sees a summary of both, and removes one', async ({
  openAs,
  api,
  newLead,
}) => {
  const [one, other] = await twoLeads({ api, newLead })
  const page = await openAs('marco', `/?leads=${one}`)
  await page.getByRole('button', { name: 'Add lead to view' }).click()
  await expect(search(page)).toBeFocused()
  await search(page).fill(other)
  await option(page, other).click()
  await expect(page).toHaveURL(new RegExp(`leads=${one},${other}$`))
  await page.getByRole('button', { name: 'Done' }).click()

  const articles = page.getByRole('article')
  await expect(articles).toHaveText([
    new RegExp(`Giulia Rossi.*${one}.*second of one`),
    new RegExp(`Luca Conti.*${other}.*first of other`),
    new RegExp(`Giulia Rossi.*${one}.*first of one`),
  ])
  await expect(
    glance(page).getByRole('row', { name: new RegExp(`^${one} New \\d+ d Giulia Rossi .*quiet`) }),
  ).toBeVisible()

  await page.reload()
  await expect(articles).toHaveCount(3)
  await glance(page)
    .getByRole('link', { name: `Remove ${one} from view` })
    .click()
  await expect(page.getByRole('heading', { name: other, level: 1 })).toBeVisible()
  await page.goBack()
  await expect(articles).toHaveCount(3)
})

test('leads are added with the keyboard alone', async ({ openAs, api, newLead }) => {
  const [one, other] = await twoLeads({ api, newLead })
  const now = { note: 'just now' }
  await api.log('giulia', other, now)
  await api.log('giulia', one, now)
  const page = await openAs('marco', `/?leads=${one}`)
  await expect(eventWith(page, 'second of one')).toBeVisible()
  await expect(page.getByRole('option').nth(1)).toHaveAccessibleName(new RegExp(other))
  await page.keyboard.press('Control+K')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await expect(page).toHaveURL(new RegExp(`leads=${one},${other}$`))
  await expect(eventWith(page, 'first of other')).toBeVisible()
  await page.keyboard.press('Space')
  await expect(page).toHaveURL(new RegExp(`leads=${one}$`))
})

test('on a phone the picker opens to select leads, and closes afterwards', async ({
  openAs,
  api,
  newLead,
}) => {
  const [one, other] = await twoLeads({ api, newLead })
  const page = await openAs('marco', `/?leads=${one}`)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('button', { name: 'Add lead to view' }).click()
  await search(page).fill(other)
  await option(page, other).click()
  await expect(page.getByText('2 leads in view')).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(eventWith(page, 'first of other')).toBeVisible()
  await expect(glance(page).getByRole('row').filter({ hasText: other })).toContainText(/Contacted\s*\d+ d/)
})

test('quiet leads are listed, the longest without an event first', async ({ openAs }) => {
  const page = await openAs('marco')
  await page.getByRole('button', { name: 'Filter leads' }).click()
  await page.getByRole('radio', { name: 'Quiet for 30 days or more' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Sort / }).click()
  await page.getByRole('radio', { name: 'Longest quiet' }).click()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/quiet=30&sort=quiet/)
  const quiet = page.getByRole('option', { name: /quiet \d+ d/ })
  await expect(quiet.first()).toBeVisible()
  await expect(page.getByRole('option')).toHaveCount(await quiet.count())
  const dates = await page
    .getByRole('option')
    .locator('time')
    .evaluateAll((all) => all.map((time) => time.getAttribute('datetime') ?? ''))
  expect(dates).toEqual(dates.toSorted())
})

test('a manager compares leads in view, and logs an event on one of them with the keyboard', async ({
  openAs,
  api,
  newLead,
}) => {
  const [one, other] = await twoLeads({ api, newLead })
  const page = await openAs('marco', `/?leads=${other},${one}`)
  const leads = glance(page).getByRole('rowheader')
  await expect(leads).toHaveText([other, one])
  await glance(page).getByRole('button', { name: 'Events' }).click()
  await expect(leads).toHaveText([one, other])
  await glance(page).getByRole('button', { name: 'Events' }).click()
  await expect(leads).toHaveText([other, one])
  await expect(glance(page).getByRole('columnheader', { name: 'Events' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  )
  const paths = glance(page).getByRole('list', { name: 'Status over time' })
  await expect(paths).toHaveText([/^Contacted, \d+ days/, /^New, \d+ days from 10 January 2026$/])

  await expect(composer(page).getByRole('combobox', { name: 'On' })).toHaveText(/Select a lead/)
  await page.keyboard.press('c')
  await expect(composer(page).getByRole('combobox', { name: 'On' })).toBeFocused()
  await page.keyboard.type(one)
  await page.keyboard.press('Enter')
  await expect(composer(page).getByRole('textbox', { name: 'Note' })).toBeFocused()
  await page.keyboard.type('Rang about the offer')
  await page.keyboard.press('Control+Enter')
  const logged = eventWith(page, 'Rang about the offer')
  await expect(logged).toContainText(one)
  await expectSaved(logged)
  expect((await api.events(one)).map(({ note }) => note)).toContain('Rang about the offer')
  await expect(composer(page).getByRole('combobox', { name: 'On' })).toHaveText(new RegExp(one))
})

test('on a phone the headings of the table sort it, and a tap on a row chooses the lead of the sheet', async ({
  openAs,
  api,
  newLead,
}) => {
  const [one, other] = await twoLeads({ api, newLead })
  const page = await openAs('marco', `/?leads=${other},${one}`)
  await page.setViewportSize({ width: 390, height: 844 })
  const leads = glance(page).getByRole('rowheader')
  await expect(leads).toHaveText([other, one])
  await glance(page).getByRole('button', { name: 'For' }).click()
  await expect(leads).toHaveText([one, other])
  await expect(page).toHaveURL(/&table=since$/)
  const row = glance(page).getByRole('row').filter({ hasText: other })
  await page.reload()
  await expect(leads).toHaveText([one, other])
  await row.getByRole('cell', { name: 'Contacted' }).click()
  await expect(row).toHaveAttribute('aria-current', 'true')
  await page.getByRole('button', { name: 'Log an event…' }).click()
  await expect(composer(page).getByRole('combobox', { name: 'On' })).toHaveText(new RegExp(other))
})

test('on a phone the sheet asks for the lead, and text moves along to another one', async ({
  openAs,
  api,
  newLead,
}) => {
  const [one, other] = await twoLeads({ api, newLead })
  const page = await openAs('marco', `/?leads=${one},${other}`)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'Log an event…' }).click()
  const choose = async (lead: string) => {
    await composer(page).getByRole('combobox', { name: 'On' }).click()
    await page.getByRole('dialog', { name: 'On' }).getByRole('option', { name: lead }).click()
  }
  await choose(one)
  await composer(page).getByRole('textbox', { name: 'Note' }).fill('On the wrong lead')
  await choose(other)
  await expect(composer(page).getByRole('textbox', { name: 'Note' })).toHaveValue('On the wrong lead')
  await composer(page)
    .getByRole('button', { name: /Log event/ })
    .click()
  const logged = eventWith(page, 'On the wrong lead')
  await expect(logged).toContainText(other)
  await expectSaved(logged)
  expect((await api.events(one)).map(({ note }) => note)).not.toContain('On the wrong lead')
})
