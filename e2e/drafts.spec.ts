import type { Page } from '@playwright/test'
import { chooseAction, composer, eventWith, expect, expectSaved, test, timeline } from './support/story.ts'

const note = (page: Page) => composer(page).getByRole('textbox', { name: 'Note' })
const drafts = (page: Page) => page.getByRole('region', { name: 'Drafts' })

/** Ends the page's process, as in a crash. */
async function crash(page: Page) {
  const session = await page.context().newCDPSession(page)
  // the process ends before it can respond
  void session.send('Page.crash').catch(() => undefined)
  await page.waitForEvent('crash')
}

test('a draft survives a reload, a change of lead and a crash, and is removed once it is logged', async ({
  openAs,
  address,
  context,
  api,
  newLead,
}) => {
  const [lead, other] = [await newLead(), await newLead()]
  for (const id of [lead, other]) await api.log('giulia', id, { note: 'first', date: '2026-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await note(page).pressSequentially('They want an of')
  await page.reload()
  await expect(note(page)).toHaveValue('They want an of')

  await page.goto(`${address}/?leads=${other}`)
  await expect(note(page)).toHaveValue('')
  await expect(drafts(page).getByRole('link')).toContainText('They want an of')
  await drafts(page).getByRole('link').click()
  await expect(note(page)).toHaveValue('They want an of')
  await expect(drafts(page)).toHaveCount(0)

  await note(page).fill('They want an offer.')
  await crash(page)
  const next = await context.newPage()
  await next.goto(`${address}/?leads=${lead}`)
  await expect(note(next)).toHaveValue('They want an offer.')
  await note(next).press('ControlOrMeta+Enter')
  await expectSaved(eventWith(next, 'They want an offer.'))
  await next.goto(`${address}/?leads=${other}`)
  await expect(note(next)).toBeVisible()
  await expect(drafts(next)).toHaveCount(0)
})

test('the last keystrokes before a reload survive it on a slow machine', async ({
  openAs,
  address,
  context,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2026-01-10' })
  const page = await openAs('giulia')
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  for (const text of ['Rang at ten.', 'Rang at twelve.']) {
    // at this time the responses of the first view are being cached
    await page.goto(`${address}/?leads=${lead}`)
    await note(page).fill(text)
    await page.reload()
    await expect(note(page)).toHaveValue(text)
  }
})

test('keystrokes in the moment before the page is left survive it', async ({
  openAs,
  address,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2026-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await note(page).focus()
  await page.evaluate(() => {
    document.execCommand('insertText', false, 'They want')
    // the first input is being stored when the page is left, and the following waits for its turn
    setTimeout(() => {
      for (const character of ' an offer') document.execCommand('insertText', false, character)
      // this page is left at once, because the next one needs no response
      location.href = 'about:blank'
    })
  })
  await page.waitForURL('about:blank')
  await page.goto(`${address}/?leads=${lead}`)
  await expect(note(page)).toHaveValue('They want an offer')
})

test('an edit of a note survives a reload, and is listed among the drafts', async ({
  openAs,
  address,
  api,
  newLead,
}) => {
  const [lead, other] = [await newLead(), await newLead()]
  for (const id of [lead, other]) await api.log('giulia', id, { note: 'a tpyo', date: '2026-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await chooseAction(eventWith(page, 'a tpyo'), 'Edit')
  const editor = timeline(page).getByRole('textbox', { name: 'Note' })
  await editor.fill('a typo, mended')
  await page.goto(`${address}/?leads=${other}`)
  await drafts(page)
    .getByRole('link', { name: /a typo, mended/ })
    .click()
  await expect(editor).toHaveValue('a typo, mended')
  await timeline(page).getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(async () => (await api.events(lead))[0]?.note).toBe('a typo, mended')
})

test('two tabs show the same draft, and neither overwrites the other silently', async ({
  openAs,
  address,
  context,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2026-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  const other = await context.newPage()
  await other.goto(`${address}/?leads=${lead}`)
  await expect(note(other)).toBeVisible()
  await note(page).fill('Begun here')
  await expect(note(other)).toHaveValue('Begun here')
  await note(other).press('End')
  await note(other).pressSequentially(', ended there')
  await expect(note(page)).toHaveValue('Begun here, ended there')
  await note(other).press('ControlOrMeta+Enter')
  await expectSaved(eventWith(other, 'Begun here, ended there'))
  await expect(note(page)).toHaveValue('')
  await expectSaved(eventWith(page, 'Begun here, ended there'))
})

test('a draft is kept for its user when another tab signs them out', async ({
  openAs,
  address,
  context,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2026-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await note(page).fill('Half a sentence')
  const other = await context.newPage()
  await other.goto(address)
  await other.getByRole('button', { name: 'Account menu for Giulia Rossi' }).click()
  await other.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: /^Luca Conti/ }).click()
  await expect(note(page)).toHaveValue('')
  await page.getByRole('button', { name: 'Account menu for Luca Conti' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: /^Giulia Rossi/ }).click()
  await expect(note(page)).toHaveValue('Half a sentence')
})
