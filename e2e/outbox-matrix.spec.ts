import type { BrowserContext, Page } from '@playwright/test'
import { variantsAt } from '../src/testing/campaign.ts'
import { startFaultyProxy, type Fault, type FaultyProxy } from './support/faulty-proxy.ts'
import { chooseAction, composer, eventWith, expect, test, timeline } from './support/story.ts'

/** The fault of all three writes: of their connection, of their response, or of the whole network. */
const faults: Readonly<Record<string, Fault | 'offline' | 'refused'>> = {
  offline: 'offline',
  'connection refused': 'refused',
  'reset before the service is asked': 'reset before',
  'reset before the answer': 'reset unanswered',
  'reset during the answer': 'reset during',
  'reset after the answer': 'reset after',
  'stalled before the service is asked': 'stalled before',
  'stalled before the answer': 'stalled after',
  slow: 'slow',
  500: { status: 500, code: 'internal' },
  502: { status: 502 },
  '503 with Retry-After': { status: 503, code: 'unavailable', retryAfter: 1 },
  '401 in between': { status: 401, code: 'unauthenticated' },
  '409, still under way': { status: 409, code: 'in_progress', retryAfter: 1 },
  '409, a conflict': { status: 409, code: 'conflict' },
  412: { status: 412, code: 'precondition_failed' },
}

/** The user's behaviour during the fault. */
const behaviours = ['stay', 'reload', 'second tab'] as const

const signIn = async (page: Page, address: string) =>
  page.request.post(`${address}/session`, { form: { demoPerson: 'giulia' }, headers: { origin: address } })

async function begin(proxy: FaultyProxy, context: BrowserContext, fault: Fault | 'offline' | 'refused') {
  if (fault === 'offline') await context.setOffline(true)
  else if (fault === 'refused') await proxy.refuse()
  else proxy.fault = fault
}

async function end(proxy: FaultyProxy, context: BrowserContext, fault: Fault | 'offline' | 'refused') {
  if (fault === 'offline') await context.setOffline(false)
  else if (fault === 'refused') await proxy.listenAgain()
}

const signInButton = (page: Page) => page.getByRole('button', { name: /^Giulia Rossi/ })

/** Signs in on the sign-in screen, and waits until it closes. */
async function signInAgain(page: Page) {
  await signInButton(page).click()
  await expect(signInButton(page)).toBeHidden()
}

/** Logs an event, edits one and deletes one; calls `afterEach` after each step. */
async function write(page: Page, afterEach: () => Promise<void>) {
  const note = composer(page).getByRole('textbox', { name: 'Note' })
  await note.fill('logged')
  await note.press('ControlOrMeta+Enter')
  await afterEach()
  await chooseAction(eventWith(page, 'to be edited'), 'Edit')
  const editor = timeline(page).getByRole('textbox', { name: 'Note' })
  await editor.fill('edited')
  await editor.press('ControlOrMeta+Enter')
  await afterEach()
  await chooseAction(eventWith(page, 'to be deleted'), 'Delete')
  const toast = page.getByRole('log', { name: 'Notifications' })
  await expect(toast).toContainText('Event deleted')
  // the message above it still offers to undo the edit
  await toast.getByRole('button', { name: 'Dismiss' }).last().click()
  await afterEach()
}

/** The indicator of the outbox, in any of its states. */
const indicator = (page: Page) => page.getByRole('button', { name: /saved|saving|waiting|need/i })

/** Waits until everything is saved: advances the clock and signs in if required. */
async function untilSaved(page: Page) {
  let attempts = 0
  await expect(async () => {
    // advancing half a minute while a page still opens its storage would look like a browser without storage
    await expect(indicator(page).or(signInButton(page)).first()).toBeVisible()
    await page.clock.fastForward(31_000)
    if (await signInButton(page).isVisible()) await signInAgain(page)
    const refused = page.getByRole('button', { name: /need/ })
    if (await refused.isVisible()) {
      await refused.click()
      await page.getByRole('button', { name: 'Retry all now' }).click()
      await page.keyboard.press('Escape')
    }
    // on a busy machine, the page would time out every request if each had this little time
    const timeout = attempts++ < 10 ? 400 : 4_000
    await expect(page.getByRole('button', { name: 'All saved' })).toBeVisible({ timeout })
  }).toPass({ intervals: [20] })
}

for (const [testIndex, [name, fault]] of Object.entries(faults).entries()) {
  test(`nothing is lost and nothing is written twice: ${name}`, async ({
    context,
    address: service,
    api,
    newLead,
  }) => {
    // three pages in turn, and three writes with the fault on each
    test.slow()
    const proxy = await startFaultyProxy(service)
    const { address } = proxy
    for (const behaviour of variantsAt(behaviours, testIndex)) {
      await test.step(behaviour, async () => {
        const lead = await newLead()
        await api.log('giulia', lead, { note: 'to be deleted', date: '2026-01-10' })
        await api.log('giulia', lead, { note: 'to be edited', date: '2026-01-11' })
        let page = await context.newPage()
        await page.clock.install()
        await signIn(page, address)
        await page.goto(`${address}/?leads=${lead}`)
        await expect(eventWith(page, 'to be edited')).toBeVisible()
        const met = proxy.met()

        await begin(proxy, context, fault)
        await write(page, async () => {
          if (name === '401 in between') await signInAgain(page)
        })
        await end(proxy, context, fault)
        if (behaviour === 'reload') await page.reload()
        if (behaviour === 'second tab') {
          const second = await context.newPage()
          await second.clock.install()
          await second.goto(`${address}/?leads=${lead}`)
          await page.close()
          page = second
        }
        await untilSaved(page)

        const notes = ['logged', 'edited']
        await expect.poll(async () => (await api.events(lead)).map(({ note }) => note)).toEqual(notes)
        await expect(timeline(page).getByRole('article')).toHaveCount(notes.length)
        for (const note of notes) await expect(eventWith(page, note)).toHaveCount(1)
        if (fault !== 'offline' && fault !== 'refused') expect(proxy.met() - met).toBeGreaterThanOrEqual(3)
        proxy.fault = 'none'
        proxy.dropStalled()
        await page.close()
      })
    }
    await proxy.close()
  })
}
