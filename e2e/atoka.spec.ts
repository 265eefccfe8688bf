import type { Page } from '@playwright/test'
import { test } from './support/atoka.ts'
import { expectNoViolations, sizes } from './support/axe.ts'
import { chooseAction, composer, eventWith, expect, expectSaved, timeline } from './support/story.ts'

const picker = (page: Page) => page.getByRole('combobox', { name: 'Find a lead' })
const option = (page: Page, name: string) => page.getByRole('option', { name: new RegExp(name) })
const note = (page: Page) => composer(page).getByRole('textbox', { name: 'Note' })
/** Milliseconds within which another user's change must appear, however the page learns of it. */
const soon = { timeout: 20_000 }
const saved = (page: Page) => page.getByRole('button', { name: 'All saved' })

async function log(page: Page, text: string) {
  await note(page).fill(text)
  await note(page).press('ControlOrMeta+Enter')
}

test.afterEach(({ atoka }) => atoka.proxy.setFault(() => undefined))

test('a lead is found by name in the directory, and events are logged in Atoka on behalf of the mapped user', async ({
  openAs,
  atoka: { api, directory, restart },
}) => {
  directory.companies.push({ id: 'c0ffee0123456789', name: 'Nuova Carpenteria Bassi' })
  const page = await openAs('giulia')
  await picker(page).fill('carpenteria bassi')
  await option(page, 'Nuova Carpenteria Bassi').click()
  await expect(page.getByRole('heading', { name: 'Nuova Carpenteria Bassi' })).toBeVisible()
  await picker(page).fill('')
  await expect(option(page, 'Nuova Carpenteria Bassi')).toBeVisible()
  await log(page, 'They want a pilot.')
  await expectSaved(eventWith(page, 'They want a pilot.'))
  await log(page, 'Written by mistake.')
  await expectSaved(eventWith(page, 'Written by mistake.'))

  const first = eventWith(page, 'They want a pilot.')
  await expect(first).toContainText('Giulia Rossi')
  await chooseAction(first, 'Edit')
  await timeline(page).getByRole('textbox', { name: 'Note' }).fill('They want two pilots.')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(eventWith(page, 'They want two pilots.')).toContainText('edited')
  await chooseAction(eventWith(page, 'Written by mistake.'), 'Delete')
  await expect(eventWith(page, 'Written by mistake.')).toHaveCount(0)
  await page.goto('about:blank')
  await expect
    .poll(async () => (await api.events('c0ffee0123456789')).map((event) => [event.owner.id, event.note]))
    .toEqual([['giulia', 'They want two pilots.']])

  await restart()
  await openAs('giulia')
  await expect(option(page, 'Nuova Carpenteria Bassi')).toBeVisible()
})

test('a search of the notes shows how many events were searched, and searches the rest', async ({
  openAs,
  atoka: { api },
  newLead,
}) => {
  const lead = await newLead()
  for (let index = 0; index < 420; index++) {
    const date = new Date(Date.UTC(2026, 0, 1, index)).toISOString()
    await api.log(index % 2 === 0 ? 'giulia' : 'luca', lead, {
      date,
      note: index === 3 ? 'The first pilot.' : index === 418 ? 'Another pilot.' : `Call ${index}.`,
      ...(index === 3 && { status: 'New' }),
    })
  }
  const page = await openAs('marco', `/?leads=${lead}`)
  await expect(timeline(page).getByRole('article').first()).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type('pilot')
  await expect(page.getByText(/^\d+ of 420 events searched$/)).toBeVisible()
  await expect(page.getByText('1 match', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Search the rest' }).click()
  await expect(page.getByText('420 of 420 events searched')).toBeVisible()
  await expect(page.getByText('2 matches', { exact: true })).toBeVisible()

  await page.goto(new URL(`/?leads=${lead}&owner=l.conti`, page.url()).href)
  await expect(page.getByText(/^\d+ of 420 events searched$/)).toBeVisible()
  await page.getByRole('button', { name: 'Search the rest' }).click()
  await expect(page.getByText('210 of 420 events')).toBeVisible()
  await expect(timeline(page).getByRole('article').first()).toContainText('Luca Conti')
})

test('the first screen counts the leads that were opened, says so, and leaves out what Atoka cannot supply', async ({
  openAs,
  atoka: { api },
  newLead,
}) => {
  const [quiet, fresh] = [await newLead(), await newLead()]
  await api.log('giulia', quiet, { date: '2026-01-10', status: 'Contacted', leadAssignee: 'giulia' })
  await api.log('giulia', fresh, { status: 'Contacted', leadAssignee: 'luca' })
  const page = await openAs('marco', `/?leads=${quiet}`)
  await expect(timeline(page).getByRole('article')).toHaveCount(1)
  await page.goto(new URL(`/?leads=${fresh}`, page.url()).href)
  await expect(timeline(page).getByRole('article')).toHaveCount(1)

  await page.getByRole('link', { name: /^Home/ }).click()
  const main = page.getByRole('main')
  await expect(main).toContainText(
    'Counted from the leads that were opened here, because Atoka returns no figures.',
  )
  const contacted = main
    .getByRole('region', { name: 'Open leads by status' })
    .getByRole('row', { name: /^Contacted/ })
  await expect(contacted).toBeVisible()
  const longest = main.getByRole('region', { name: 'Longest in their status' })
  await expect(longest.getByRole('row', { name: new RegExp(`^${quiet}`) })).toBeVisible()
  await expect(main.getByRole('region', { name: /^(Logged today|Since )/ })).toHaveCount(0)
  await expect(main.getByRole('columnheader', { name: 'This week' })).toHaveCount(0)
  await contacted.getByRole('link').first().click()
  await expect(page).toHaveURL(/status=Contacted/)
  await expect(option(page, `^${quiet}`)).toBeVisible()
})

test('features that Atoka lacks are not offered, and their URLs explain this', async ({
  openAs,
  page,
  atoka: { api },
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2026-01-10', status: 'New' })
  await api.log('giulia', lead, { note: 'second', date: '2026-01-11', status: 'Contacted' })
  const refused: string[] = []
  page.on('response', (answer) => {
    if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`)
  })
  await openAs('marco', `/?leads=${lead}`)
  const event = eventWith(page, 'second')
  await expect(event).toBeVisible()
  await expect(event).toContainText('→ Contacted')
  await expect(page.getByRole('button', { name: 'Show path as a table' })).toHaveCount(0)
  await expect(page.getByText('Couldn’t load the path.')).toHaveCount(0)
  await chooseAction(event, 'Details')
  const details = page.getByRole('dialog', { name: 'Event details' })
  await expect(details).toContainText('second')
  // the explanation is part of Atoka's response, which lacks everything else
  await expect(details.getByText('How the service read the request')).toBeVisible()
  await expect(details.getByRole('heading', { name: 'History' })).toHaveCount(0)
  await expect(details.getByText('Lead if deleted')).toHaveCount(0)
  await expect(details.getByRole('button', { name: 'Erase…' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Go to' }).click()
  await expect(page.getByRole('button', { name: 'Latest event' })).toBeVisible()
  await expect(page.getByRole('button', { name: /Status change/ })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await event.focus()
  await page.keyboard.press('s')
  await page.getByRole('button', { name: /^Account menu for Marco/ }).click()
  const menu = page.getByRole('region', { name: /^Account menu for Marco/ })
  await expect(menu.getByRole('button', { name: 'Users' })).toBeVisible()
  await expect(menu.getByRole('button', { name: 'Change log' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await picker(page).fill('pilot')
  await expect(page.getByRole('link', { name: /Search notes/ })).toHaveCount(0)
  await page.goto(new URL('/search?q=pilot', page.url()).href)
  await expect(
    page.getByRole('heading', { name: 'You can’t search notes across all leads here' }),
  ).toBeVisible()
  await page.goto(new URL('/changes', page.url()).href)
  await expect(page.getByRole('heading', { name: 'No change log available' })).toBeVisible()
  expect(refused).toEqual([])
})

for (const granted of [true, false]) {
  test(`another user's changes in Atoka appear ${granted ? 'by sync' : 'by refetching, if sync is not granted'}`, async ({
    openAs,
    page,
    atoka: { api, grantSync },
    newLead,
  }) => {
    const lead = await newLead()
    const typo = await api.log('luca', lead, { note: 'A tipo.', date: '2026-01-10' })
    const wrong = await api.log('luca', lead, { note: 'Not this lead.', date: '2026-01-11' })
    if (!granted) await grantSync(false)
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/sync')) asked.push(request.url())
    })
    await openAs('giulia', `/?leads=${lead}`)
    await expect(eventWith(page, 'Not this lead.')).toBeVisible()
    await api.log('luca', lead, { note: 'They called back.' })
    await api.update('luca', typo.id, { note: 'A typo.' })
    await api.remove('luca', wrong.id)
    await expect(eventWith(page, 'They called back.')).toHaveCount(1, soon)
    await expect(page.getByRole('button', { name: '1 new event' })).toBeVisible()
    await expect(eventWith(page, 'A typo.')).toHaveCount(1, soon)
    await expect(eventWith(page, 'Not this lead.')).toHaveCount(0, soon)
    expect(asked.length > 0).toBe(granted)
    if (!granted) await grantSync(true)
  })
}

test('a lost response of Atoka leaves exactly one event, and the page ends with all saved', async ({
  openAs,
  atoka: { api, proxy },
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2026-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await expect(eventWith(page, 'first')).toBeVisible()
  let cut = 0
  // Atoka receives the creation; its response and the first request that checks the outcome are lost
  proxy.setFault(({ method, url = '' }) => {
    if (method === 'POST') {
      cut++
      return 'cut after'
    }
    return cut === 1 && url.startsWith('/v2/leadevents?') ? 'html 502' : undefined
  })
  await log(page, 'Said once.')
  await expect.poll(() => cut).toBe(1)
  proxy.setFault(() => undefined)
  await expect(saved(page)).toBeVisible()
  await expectSaved(eventWith(page, 'Said once.'))
  expect((await api.events(lead)).map((event) => event.note)).toEqual(['Said once.', 'first'])
})

test('if Atoka is unreachable, the page shows this, stores the event, and sends it later', async ({
  openAs,
  atoka: { api, proxy },
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2026-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await expect(eventWith(page, 'first')).toBeVisible()
  await note(page).fill('Typed before.')
  proxy.setFault(() => 'cut before')
  await page.reload()
  await expect(page.getByText(/^Atoka isn’t responding: data as of/).first()).toBeVisible()
  await expect(eventWith(page, 'first')).toBeVisible()
  await expect(note(page)).toHaveValue('Typed before.')
  await note(page).press('ControlOrMeta+Enter')
  await expect(eventWith(page, 'Typed before.')).toContainText('not sent yet')
  await page.getByRole('button', { name: '1 waiting' }).click()
  await expect(page.getByRole('dialog', { name: 'Outbox' })).toContainText('Atoka isn’t responding')
  await page.keyboard.press('Escape')
  proxy.setFault(() => undefined)
  await expect(saved(page)).toBeVisible({ timeout: 60_000 })
  await expectSaved(eventWith(page, 'Typed before.'))
  expect((await api.events(lead)).map((event) => event.note)).toEqual(['Typed before.', 'first'])
})

test('the browser never receives the token of Atoka, whatever Atoka returns', async ({
  openAs,
  page,
  atoka: { api, proxy, token },
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2026-01-10' })
  const received: Promise<string>[] = []
  page.on('response', (answer) => {
    const read = async () => `${JSON.stringify(answer.headers())} ${await answer.text()}`
    // when the user leaves a page, its requests are aborted and their responses cannot be read
    received.push(read().catch(() => ''))
  })
  await openAs('giulia', `/?leads=${lead}`)
  await expect(eventWith(page, 'first')).toBeVisible()
  for (const fault of ['reject with 401', 'reject with 403', 'fail after'] as const) {
    let met = 0
    proxy.setFault(({ url = '' }) => {
      if (!url.startsWith('/v2/leadevents')) return undefined
      met++
      return fault
    })
    await log(page, `Logged at ${fault}.`)
    await expect.poll(() => met).toBeGreaterThan(0)
    await expect(eventWith(page, `Logged at ${fault}.`)).toContainText(/not sent yet|not saved/i)
    proxy.setFault(() => undefined)
    await expect(saved(page)).toBeVisible()
  }
  const all = await Promise.all(received)
  expect(all.join('\n')).toContain('upstream_unavailable')
  expect(all.filter((text) => text.includes(token))).toEqual([])
})

for (const [size, viewport] of Object.entries(sizes)) {
  test(`axe finds no violation in front of Atoka: ${size}`, async ({
    openAs,
    page,
    atoka: { api, directory, proxy },
    newLead,
  }) => {
    const name = `Officine Bassi ${size}`
    const lead = await newLead()
    directory.companies.push({ id: lead, name }, { id: `${lead}-2`, name: `${name} Due` })
    await api.log('giulia', lead, { note: 'A first pilot.', date: '2026-01-10', status: 'New' })
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.setViewportSize(viewport)
    await openAs('marco', '/leads')
    await expect(page.getByText('Leads opened here. Enter a name to search Atoka.')).toBeVisible()
    await picker(page).fill(name)
    await expect(option(page, `${name} Due`)).toContainText('company')
    await expectNoViolations(page, 'the directory of Atoka')
    await page.goto(new URL(`/?leads=${lead}&q=pilot`, page.url()).href)
    await expect(page.getByText('1 of 1 event searched')).toBeVisible()
    await expectNoViolations(page, 'a search in what was read')
    proxy.setFault(() => 'cut before')
    await page.reload()
    await expect(page.getByText(/^Atoka isn’t responding: data as of/).first()).toBeVisible()
    await expectNoViolations(page, 'without Atoka')
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })
}
