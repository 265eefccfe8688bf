import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import * as z from 'zod/mini'
import { expectNoViolations } from './support/axe.ts'
import { demoFolder, runService } from './support/service.ts'
import { chooseAction, eventWith, expect, test, timeline } from './support/story.ts'

/** Types the ID into the dialog that asks for it, first a wrong one, and erases. */
async function confirm(page: Page, title: string, id: string) {
  const dialog = page.getByRole('alertdialog', { name: title })
  const field = dialog.getByRole('textbox', { name: `Type ${id} to confirm` })
  await field.fill('something else')
  await dialog.getByRole('button', { name: 'Erase permanently' }).click()
  await expect(dialog).toContainText('That doesn’t match.')
  await field.fill(id)
  await field.press('Enter')
  await expect(page.getByText('Erased', { exact: true })).toBeVisible()
  await expect(dialog).toHaveCount(0)
}

/** Whether the browser caches a text for working offline. */
const isCached = async (page: Page, text: string) =>
  page.evaluate(
    async (searched) =>
      new Promise<boolean>((resolve, reject) => {
        const opening = indexedDB.open('leadline')
        opening.addEventListener('error', () => reject(new Error('no database')))
        opening.addEventListener('success', () => {
          const reading = opening.result.transaction('reads').objectStore('reads').getAll()
          reading.addEventListener('success', () => {
            opening.result.close()
            resolve(JSON.stringify(reading.result).includes(searched))
          })
        })
      }),
    text,
  )

test('typing its ID erases an event, also from other pages and their caches', async ({
  openAs,
  api,
  newLead,
  context,
  browser,
}) => {
  const lead = await newLead()
  const { id } = await api.log('giulia', lead, { note: 'Her secret heron.', status: 'New' })
  await api.log('giulia', lead, { note: 'What stays.' })
  const page = await openAs('marco', `/?leads=${lead}`)
  const elsewhere = await (await browser.newContext({ storageState: await context.storageState() })).newPage()
  await elsewhere.goto(page.url())
  await expect(eventWith(elsewhere, 'Her secret heron.')).toBeVisible()
  await expect.poll(async () => isCached(elsewhere, 'secret heron')).toBe(true)

  await chooseAction(eventWith(page, 'Her secret heron.'), 'Details')
  await page.getByRole('dialog', { name: 'Event details' }).getByRole('button', { name: 'Erase…' }).click()
  await expectNoViolations(page, 'erasing an event', { everySize: false })
  await confirm(page, 'Erase this event’s note', String(id))
  await expect(page.getByRole('dialog', { name: 'Event details' })).toContainText('erased the text')
  await expect(eventWith(page, 'Her secret heron.')).toHaveCount(0)
  await expect.poll(async () => isCached(page, 'secret heron')).toBe(false)

  await expect(eventWith(elsewhere, 'Her secret heron.')).toHaveCount(0)
  await expect(timeline(elsewhere).getByRole('article')).toHaveCount(2)
  await expect.poll(async () => isCached(elsewhere, 'secret heron')).toBe(false)
  await elsewhere.context().close()
})

test('all data stored about a lead is exported, and then erased', async ({ openAs, api, newLead }) => {
  const lead = await newLead('person')
  const { id } = await api.log('giulia', lead, { type: 'person', note: 'Her secret heron.' })
  await api.update('giulia', id, { note: 'Her open secret.' })
  const page = await openAs('marco', `/changes?leads=${lead}`)
  await expect(page.getByText('1 edit or deletion')).toBeVisible()
  await page.getByRole('button', { name: 'Personal data' }).click()
  const dialog = page.getByRole('dialog', { name: 'Personal data' })
  await expectNoViolations(page, 'personal data', { everySize: false })
  const downloading = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Download everything' }).click()
  const text = await readFile(await (await downloading).path(), 'utf8')
  expect(JSON.parse(text)).toMatchObject({
    lead: { id: lead, type: 'person' },
    events: [{ id, note: 'Her open secret.', changes: [{ before: { note: 'Her secret heron.' } }] }],
  })
  await dialog.getByRole('button', { name: 'Erase…' }).click()
  await confirm(page, 'Erase all text about this lead', lead)
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByText('2 edits and deletions')).toBeVisible()
  const rows = page.getByRole('list', { name: 'Edits and deletions' }).getByRole('listitem')
  await expect(rows.nth(0)).toContainText('Marco Bianchi erased the text')
  await expect(rows.nth(1)).toContainText('This text was erased.')
  await expect(page.getByRole('main')).not.toContainText('secret')
})

test('a rep cannot erase data', async ({ openAs, api, newLead }) => {
  const lead = await newLead()
  const { id } = await api.log('luca', lead, { note: 'x' })
  const page = await openAs('luca', `/?leads=${lead}&details=${id}`)
  const details = page.getByRole('dialog', { name: 'Event details' })
  await expect(details.getByRole('button', { name: 'Copy link' })).toBeVisible()
  await expect(details.getByRole('button', { name: 'Erase…' })).toHaveCount(0)
})

test('no log ever contains a note: neither the service’s at the level debug nor the database’s', async () => {
  const folder = await demoFolder()
  const service = runService({ DATA_DIR: folder.path, LOG_LEVEL: 'debug' })
  const address = await service.address
  const canary = 'zanzibarheron'
  const signedIn = await fetch(`${address}/session`, {
    method: 'POST',
    headers: { origin: address },
    body: new URLSearchParams({ demoPerson: 'marco' }),
  })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
  const send = async (method: string, path: string, fields: Record<string, string> = {}) =>
    fetch(`${address}${path}`, {
      method,
      body: new URLSearchParams({ token: 'demo-token', appUserId: 'marco', ...fields }),
    })
  const created = await send('POST', '/v2/leadevents', { lead: 'logged', type: 'person', note: canary })
  const { item } = z.object({ item: z.object({ id: z.int() }) }).parse(await created.json())
  const statuses = [
    await send('PUT', `/v2/leadevents/${item.id}`, { note: `${canary} again` }),
    await send('POST', '/v2/leadevents', { lead: 'logged', type: 'person', note: `${canary}\u0007` }),
    await send('POST', '/v2/leadevents', { lead: `${canary} x`, type: 'person' }),
    await send('POST', '/v2/leadevents', { lead: 'logged', type: 'person', status: canary }),
    await fetch(`${address}/v2/leadevents/search?token=demo-token&q=${canary}`),
    await fetch(`${address}/${canary}`),
    await fetch(`${address}/v2/leads/logged/personal-data`, {
      method: 'DELETE',
      headers: { origin: address, cookie },
    }),
  ].map(({ status }) => status)
  expect(statuses).toEqual([200, 400, 400, 400, 200, expect.any(Number), 204])
  service.child.kill('SIGTERM')
  const { output } = await service.ended
  expect(output).toContain('/v2/leadevents')
  expect(output).not.toContain(canary)
  expect(await readFile(join(folder.path, 'postgres.log'), 'utf8')).not.toContain(canary)
  await folder.remove()
})
