import type { Page } from '@playwright/test'
import { chooseAction, composer, eventWith, expect, expectSaved, test, type Api } from './support/story.ts'

test('without storage the page does not claim that all is saved, and asks before it is closed', async ({
  openAs,
  page,
  context,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2026-01-10' })
  await page.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('Forbidden here.', 'SecurityError')
    }
  })
  await openAs('giulia', `/?leads=${lead}`)
  await expect(eventWith(page, 'first')).toBeVisible()
  await expect(page.getByRole('button', { name: 'All saved' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Nothing is stored in this browser' }).click()
  const outbox = page.getByRole('dialog', { name: 'Outbox' })
  await expect(outbox).toContainText('leave it open until everything is saved')
  await expect(outbox).toContainText('Nothing is waiting on this page')
  await page.keyboard.press('Escape')

  await context.setOffline(true)
  const note = composer(page).getByRole('textbox', { name: 'Note' })
  await note.fill('kept by the page alone')
  await note.press('ControlOrMeta+Enter')
  await expect(page.getByRole('button', { name: '1 waiting, only while this page is open' })).toBeVisible()
  const dialogShown = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const dialog = await dialogShown
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await context.setOffline(false)
  await expectSaved(eventWith(page, 'kept by the page alone'))
})

test('text typed before the database opens is stored once it does', async ({
  openAs,
  page,
  context,
  address,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2026-01-10' })
  const blocker = await context.newPage()
  await blocker.goto(`${address}/healthz`)
  // no other tab can open the database until this tab releases it
  await blocker.evaluate(async () => {
    const opening = indexedDB.open('leadline', 1)
    await new Promise((resolve) => opening.addEventListener('success', resolve))
    indexedDB.deleteDatabase('leadline')
    addEventListener('let go', () => opening.result.close())
  })
  await page.clock.install()
  await openAs('giulia', `/?leads=${lead}`)
  const note = composer(page).getByRole('textbox', { name: 'Note' })
  await expect(async () => {
    await page.clock.fastForward(11_000)
    await expect(note).toBeVisible({ timeout: 500 })
  }).toPass()
  await expect(page.getByRole('button', { name: 'Nothing is stored in this browser' })).toBeVisible()
  await note.fill('Half a sen')
  await blocker.evaluate(() => dispatchEvent(new Event('let go')))
  await expect(page.getByRole('button', { name: 'All saved' })).toBeVisible()
  await page.reload()
  await expect(note).toHaveValue('Half a sen')
})

/** What a browser can block, by the object and the property that then throws, and the sentence that states it. */
const blocked = [
  {
    name: 'localStorage',
    owner: 'window',
    sentence:
      'This browser blocks stored settings. Your language, theme and snippets last until you close this page.',
  },
  {
    name: 'BroadcastChannel',
    owner: 'window',
    sentence: 'This browser blocks messages between tabs. Other open tabs show your changes later.',
  },
  {
    name: 'locks',
    owner: 'navigator',
    sentence: 'This browser blocks the coordination of tabs. Each open tab checks for changes itself.',
  },
  { name: 'indexedDB', owner: 'window', sentence: 'Nothing is stored in this browser' },
  { name: 'serviceWorker', owner: 'navigator', sentence: undefined },
] as const

/** Makes the browser block these from the start: access to them throws, or they are missing. */
async function block(page: Page, names: readonly (typeof blocked)[number][], how: 'throws' | 'missing') {
  await page.addInitScript(
    ([properties, access]) => {
      for (const { name, owner } of properties) {
        const get = () => {
          if (access === 'throws') throw new DOMException('Forbidden here.', 'SecurityError')
          return undefined
        }
        Object.defineProperty(owner === 'window' ? window : navigator, name, { configurable: true, get })
      }
    },
    [names, how] as const,
  )
}

/** Logs an event, edits it and deletes another. */
async function writeEvents(page: Page, api: Api, lead: string) {
  const note = composer(page).getByRole('textbox', { name: 'Note' })
  await note.fill('second')
  await note.press('ControlOrMeta+Enter')
  await expectSaved(eventWith(page, 'second'))
  await chooseAction(eventWith(page, 'second'), 'Edit')
  const editor = page.getByRole('article').getByRole('textbox', { name: 'Note' })
  await editor.fill('edited')
  await editor.press('ControlOrMeta+Enter')
  await expectSaved(eventWith(page, 'edited'))
  await chooseAction(eventWith(page, 'first'), 'Delete')
  await expect(eventWith(page, 'first')).toHaveCount(0)
  await page.goto('about:blank')
  await expect.poll(async () => (await api.events(lead)).map((event) => event.note)).toEqual(['edited'])
}

for (const one of blocked) {
  test(`a browser that throws on access to ${one.name} logs, edits and deletes events, and shows one sentence`, async ({
    openAs,
    page,
    api,
    newLead,
  }) => {
    const lead = await newLead()
    await api.log('giulia', lead, { note: 'first', date: '2026-01-10' })
    await block(page, [one], 'throws')
    await openAs('giulia', `/?leads=${lead}`)
    await expect(eventWith(page, 'first')).toBeVisible()
    if (one.sentence !== undefined) await expect(page.getByText(one.sentence).first()).toBeVisible()
    const isToast = one.sentence?.startsWith('This browser blocks') === true
    await expect(page.getByText(/^This browser blocks/)).toHaveCount(isToast ? 1 : 0)
    await writeEvents(page, api, lead)
  })
}

test('a browser without any of these logs, edits and deletes events, and shows a sentence for each', async ({
  openAs,
  page,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2026-01-10' })
  await block(page, blocked, 'missing')
  await openAs('giulia', `/?leads=${lead}`)
  await expect(eventWith(page, 'first')).toBeVisible()
  for (const { sentence } of blocked) {
    if (sentence !== undefined) await expect(page.getByText(sentence).first()).toBeVisible()
  }
  await writeEvents(page, api, lead)
})

test('a browser that blocks cookies is told so before signing in', async ({ page, address }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'cookieEnabled', { get: () => false })
    Object.defineProperty(document, 'cookie', {
      get: () => {
        throw new DOMException('Forbidden here.', 'SecurityError')
      },
    })
  })
  await page.goto(address)
  await expect(page.getByRole('alert').filter({ hasText: 'This browser blocks cookies' })).toHaveText(
    'This browser blocks cookies, which keep you signed in. Allow cookies for this site, then sign in.',
  )
  await expect(page.getByRole('button', { name: /Giulia Rossi/ })).toBeEnabled()
})
