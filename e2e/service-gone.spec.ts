import { expect, test } from '@playwright/test'
import { demoFolder, runService } from './support/service.ts'
import { composer, createApi, eventWith, expectSaved } from './support/story.ts'

test('an event logged while the service is stopped shows the reason, and is saved once the service is back, with live changes', async ({
  page,
}) => {
  test.slow()
  const folder = await demoFolder()
  const first = runService({ DATA_DIR: folder.path })
  const address = await first.address
  await page.goto(address)
  await page.getByRole('button', { name: /Giulia Rossi/ }).click()
  await page.getByRole('combobox', { name: 'Find a lead' }).fill('officine')
  await page.getByRole('option', { name: /Officine Ferrari/ }).click()
  const note = composer(page).getByRole('textbox', { name: 'Note' })
  await expect(note).toBeVisible()

  first.child.kill('SIGTERM')
  await first.ended
  await note.fill('Said on the phone, with the service stopped.')
  await note.press('ControlOrMeta+Enter')
  const event = eventWith(page, 'with the service stopped')
  await expect(event).toContainText(/not sent yet/i)
  const indicator = page.getByRole('button', { name: '1 waiting' })
  await expect(indicator).toBeVisible()

  await indicator.click()
  const outbox = page.getByRole('dialog', { name: 'Outbox' })
  await expect(outbox.getByRole('listitem')).toContainText('with the service stopped')
  await outbox.getByRole('button', { name: 'Retry all now' }).click()
  await expect(outbox.getByRole('listitem')).toContainText('with the service stopped')
  const second = runService({ DATA_DIR: folder.path, PORT: new URL(address).port })
  await second.address
  // it is sent automatically, after a growing delay
  await expect(outbox).toContainText('Everything is saved', { timeout: 60_000 })
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'All saved' })).toBeFocused()
  await expectSaved(event)
  const lead = new URL(page.url()).searchParams.get('leads') ?? ''
  await createApi(address).log('luca', lead, { note: 'Said by a colleague after the restart.' })
  await expect(eventWith(page, 'after the restart')).toHaveCount(1)
  await page.reload()
  await expect(event).toHaveCount(1)
  second.child.kill('SIGTERM')
  await second.ended
  await folder.remove()
})
