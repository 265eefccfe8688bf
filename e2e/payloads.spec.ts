import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import * as z from 'zod/mini'
import { admin, administer } from './support/admin.ts'
import { identifiers, names, notes } from './support/payloads.ts'
import { runService, temporaryFolder } from './support/service.ts'
import { chooseAction, composer, expect, test as base, timeline } from './support/story.ts'

const password = 'correct horse battery staple'
const application = 'payloads'
const [lead = '', other = ''] = identifiers
const person = (index: number) => identifiers[index] ?? ''

interface PayloadService {
  readonly address: string
  readonly dataDir: string
  readonly token: string
}

interface Fixtures {
  /** opens a path as the manager, and fails the story if a payload was executed */
  readonly open: (path: string) => Promise<Page>
}

/** Runs a service in which every name, status, identifier and note is a payload. */
const test = base.extend<Fixtures, { readonly payloadService: PayloadService }>({
  payloadService: [
    async ({}, use) => {
      const folder = await temporaryFolder()
      const dataDir = folder.path
      const service = runService({ DATA_DIR: dataDir, DEMO: 'off' })
      const address = await service.address
      const statuses = join(dataDir, 'statuses.json')
      await writeFile(statuses, JSON.stringify(names.map((label) => ({ label }))))
      const options = ['--statuses', statuses, '--feature', 'useLeadEventsSync']
      administer(dataDir, ['application', 'create', application, '--name', names[0] ?? '', ...options])
      for (const [index, name] of names.entries()) {
        const role = index === 0 ? 'manager' : 'rep'
        administer(
          dataDir,
          [
            'person',
            'create',
            '--name',
            name,
            '--email',
            `p${index}@example.test`,
            '--role',
            role,
            '--',
            application,
            person(index),
          ],
          password,
        )
      }
      const leads = join(dataDir, 'leads.ndjson')
      const rows = identifiers.map((id, index) => ({ id, type: 'company', name: names[index] ?? '' }))
      await writeFile(leads, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
      administer(dataDir, ['import', 'leads', application, leads])
      const created = administer(dataDir, ['token', 'create', application, '--name', 'story', '--json'])
      const { token } = z.object({ token: z.string() }).parse(JSON.parse(created))
      const payloadService = { address, dataDir, token }
      for (const [index, note] of notes.entries()) {
        const at = index % identifiers.length
        const fields = { note, status: names[at] ?? '', leadAssignee: person(at), appUserId: person(at) }
        const { status } = await log(payloadService, {
          ...fields,
          lead,
          date: new Date(Date.parse('2026-01-01') + index * 3_600_000).toISOString(),
        })
        if (status !== 201) throw new Error(`not accepted: ${JSON.stringify(note)}`)
      }
      for (const id of identifiers)
        await log(payloadService, { lead: id, note: `about ${id}`, appUserId: person(5) })
      await use(payloadService)
      service.child.kill('SIGTERM')
      await service.ended
      await folder.remove()
    },
    { scope: 'worker', timeout: 600_000 },
  ],

  open: async ({ page, payloadService }, use) => {
    const alive: string[] = []
    page.on('dialog', async (dialog) => {
      alive.push(`dialog ${dialog.message()}`)
      await dialog.dismiss()
    })
    page.on('pageerror', (error) => alive.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        alive.push(message.text())
    })
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== payloadService.address && !request.url().startsWith('blob:'))
        alive.push(`request ${request.url()}`)
    })
    await page.exposeFunction('tellAlive', (what: string) => alive.push(what))
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
        Reflect.get(window, 'tellAlive')(`policy ${violatedDirective} ${blockedURI}`)
      })
    })
    await page.request.post(`${payloadService.address}/session`, {
      form: { email: 'p0@example.test', password },
      headers: { origin: payloadService.address },
    })
    await use(async (path) => {
      await page.goto(`${payloadService.address}${path}`)
      return page
    })
    await expectHarmless(page)
    expect(alive).toEqual([])
  },
})

async function log({ address, token }: PayloadService, fields: Record<string, string>): Promise<Response> {
  const body = JSON.stringify({ type: 'company', ...fields })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return fetch(`${address}/v2/leadevents`, { method: 'POST', headers, body })
}

/** Expects that nothing was executed, no payload became an element, and only safe links lead to another site. */
async function expectHarmless(page: Page) {
  const found = await page.evaluate(() => ({
    ran: Reflect.get(window, '__ran'),
    polluted: Reflect.get({}, 'polluted'),
    elements: document.body.querySelectorAll(
      'script:not([src^="/assets/"]), img, iframe, video, math, base, meta, link, object, [onerror], [onload], [onfocus], [ontoggle], [onmouseover]',
    ).length,
    // addresses in notes are links, which do not tell where they were found
    links: [...document.links]
      .filter(({ origin, protocol, rel }) =>
        /^(https|mailto|tel):$/.test(protocol) && rel.includes('noreferrer')
          ? false
          : origin !== location.origin,
      )
      .map(({ href }) => href),
    // the elements that make the page wider than the screen
    sideways:
      document.documentElement.scrollWidth > innerWidth
        ? [...document.body.querySelectorAll('*')]
            .filter((element) => element.getBoundingClientRect().right > innerWidth)
            .map((element) => `${element.tagName}.${element.className}`)
        : [],
  }))
  expect(found).toEqual({ ran: undefined, polluted: undefined, elements: 0, links: [], sideways: [] })
}

/** Expects that the text on either side of an arrow stays there, whatever its script: `before → after`. */
async function expectInOrder(page: Page, arrowSelector: string) {
  const order = await page.evaluate((selector) => {
    const arrows = [...document.querySelectorAll(selector)].flatMap((element) => {
      const inside = [element, ...(element.matches('dd, td') ? element.querySelectorAll('*') : [])]
      const nodes = inside
        .flatMap(({ childNodes }) => [...childNodes])
        .filter((node) => node.textContent?.includes('→') === true)
      return nodes.map((node) => ({ element, node, at: node.textContent?.indexOf('→') ?? 0 }))
    })
    const rect = (from: (range: Range) => void) => {
      const range = document.createRange()
      from(range)
      return range.getBoundingClientRect()
    }
    return arrows.flatMap(({ element, node, at: offset }) => {
      if (node.nodeType !== Node.TEXT_NODE || element.getClientRects().length > 1) return []
      const arrow = rect((range) => (range.setStart(node, offset), range.setEnd(node, offset + 1)))
      const before = rect((range) => (range.setStart(element, 0), range.setEnd(node, offset)))
      const after = rect(
        (range) => (range.setStart(node, offset + 1), range.setEndAfter(element.lastChild ?? node)),
      )
      // a text that is too long wraps below the arrow
      const isAfter = after.top >= arrow.bottom || (after.right >= arrow.right && after.left >= arrow.left)
      return [before.left <= arrow.left && isAfter]
    })
  }, arrowSelector)
  expect(order.length).toBeGreaterThan(0)
  expect(order).not.toContain(false)
}

const at = (...ids: string[]) => `/?leads=${ids.map(encodeURIComponent).join(',')}`

test('the service rejects invalid texts with a clear message', async ({ payloadService }) => {
  const refused: [fields: Record<string, string>, field: string, code: string][] = [
    ...['\u0000', '\u0007', '\u001B[31m', '\u007F', '\u0085'].map(
      (note) => [{ note }, 'note', 'control_character'] as [Record<string, string>, string, string],
    ),
    [{ note: '\uD800' }, 'note', 'malformed_unicode'],
    [{ note: 'x'.repeat(10_001) }, 'note', 'too_long'],
    [{ status: '<b>none of them</b>' }, 'status', 'unknown_status'],
    [{ lead: 'zero\u200Bwidth' }, 'lead', 'invisible_character'],
    [{ lead: 'over\u202Eride' }, 'lead', 'invisible_character'],
    [{ lead: 'two words' }, 'lead', 'white_space'],
    [{ lead: '"onload' }, 'lead', 'forbidden_character'],
    [{ leadAssignee: 'a\u2066b' }, 'leadAssignee', 'invisible_character'],
  ]
  for (const [fields, field, code] of refused) {
    const response = await log(payloadService, { lead, appUserId: person(0), ...fields })
    const { errors } = z
      .object({ errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })) })
      .parse(await response.json())
    expect(errors.map((error) => [error.field, error.code])).toEqual([[field, code]])
    expect(errors[0]?.message).toMatch(/^[A-Z].*\.$/)
  }
  const turning = 'gepj.\u202Ecod.exe'
  const create = ['person', 'create', application, 'x', '--name', turning, '--role', 'rep']
  expect(admin(payloadService.dataDir, create).err).toContain('without bidirectional control characters')
  const file = join(payloadService.dataDir, 'turning.ndjson')
  await writeFile(file, JSON.stringify({ id: 'x', type: 'company', name: turning }))
  expect(admin(payloadService.dataDir, ['import', 'leads', application, file]).code).toBe(2)
  await writeFile(file, JSON.stringify([{ label: turning }]))
  expect(admin(payloadService.dataDir, ['statuses', 'set', application, file]).err).toContain(
    'text-direction characters',
  )
})

test('the picker and the timeline show every text unchanged', async ({ open }) => {
  const page = await open(at(lead))
  await expect(page.getByRole('option')).toHaveCount(identifiers.length)
  for (const name of names)
    await expect(page.getByRole('option').getByText(name, { exact: true }).first()).toBeAttached()
  await expect(page.getByRole('heading', { level: 1 }).last()).toHaveText(names[0] ?? '')
  const shown = new Set<string>()
  const collect = async () => {
    for (const text of await timeline(page)
      .locator('article p[dir="auto"]')
      .evaluateAll((all) => all.map(({ textContent }) => textContent ?? '')))
      shown.add(text)
  }
  await expect(timeline(page).getByRole('article').first()).toBeVisible()
  await expect
    .poll(async () => {
      await collect()
      await timeline(page).getByRole('article').last().scrollIntoViewIfNeeded()
      return notes.filter((note) => !shown.has(note))
    })
    .toEqual([])
  await expectInOrder(page, 'article span')
})

test('event details, the lead path and its table', async ({ open }) => {
  const page = await open(at(lead))
  await chooseAction(page.getByRole('article').nth(3), 'Details')
  const details = page.getByRole('dialog', { name: 'Event details' })
  await expect(details.getByText('How the service read the request')).toBeVisible()
  await details.getByText('How the service read the request').click()
  await expectInOrder(page, 'dialog dd')
  await expectHarmless(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Show path as a table' }).click()
  await expect(page.getByRole('dialog').getByRole('row').nth(3)).toBeVisible()
  await expectInOrder(page, 'dialog td')
})

test('several leads, the filters, and choosing a status and a user', async ({ open }) => {
  const page = await open(at(...identifiers))
  await page.getByRole('button', { name: `Show all ${identifiers.length} leads` }).click()
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(identifiers.length + 1)
  await expect(timeline(page).getByRole('article').first()).toBeVisible()
  await expectHarmless(page)
  await open(
    `${at(lead)}&status=${encodeURIComponent(names[0] ?? '')}&owner=${encodeURIComponent(person(0))}`,
  )
  await expect(page.getByRole('list', { name: 'Active filters' })).toContainText(names[0] ?? '')
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('combobox', { name: 'Status changed to' }).click()
  await expect(
    page
      .getByRole('option')
      .filter({ hasText: names[5] ?? '' })
      .last(),
  ).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Logged by' }).click()
  await expectHarmless(page)
})

test('search over all leads, and moving between matches', async ({ open }) => {
  const page = await open('/search?q=window')
  await expect(page.getByRole('list', { name: 'Matching notes' }).getByRole('link').nth(20)).toBeVisible()
  await expect(page.getByRole('main').locator('mark').first()).toHaveText(/window/)
  await expectHarmless(page)
  await open(`/search?q=${encodeURIComponent('<img src=x onerror=window.__ran=1> "שלום עולם"')}`)
  await expect(page.getByText('No note matches')).toBeVisible()
  await open(`${at(lead)}&q=constructor`)
  await expect(timeline(page).locator('mark').first()).toBeVisible()
})

test('waiting events in the outbox, and a draft in the picker', async ({ open, context }) => {
  const page = await open(at(other))
  const note = composer(page).getByRole('textbox', { name: 'Note' })
  await expect(timeline(page).getByRole('article').first()).toBeVisible()
  await context.setOffline(true)
  for (const text of [notes[0] ?? '', notes[53] ?? '', notes[1] ?? '']) {
    await note.fill(text)
    await note.press('ControlOrMeta+Enter')
  }
  await page.getByRole('button', { name: '3 waiting' }).click()
  const outbox = page.getByRole('dialog', { name: 'Outbox' })
  await expect(outbox.getByRole('listitem')).toHaveCount(3)
  await expect(outbox).toContainText(notes[0] ?? '')
  await expectHarmless(page)
  await page.keyboard.press('Escape')
  await note.fill(notes[2] ?? '')
  await context.setOffline(false)
  await expect(page.getByRole('button', { name: 'All saved' }).first()).toBeVisible()
  await open(at(lead))
  await expect(page.getByText(notes[2] ?? '', { exact: true }).first()).toBeVisible()
})

test('two versions of a note, its history, and the change log', async ({ open, payloadService }) => {
  const id = person(5)
  const created = await log(payloadService, {
    lead: identifiers[3] ?? '',
    note: 'to be changed',
    appUserId: person(0),
  })
  const { item } = z.object({ item: z.object({ id: z.int() }) }).parse(await created.json())
  const page = await open(at(identifiers[3] ?? ''))
  const row = timeline(page).getByRole('article').filter({ hasText: 'to be changed' })
  await chooseAction(row, 'Edit')
  await timeline(page)
    .getByRole('textbox', { name: 'Note' })
    .fill(notes[1] ?? '')
  const update = async (appUserId: string, note: string) =>
    fetch(`${payloadService.address}/v2/leadevents/${item.id}`, {
      method: 'PUT',
      body: new URLSearchParams({ token: payloadService.token, appUserId, note }),
    })
  administer(payloadService.dataDir, ['person', 'role', application, id, 'manager'])
  await expect.poll(async () => (await update(id, notes[0] ?? '')).status, { timeout: 20_000 }).toBe(200)
  await expect(page.getByText('also changed this event')).toContainText(`\u2068${names[5]}\u2069`)
  await expect(page.getByRole('main')).toContainText(notes[0] ?? '')
  await expectHarmless(page)
  await timeline(page).getByRole('button', { name: 'Cancel' }).first().click()

  for (const note of notes.slice(40)) await update(id, note)
  await open(`/changes?leads=${encodeURIComponent(identifiers[3] ?? '')}`)
  const rows = page.getByRole('list', { name: 'Edits and deletions' }).getByRole('listitem')
  await expect(rows.nth(notes.slice(40).length)).toBeVisible()
  await expect(rows.first()).toContainText(names[5] ?? '')
  await expectHarmless(page)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  expectNoFormula(await download(page))
})

async function download(page: Page): Promise<string> {
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download file' }).click()
  return readFile(await (await downloading).path(), 'utf8')
}

/** Expects that no cell begins a formula, whichever usual separator is used. */
function expectNoFormula(text: string) {
  const cells = z
    .array(z.array(z.string()))
    .parse(parse(text, { bom: true }))
    .flat()
  const anywhere = text.split(/[\r\n;\t]+/).map((piece) => piece.replace(/^["\uFEFF]+/, ''))
  expect([...cells, ...anywhere].filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/u.test(cell))).toEqual([])
}

test('exports: a table without a formula, a text without markup, and a printout', async ({ open }) => {
  const page = await open(at(lead))
  await page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '')
  })
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const table = await download(page)
  expectNoFormula(table)
  const rows = z.array(z.object({ Note: z.string() })).parse(parse(table, { bom: true, columns: true }))
  expect(rows).toHaveLength(notes.length + 1)
  await dialog.getByRole('radio', { name: /Text/ }).check()
  const markdown = await download(page)
  expect(markdown).not.toMatch(/(?<!\\)<(?:script|img|svg|iframe|a |base|meta)/)
  expect(markdown).not.toMatch(/(?<!\\)\[press(?<!\\)\]/)
  await dialog.getByRole('radio', { name: /Print or PDF/ }).check()
  await dialog.getByRole('button', { name: 'Print' }).click()
  await expect(page.locator('html[data-printed]')).toBeAttached()
})
