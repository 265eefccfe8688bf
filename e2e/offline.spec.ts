import type { Page } from '@playwright/test'
import { startFaultyProxy } from './support/faulty-proxy.ts'
import { composer, eventWith, expect, expectSaved, test, timeline } from './support/story.ts'

test.use({ serviceWorkers: 'allow' })

/** Waits until the page and its responses are cached. */
async function untilCached(page: Page) {
  await page.evaluate(async () => navigator.serviceWorker.ready)
  await expect.poll(async () => page.evaluate(async () => (await caches.keys()).length)).toBeGreaterThan(0)
}

test('the page opens offline, marks old data, and dates an event with the time at which it was logged', async ({
  openAs,
  context,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'read before the tunnel', date: '2026-01-10', status: 'New' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  const path = page.getByRole('list', { name: 'Status over time' })
  await expect(eventWith(page, 'read before the tunnel')).toBeVisible()
  await expect(path.getByRole('link', { name: /^New/ })).toBeVisible()
  await untilCached(page)

  await context.setOffline(true)
  await page.reload()
  await expect(eventWith(page, 'read before the tunnel')).toBeVisible()
  await expect(path.getByRole('link', { name: /^New/ })).toBeVisible()
  await expect(
    timeline(page)
      .locator('xpath=ancestor::main')
      .getByText(/Offline: data as of today/),
  ).toBeVisible()
  const note = composer(page).getByRole('textbox', { name: 'Note' })
  await note.fill('logged in the tunnel')
  const before = Date.now()
  await note.press('ControlOrMeta+Enter')
  await expect(eventWith(page, 'logged in the tunnel')).toContainText('not sent yet')
  const logged = Date.now()
  await page.reload()
  await expect(eventWith(page, 'logged in the tunnel')).toBeVisible()

  // only the page's clock advances: the page sends the event's age
  await expect.poll(() => Date.now() - logged, { timeout: 10_000 }).toBeGreaterThan(4_000)
  await context.setOffline(false)
  await expectSaved(eventWith(page, 'logged in the tunnel'))
  await expect(page.getByText(/Offline: data as of/)).toHaveCount(0)
  const [saved] = await api.events(lead)
  // between the key press and the text on the screen, which a busy machine shows late
  expect(Date.parse(saved?.date ?? '')).toBeGreaterThan(before - 1_500)
  expect(Date.parse(saved?.date ?? '')).toBeLessThan(logged + 1_500)
})

test('a user who is offline never sees the cached data of the previous user', async ({
  openAs,
  context,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'for Giulia', date: '2026-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await expect(eventWith(page, 'for Giulia')).toBeVisible()
  await untilCached(page)
  await page.getByRole('button', { name: /^Account menu for/ }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('button', { name: /Luca Conti/ })).toBeVisible()
  await context.setOffline(true)
  await page.reload()
  await expect(page.getByRole('button', { name: /Luca Conti/ })).toBeVisible()
  await expect(page.getByText('for Giulia')).toHaveCount(0)
  await context.setOffline(false)
  await page.getByRole('button', { name: /Luca Conti/ }).click()
  await expect(page.getByRole('button', { name: 'Account menu for Luca Conti' })).toBeVisible()
  await expect(eventWith(page, 'for Giulia')).toBeVisible()
})

test('the page opens and stores events if only a proxy responds', async ({
  context,
  address: service,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'read before', date: '2026-01-10' })
  const proxy = await startFaultyProxy(service)
  const { address } = proxy
  const page = await context.newPage()
  await page.request.post(`${address}/session`, {
    form: { demoPerson: 'giulia' },
    headers: { origin: address },
  })
  await page.goto(`${address}/?leads=${lead}`)
  await expect(eventWith(page, 'read before')).toBeVisible()
  await untilCached(page)
  proxy.fault = 'down'
  await page.reload()
  await expect(eventWith(page, 'read before')).toBeVisible()
  const note = composer(page).getByRole('textbox', { name: 'Note' })
  await note.fill('logged meanwhile')
  await note.press('ControlOrMeta+Enter')
  await expect(eventWith(page, 'logged meanwhile')).toContainText('not sent yet')
  proxy.fault = 'none'
  await expectSaved(eventWith(page, 'logged meanwhile'))
  await page.close()
  await proxy.close()
})

test('offline, the lead search covers the stored leads, and a listed lead that was never opened accepts an event', async ({
  openAs,
  context,
  api,
  newLead,
}) => {
  const [opened, listed] = [await newLead(), await newLead()]
  await api.log('luca', opened, { note: 'read before', date: '2026-01-10' })
  const named = { name: 'Bäckerei Tunnel', status: 'New', leadAssignee: 'giulia' }
  await api.log('luca', listed, { ...named, note: 'never read here' })
  const page = await openAs('giulia', `/?leads=${opened}`)
  const option = page.getByRole('option', { name: /^Bäckerei Tunnel/ })
  await expect(eventWith(page, 'read before')).toBeVisible()
  await expect(option).toBeVisible()
  await untilCached(page)

  await context.setOffline(true)
  await page.reload()
  const search = page.getByRole('combobox', { name: 'Find a lead' })
  await search.fill('tunn BACK')
  await expect(page.getByText(/Only the \d+ leads stored on this device are searched/)).toBeVisible()
  await expect(option).toHaveCount(1)
  await expect(option.locator('mark')).toHaveText(['Bäck', 'Tunn'])
  await search.fill('zzz')
  await expect(page.getByText('No lead matches “zzz”')).toBeVisible()
  await search.fill('tunn BACK')
  await option.click()
  await expect(page.getByRole('heading', { level: 1, name: 'Bäckerei Tunnel' })).toBeVisible()
  const note = composer(page).getByRole('textbox', { name: 'Note' })
  await note.fill('logged in the tunnel')
  await note.press('ControlOrMeta+Enter')
  await expect(eventWith(page, 'logged in the tunnel')).toContainText('not sent yet')

  await context.setOffline(false)
  await expectSaved(eventWith(page, 'logged in the tunnel'))
  await expect(eventWith(page, 'never read here')).toBeVisible()
  await expect(page.getByText(/Offline:|stored on this device/)).toHaveCount(0)
  const [saved] = await api.events(listed)
  expect(saved).toMatchObject({ note: 'logged in the tunnel', leadAssignee: 'giulia' })
})

test('the list "Mine" is there offline, although the user never opened it', async ({ openAs, context }) => {
  const page = await openAs('giulia')
  await untilCached(page)
  const isStored = async () =>
    page.evaluate(
      async () =>
        new Promise<boolean>((resolve) => {
          const opening = indexedDB.open('leadline')
          opening.addEventListener('success', () => {
            const keys = opening.result.transaction('reads').objectStore('reads').getAllKeys()
            keys.addEventListener('success', () => {
              opening.result.close()
              resolve(
                keys.result.some(
                  (key) =>
                    typeof key === 'string' && key.includes('/v2/leads?leadAssignee=giulia&sort=recent'),
                ),
              )
            })
          })
        }),
    )
  await expect.poll(isStored).toBe(true)
  await context.setOffline(true)
  await page.reload()
  await page.getByRole('radio', { name: 'Mine' }).click()
  await expect(page).toHaveURL(/assignee=giulia/)
  await expect(page.getByRole('option', { name: /Giulia Rossi/ }).first()).toBeVisible()
  await expect(page.getByRole('option', { name: /Luca Conti/ })).toHaveCount(0)
})
