import { composer, expect, test, timeline } from './support/story.ts'

test('the language is chosen before signing in, and stays for the next visit', async ({ page, address }) => {
  await page.goto(address)
  await page.getByText('Forgot your password?').click()
  await expect(page.getByText(/^Ask a manager for a link/)).toBeVisible()
  await page.getByRole('radio', { name: 'Italiano' }).click()
  await expect(page.getByText(/^Chiedi a un responsabile un link/)).toBeVisible()
  await page.getByLabel('Password', { exact: true }).fill('quattro parole e una virgola')
  await page.getByRole('button', { name: 'Mostra password' }).click()
  await expect(page.getByRole('textbox', { name: 'Password' })).toHaveValue('quattro parole e una virgola')
  await page.reload()
  await expect(page.getByRole('form', { name: 'Accedi' })).toBeVisible()
})

test('the page is Italian in an Italian browser, and stores the chosen language and theme', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'uno', date: '2026-01-10', status: 'New' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await expect(timeline(page)).toBeVisible()
  await page.getByRole('button', { name: /Giulia Rossi/ }).click()
  await page.getByRole('radio', { name: 'Italiano' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'it')
  await expect(page.getByRole('feed', { name: 'Cronologia' })).toBeVisible()
  await expect(page.getByRole('form', { name: 'Registra un evento' })).toBeVisible()
  await page.getByRole('radio', { name: 'Scuro' }).click()
  await page.reload()
  await expect(page.getByRole('form', { name: 'Registra un evento' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(composer(page)).toHaveCount(0)
})
