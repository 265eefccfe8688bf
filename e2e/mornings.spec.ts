import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import * as z from 'zod/mini'
import { composer, expect, test, type Api, type Fixtures, type Person } from './support/story.ts'

/*
 * What a morning costs. A press is one key with its modifiers, one click or one tap; the text of a note, a name or a search
 * is not counted. Earlier versions of the page needed for one lead: 2 more presses to set a status, 5 to reassign it, 1 click
 * to skip it (there was no key), and 7 clicks to see five leads together; they did not show which leads are quiet.
 */

/** Counts the presses of a story. */
class Presses {
  private count = 0
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async keys(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.count++
      await this.page.keyboard.press(key)
    }
  }

  async click(target: Locator, options?: { readonly modifiers: ['Shift'] }): Promise<void> {
    this.count++
    await target.click(options)
  }

  async tap(target: Locator): Promise<void> {
    this.count++
    await target.tap()
  }

  /** Returns the number of presses since the last call. */
  take(): number {
    const { count } = this
    this.count = 0
    return count
  }
}

/**
 * Creates leads that a person is assigned, quiet for longer than any other, the first one longest. Returns their IDs in the
 * order of the person's queue.
 */
async function quietLeads(
  { api, newLead }: Pick<Fixtures, 'api' | 'newLead'>,
  as: Person,
  { count, since, status }: { readonly count: number; readonly since: number; readonly status: string },
): Promise<string[]> {
  const prefix = await newLead()
  const leads = Array.from({ length: count }, (_, index) => `${prefix}q${index}`)
  await Promise.all(
    leads.map(async (lead, index) => {
      const date = new Date(Date.UTC(since, 0, 1 + index, 9)).toISOString()
      await api.log(as, lead, { date, status, leadAssignee: as, note: `Sent the brochure to ${lead}.` })
    }),
  )
  return leads
}

const heading = (page: Page, lead: string) => page.getByRole('heading', { level: 1, name: lead, exact: true })
const note = (page: Page) => composer(page).getByRole('textbox', { name: 'Note' })

/** Waits until a lead is open and its empty note has the focus: the user can type. */
async function expectToWrite(page: Page, lead: string): Promise<void> {
  await expect(heading(page, lead)).toBeVisible()
  await expect(note(page)).toBeFocused()
  await expect(note(page)).toHaveValue('')
}

/** Returns the calls without an answer that were logged on some leads. */
const loggedCalls = async (api: Api, leads: readonly string[]) =>
  (await api.events(leads.join(','))).filter((event) => event.note === 'No answer.')

test('a rep’s morning by keyboard alone: 30 quiet leads in 45 presses', async ({ openAs, api, newLead }) => {
  const leads = await quietLeads({ api, newLead }, 'giulia', { count: 30, since: 2001, status: 'Contacted' })
  const page = await openAs('giulia')
  // a laptop's window: half the pixels to draw for each of the thirty leads
  await page.setViewportSize({ width: 1100, height: 720 })
  const presses = new Presses(page)
  const queue = page.getByRole('region', { name: 'Gone quiet' }).getByRole('listitem')
  await expect(queue.first()).toContainText(leads[0] ?? '')
  await expect(queue.first()).toContainText('Sent the brochure')
  await presses.keys('Alt+ArrowDown')
  expect(presses.take()).toBe(1)

  for (const [index, lead] of leads.entries()) {
    await expectToWrite(page, lead)
    if (index % 10 === 3) {
      await presses.keys('Alt+ArrowDown')
      expect(presses.take(), 'skip a lead').toBe(1)
      continue
    }
    await page.keyboard.insertText('No answer.')
    if (index % 10 === 5) {
      await presses.keys('Tab', 'q')
      await expect(page.getByRole('option', { name: 'Qualified', exact: true })).toBeVisible()
      await presses.keys('ControlOrMeta+Shift+Enter')
      expect(presses.take(), 'log a call and set a status').toBe(3)
    } else if (index % 10 === 7) {
      await presses.keys('Tab', 'Tab', 'Tab')
      await page.keyboard.type('luca')
      await expect(page.getByRole('option', { name: /^Luca Conti/ })).toBeVisible()
      await presses.keys('ControlOrMeta+Shift+Enter')
      expect(presses.take(), 'log a call and reassign the lead').toBe(4)
    } else {
      await presses.keys('ControlOrMeta+Shift+Enter')
      expect(presses.take(), 'log a call').toBe(1)
    }
  }
  await expect.poll(async () => (await loggedCalls(api, leads)).length).toBe(27)

  const logged = await loggedCalls(api, leads)
  expect(new Set(logged.map(({ lead }) => lead))).toEqual(
    new Set(leads.filter((_, index) => index % 10 !== 3)),
  )
  const of = (remainder: number) =>
    logged.filter(({ lead }) => leads.indexOf(lead) % 10 === remainder).toSorted((a, b) => a.id - b.id)
  expect(of(5).map(({ status }) => status)).toEqual(['Qualified', 'Qualified', 'Qualified'])
  expect(of(7).map(({ leadAssignee }) => leadAssignee)).toEqual(['luca', 'luca', 'luca'])
})

test('a manager’s morning: where leads stall, which are quiet and whose, ten of them reassigned, the list exported', async ({
  openAs,
  api,
  newLead,
}) => {
  const leads = await quietLeads({ api, newLead }, 'luca', { count: 10, since: 1999, status: 'Contacted' })
  const page = await openAs('marco')
  const presses = new Presses(page)
  const picker = page.getByRole('search', { name: 'Find a lead' })
  const listed = page.getByRole('listbox', { name: 'Leads' }).getByRole('option')

  // where leads stall: the first screen says it, one click lists them
  const contacted = page
    .getByRole('region', { name: 'Open leads by status' })
    .getByRole('row', { name: /^Contacted/ })
  await presses.click(contacted.getByRole('link', { name: 'Contacted, Longest' }))
  await expect(listed.first()).toContainText(leads[0] ?? '')
  await expect(listed.first()).toContainText('Luca Conti')
  expect(presses.take(), 'list the leads that stall').toBe(1)

  // which are quiet, and who they are assigned to
  const luca = page.getByRole('region', { name: 'People' }).getByRole('row', { name: /^Luca Conti/ })
  await presses.click(luca.getByRole('link', { name: /Gone quiet/ }))
  await expect(listed.nth(9)).toContainText(leads[9] ?? '')
  expect(presses.take(), 'list a person’s quiet leads').toBe(1)

  // the ten that have been quiet longest go to Giulia
  await presses.click(picker.getByRole('button', { name: 'Select leads' }))
  await presses.click(listed.first())
  await presses.click(listed.nth(9), { modifiers: ['Shift'] })
  await expect(picker.getByText('10 leads in view')).toBeVisible()
  expect(presses.take(), 'see ten leads together').toBe(3)
  await presses.click(picker.getByRole('button', { name: 'Assign or set status' }))
  const dialog = page.getByRole('dialog', { name: 'Change 10 leads' })
  await dialog.getByRole('combobox', { name: 'Assignee' }).fill('giulia r')
  await expect(dialog.getByRole('option', { name: /Giulia Rossi/ })).toBeVisible()
  await presses.keys('Enter')
  await expect(dialog.getByText('10 leads change:')).toBeVisible()
  await presses.click(dialog.getByRole('button', { name: 'Change 10 leads' }))
  expect(presses.take(), 'reassign them').toBe(3)
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(dialog.getByText('10 of 10 saved')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  for (const lead of leads) expect((await api.lead(lead)).leadAssignee).toBe('giulia')

  // the list as it is now, without the ten
  await presses.click(picker.getByRole('button', { name: 'Export list' }))
  const downloading = page.waitForEvent('download')
  await presses.click(
    page.getByRole('dialog', { name: 'Export list' }).getByRole('button', { name: 'Download file' }),
  )
  const download = await downloading
  expect(presses.take(), 'export the list').toBe(2)
  const table: unknown = parse(await readFile(await download.path(), 'utf8'), { bom: true, columns: true })
  const rows = z.array(z.object({ ID: z.string(), 'Assignee name': z.string() })).parse(table)
  expect(new Set(rows.map((row) => row['Assignee name']))).toEqual(new Set(['Luca Conti']))
  expect(rows.filter(({ ID }) => leads.includes(ID))).toEqual([])
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('a rep’s morning on a phone: one tap for each lead of the queue', async ({ openAs, api, newLead }) => {
    const leads = await quietLeads({ api, newLead }, 'giulia', {
      count: 8,
      since: 1998,
      status: 'Contacted',
    })
    const page = await openAs('giulia')
    const presses = new Presses(page)
    await expect(
      page.getByRole('region', { name: 'Gone quiet' }).getByRole('listitem').first(),
    ).toContainText(leads[0] ?? '')
    await presses.tap(page.getByRole('button', { name: /^Start with the first/ }))
    for (const [index, lead] of leads.entries()) {
      await expectToWrite(page, lead)
      if (index === 3) {
        await page.keyboard.press('Escape')
        await presses.tap(page.getByRole('button', { name: 'Next lead' }))
        await presses.tap(page.getByRole('button', { name: /^Log/ }).first())
        continue
      }
      await note(page).fill('No answer.')
      if (index === 5) {
        await presses.tap(composer(page).getByRole('combobox', { name: 'Status' }))
        await presses.tap(page.getByRole('option', { name: 'Qualified', exact: true }))
      }
      await presses.tap(composer(page).getByRole('button', { name: 'Log & next lead' }))
    }
    expect(presses.take()).toBe(1 + 7 + 2 + 2)
    await expect.poll(async () => (await loggedCalls(api, leads)).length).toBe(7)
  })
})
