import { composer, eventWith, expect, expectSaved, test } from './support/story.ts'

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
