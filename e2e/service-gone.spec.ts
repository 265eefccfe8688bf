import { expect, test } from '@playwright/test'
import { runService, temporaryFolder } from './support/service.ts'
import { composer, eventWith } from './support/story.ts'

test('what is logged while the service is stopped stays, with its reason, and is saved once it is back', async ({
  page,
}) => {
  const folder = await temporaryFolder()
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
  await expect(event).toContainText(/not saved/i)
  await expect(page.getByText(/1 not saved/i).first()).toBeVisible()

  const second = runService({ DATA_DIR: folder.path, PORT: new URL(address).port })
  await second.address
  await event.getByRole('button', { name: /try again/i }).click()
  await expect(event).toHaveCount(1)
  await expect(event).not.toContainText(/not saved|saving/i)
  await page.reload()
  await expect(event).toHaveCount(1)
  second.child.kill('SIGTERM')
  await second.ended
  await folder.remove()
})
