import type { Browser, Page } from '@playwright/test'
import { chooseAction, eventWith, expect, expectSaved, test, timeline, type Person } from './support/story.ts'

/** Opens the page as another user, in a browser of their own. */
async function openInOtherBrowser(
  browser: Browser,
  address: string,
  person: Person,
  path: string,
): Promise<Page> {
  const context = await browser.newContext({ serviceWorkers: 'block' })
  const page = await context.newPage()
  await page.request.post(`${address}/session`, {
    form: { demoPerson: person },
    headers: { origin: address },
  })
  await page.goto(`${address}${path}`)
  return page
}

/** The row in which a note is being edited. */
const editing = (page: Page) =>
  timeline(page)
    .getByRole('article')
    .filter({ has: page.getByRole('textbox', { name: 'Note' }) })

async function edit(page: Page, before: string, after: string) {
  await chooseAction(eventWith(page, before), 'Edit')
  await editing(page).getByRole('textbox', { name: 'Note' }).fill(after)
}

test('two users edit a note at the same time: the second one sees both texts, chooses, and nothing is lost', async ({
  openAs,
  api,
  newLead,
  browser,
  address,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'Rang them.', date: '2026-01-10' })
  const giulia = await openAs('giulia', `/?leads=${lead}`)
  const marco = await openInOtherBrowser(browser, address, 'marco', `/?leads=${lead}`)
  await edit(giulia, 'Rang them.', 'Rang them, no answer.')
  await edit(marco, 'Rang them.', 'Rang them twice.')
  await editing(marco).getByRole('button', { name: 'Save', exact: true }).click()
  await expectSaved(eventWith(marco, 'Rang them twice.'))

  // the change arrives while she is still writing, and does not affect her text
  await expect(giulia.getByText('Marco Bianchi also changed this event')).toBeVisible({
    timeout: 30_000,
  })
  await expect(editing(giulia).getByRole('textbox', { name: 'Note' })).toHaveValue('Rang them, no answer.')
  await expect(giulia.getByRole('region', { name: 'Marco Bianchi’s version' })).toContainText('twice')

  // saving without a choice overwrites nothing
  await editing(giulia).getByRole('button', { name: 'Save', exact: true }).click()
  const conflict = giulia.getByRole('group', { name: 'Conflicting versions' })
  await expect(conflict.getByRole('region', { name: 'Your version' })).toContainText('no answer')
  expect((await api.events(lead))[0]?.note).toBe('Rang them twice.')
  await giulia.reload()
  await conflict.getByRole('button', { name: 'Edit theirs' }).click()
  await editing(giulia).getByRole('textbox', { name: 'Note' }).fill('Rang them twice, no answer.')
  await editing(giulia).getByRole('button', { name: 'Save', exact: true }).click()
  await expectSaved(eventWith(giulia, 'Rang them twice, no answer.'))
  await expect.poll(async () => (await api.events(lead))[0]?.note).toBe('Rang them twice, no answer.')
  await marco.context().close()
})

test('two users add text to a note at the same time, and the second one keeps both', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  const event = await api.log('giulia', lead, { note: 'Rang them.', date: '2026-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await edit(page, 'Rang them.', 'Rang them. No answer.')
  await api.update('marco', event.id, { note: 'Rang them. Twice.' })
  const conflict = page.getByRole('group', { name: 'Conflicting versions' })
  await expect(conflict.getByRole('button', { name: 'Keep both' })).toBeVisible({ timeout: 30_000 })
  await editing(page).getByRole('button', { name: 'Save', exact: true }).click()
  await expect(conflict.getByRole('region', { name: 'Your version' })).toBeVisible()
  await conflict.getByRole('button', { name: 'Keep both' }).click()
  await expect.poll(async () => (await api.events(lead))[0]?.note).toBe('Rang them. Twice. No answer.')
})

test('an edit survives a reload and a lost connection together with the version that it began with', async ({
  openAs,
  api,
  newLead,
  context,
}) => {
  const lead = await newLead()
  const event = await api.log('giulia', lead, { note: 'Rang them.', date: '2026-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await edit(page, 'Rang them.', 'Rang them, no answer.')
  await page.reload()
  await expect(editing(page).getByRole('textbox', { name: 'Note' })).toHaveValue('Rang them, no answer.')
  await context.setOffline(true)
  await editing(page).getByRole('button', { name: 'Save', exact: true }).click()
  await expect(eventWith(page, 'Rang them, no answer.')).toContainText(/not sent yet|queued/)
  await api.update('marco', event.id, { note: 'Rang them twice.' })
  await context.setOffline(false)
  const conflict = page.getByRole('group', { name: 'Conflicting versions' })
  await expect(conflict.getByText('Marco Bianchi also changed this event')).toBeVisible({
    timeout: 30_000,
  })
  await conflict.getByRole('button', { name: 'Keep mine' }).click()
  await expect.poll(async () => (await api.events(lead))[0]?.note).toBe('Rang them, no answer.')
})

test('the time of the latest event is edited with the keyboard, within the date rule', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'before', date: '2026-01-10T08:00:00Z' })
  await api.log('giulia', lead, { note: 'latest', date: '2026-01-11T08:00:00Z' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await chooseAction(eventWith(page, 'latest'), 'Edit')
  await editing(page).getByRole('combobox', { name: 'Date' }).focus()
  await page.keyboard.press('Enter')
  await editing(page)
    .getByRole('option', { name: /Type a date/ })
    .click()
  await page.keyboard.type('10 Jan 2026 8:00')
  await expect(editing(page).getByText(/date must be after the previous event/)).toBeVisible()
  await editing(page).getByRole('textbox', { name: 'When it happened' }).fill('10 Jan 2026 15:30')
  await expect(editing(page).getByText('– allowed')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect.poll(async () => (await api.events(lead))[0]?.date).toBe('2026-01-10T14:30:00.000Z')
  await expect(eventWith(page, 'latest')).toContainText('15:30')
  await chooseAction(eventWith(page, 'before'), 'Edit')
  await expect(editing(page).getByText('You can only change the date of the latest event')).toBeVisible()
})
