import { createServer } from 'node:net'
import type { Browser, Page } from '@playwright/test'
import { startProvider } from '../src/testing/start-provider.ts'
import { expectNoViolations, sizes } from './support/axe.ts'
import { demoFolder, runService } from './support/service.ts'
import { composer, eventWith, expect, test, timeline } from './support/story.ts'

const note = (page: Page) => composer(page).getByRole('textbox', { name: 'Note' })
const personRow = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Users' }).getByRole('listitem').filter({ hasText: name })
const account = (page: Page, name: string) => page.getByRole('button', { name: `Account menu for ${name}` })

/** Opens a browser for another user. */
async function openOtherBrowser(browser: Browser): Promise<Page> {
  return (
    await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Rome', serviceWorkers: 'block' })
  ).newPage()
}

/** Invites a person from the list of users; returns the link. */
async function invite(page: Page, name: string, email: string): Promise<string> {
  await page.getByRole('button', { name: 'Invite user' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Email').fill(email)
  await dialog.getByRole('button', { name: 'Create invitation link' }).click()
  const link = await dialog.getByLabel('Link', { exact: true }).inputValue()
  await dialog.getByRole('button', { name: 'Close' }).click()
  return link
}

/** Opens a link in another browser and chooses a password. */
async function acceptLink(browser: Browser, link: string, password: string): Promise<Page> {
  const page = await openOtherBrowser(browser)
  await page.goto(link)
  await page.getByLabel('New password').fill(password)
  await page.getByRole('button', { name: 'Set password' }).click()
  return page
}

async function signInAgain(page: Page, email: string, password: string) {
  const form = page.getByRole('form', { name: 'Sign in' })
  await form.getByLabel('Email').fill(email)
  await form.getByLabel('Password', { exact: true }).fill(password)
  await form.getByRole('button', { name: 'Sign in' }).click()
}

const password = 'four words and a comma'

test('an invitation is accepted in another browser, and its link works once', async ({ openAs, browser }) => {
  const manager = await openAs('marco')
  await account(manager, 'Marco Bianchi').click()
  await manager
    .getByRole('region', { name: 'Account menu for Marco Bianchi' })
    .getByRole('button', { name: 'Users' })
    .click()
  await expect(manager).toHaveURL(/\/people$/)
  const link = await invite(manager, 'Anna Verdi', 'anna@demo.leadline.example')
  await expect(personRow(manager, 'Anna Verdi')).toContainText('invited, link works until')
  const anna = await acceptLink(browser, link, password)
  await expect(account(anna, 'Anna Verdi')).toBeVisible()
  expect(new URL(anna.url()).hash).toBe('')
  const late = await openOtherBrowser(browser)
  await late.goto(link)
  await expect(late.getByRole('heading', { name: 'This link no longer works' })).toBeVisible()
})

test('a blocked user is signed out at once, and finds their draft when they are unblocked', async ({
  openAs,
  browser,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('luca', lead, { note: 'first', date: '2026-01-10' })
  const manager = await openAs('marco', '/people')
  const link = await invite(manager, 'Bruno Sala', 'bruno@demo.leadline.example')
  const bruno = await acceptLink(browser, link, password)
  await expect(account(bruno, 'Bruno Sala')).toBeVisible()
  await bruno.goto(new URL(`/?leads=${lead}`, bruno.url()).href)
  await note(bruno).pressSequentially('They want an of')
  await manager.reload()
  await personRow(manager, 'Bruno Sala')
    .getByRole('button', { name: /^Block/ })
    .click()
  await manager.getByRole('dialog').getByRole('button', { name: 'Block' }).click()
  await expect(personRow(manager, 'Bruno Sala')).toContainText('blocked')
  // the page signs out without any action of the user
  await expect(bruno.getByRole('form', { name: 'Sign in' })).toBeVisible()
  await signInAgain(bruno, 'bruno@demo.leadline.example', password)
  await expect(bruno.getByRole('form', { name: 'Sign in' }).getByRole('alert')).toContainText(
    'access is blocked',
  )
  await personRow(manager, 'Bruno Sala')
    .getByRole('button', { name: /^Unblock/ })
    .click()
  await expect(personRow(manager, 'Bruno Sala')).toContainText('last active')
  await bruno.getByRole('form', { name: 'Sign in' }).getByRole('button', { name: 'Sign in' }).click()
  await expect(note(bruno)).toHaveValue('They want an of')
  await expect(bruno).toHaveURL(new RegExp(`leads=${lead}$`))
})

test('a changed role takes effect at once: the page offers exactly what it allows', async ({
  openAs,
  browser,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('luca', lead, { note: 'of a colleague', date: '2026-01-10' })
  const manager = await openAs('marco', '/people')
  const carla = await acceptLink(
    browser,
    await invite(manager, 'Carla Riva', 'carla@demo.leadline.example'),
    password,
  )
  await expect(account(carla, 'Carla Riva')).toBeVisible()
  const address = new URL(`/?leads=${lead}`, carla.url()).href
  await carla.goto(address)
  const edit = eventWith(carla, 'of a colleague').getByRole('button', { name: /Edit note/ })
  await expect(timeline(carla)).toBeVisible()
  await expect(edit).toHaveCount(0)
  await carla.goto(new URL('/people', address).href)
  await expect(carla.getByRole('heading', { name: 'Only managers can see this page' })).toBeVisible()
  await manager.reload()
  await personRow(manager, 'Carla Riva').getByRole('combobox').click()
  await manager.getByRole('option', { name: 'Manager' }).click()
  await expect(personRow(manager, 'Carla Riva').getByRole('combobox')).toContainText('Manager')
  await carla.goto(address)
  await expect(edit).toBeVisible()
  await expect(personRow(manager, 'Marco Bianchi').getByRole('button')).toHaveCount(0)
})

test('a session that ends while the user types preserves the URL and the draft', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2026-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}&order=oldest`)
  await note(page).pressSequentially('They want an of')
  await page.request.delete(new URL('/session', page.url()).href, {
    headers: { origin: new URL(page.url()).origin },
  })
  await expect(page.getByRole('form', { name: 'Sign in' })).toBeVisible()
  await page.getByRole('button', { name: /Giulia Rossi/ }).click()
  await expect(note(page)).toHaveValue('They want an of')
  await expect(page).toHaveURL(new RegExp(`leads=${lead}&order=oldest$`))
})

test('changing a password signs out the other sessions', async ({ openAs, browser }) => {
  const manager = await openAs('marco', '/people')
  const dario = await acceptLink(
    browser,
    await invite(manager, 'Dario Galli', 'dario@demo.leadline.example'),
    password,
  )
  await expect(account(dario, 'Dario Galli')).toBeVisible()
  const elsewhere = await openOtherBrowser(browser)
  await elsewhere.goto(dario.url())
  await signInAgain(elsewhere, 'dario@demo.leadline.example', password)
  await account(dario, 'Dario Galli').click()
  await dario.getByRole('button', { name: 'Account', exact: true }).click()
  const sheet = dario.getByRole('dialog', { name: 'Account' })
  await sheet.getByLabel('Current password').fill(password)
  await sheet.getByLabel('New password').fill('too short')
  await sheet.getByRole('button', { name: 'Change password' }).click()
  await expect(sheet.getByLabel('New password')).toHaveAccessibleDescription(/at least 12 characters/)
  await sheet.getByLabel('New password').fill('four other words and no comma')
  await sheet.getByRole('button', { name: 'Change password' }).click()
  await expect(sheet).toHaveCount(0)
  await expect(elsewhere.getByRole('form', { name: 'Sign in' })).toBeVisible()
  await account(dario, 'Dario Galli').click()
  await dario.getByRole('button', { name: 'Account', exact: true }).click()
  await dario.getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(dario.getByRole('form', { name: 'Sign in' })).toBeVisible()
})

for (const [size, viewport] of Object.entries(sizes)) {
  test(`axe finds no violation on the screen of the users: ${size}`, async ({ page, openAs, browser }) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.setViewportSize(viewport)
    const manager = await openAs('marco', '/people')
    await expect(personRow(manager, 'Marco Bianchi')).toBeVisible()
    const link = await invite(manager, 'Elena Costa', `elena.${size}@demo.leadline.example`)
    await expectNoViolations(manager, 'people')
    expect(await manager.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await manager.getByRole('button', { name: 'Invite user' }).click()
    await manager.getByRole('button', { name: 'Create invitation link' }).click()
    await expectNoViolations(manager, 'inviting')
    const elena = await openOtherBrowser(browser)
    await elena.setViewportSize(viewport)
    await elena.emulateMedia({ reducedMotion: 'reduce' })
    await elena.goto(link)
    await expect(elena.getByLabel('New password')).toBeVisible()
    await expectNoViolations(elena, 'joining')
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('There is no free port.')
  return address.port
}

test('a user signs in with their organisation’s provider, and returns to the same page', async ({
  browser,
}) => {
  const port = await freePort()
  // a site other than the provider's: a strict cookie is not sent with the provider's redirect
  const page = `http://localhost:${port}`
  const provider = await startProvider(`${page}/session/oidc/callback`, {
    sub: 'franca-1',
    email: 'franca@elsewhere.example',
    email_verified: true,
    name: 'Franca Monti',
  })
  const folder = await demoFolder()
  const service = runService({
    DATA_DIR: folder.path,
    PORT: String(port),
    PUBLIC_URL: page,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_ALLOWED_DOMAIN: 'acme.example',
    OIDC_APPLICATION: 'demo',
  })
  await service.address
  const franca = await openOtherBrowser(browser)
  await franca.goto(`${page}/search?q=pilot`)
  const signIn = franca.getByRole('button', { name: 'Sign in with your organisation' })
  await signIn.click()
  await expect(franca.getByRole('alert').first()).toContainText('Only email addresses of your organisation')
  provider.account = { ...provider.account, email: 'franca@acme.example' }
  await signIn.click()
  await expect(account(franca, 'Franca Monti')).toBeVisible()
  await expect(franca).toHaveURL(`${page}/search?q=pilot`)
  service.child.kill('SIGTERM')
  await service.ended
  await provider.close()
  await folder.remove()
})
