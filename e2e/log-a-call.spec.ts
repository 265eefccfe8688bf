import { composer, eventWith, expect, expectSaved, test, timeline } from './support/story.ts'

test('a rep signs in, finds a lead, logs a call with a new status and assignee, and sees it', async ({
  page,
  address,
  api,
}) => {
  await page.goto(address)
  await page.getByRole('button', { name: /Giulia Rossi/ }).click()
  await page.getByRole('combobox', { name: 'Find a lead' }).fill('trentino log')
  await page
    .getByRole('listbox', { name: 'Leads' })
    .getByRole('option', { name: /Trentino Logistica/ })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Trentino Logistica S.r.l.' })).toBeVisible()
  await expect(page).toHaveTitle(/Trentino Logistica/)

  const form = composer(page)
  await form.getByRole('textbox', { name: 'Note' }).fill('Rang the depot in Rovereto, they want an offer.')
  await form.getByRole('combobox', { name: 'Status' }).click()
  await page.getByRole('option', { name: /Proposal/ }).click()
  await form.getByRole('combobox', { name: 'Assignee' }).click()
  await page.getByRole('combobox', { name: 'Person' }).fill('marco')
  await page.getByRole('option', { name: /Marco Bianchi/ }).click()
  await form.getByRole('button', { name: /Log event/ }).click()

  const event = eventWith(page, 'Rang the depot in Rovereto')
  await expect(event).toContainText('Giulia Rossi')
  await expect(event).toContainText('Proposal')
  await expectSaved(event)
  await expect(form.getByRole('textbox', { name: 'Note' })).toHaveValue('')
  const [lead] = await api.leads({ q: 'trentino logistica' })
  await expect
    .poll(async () => (await api.events(lead?.id ?? ''))[0])
    .toMatchObject({
      note: 'Rang the depot in Rovereto, they want an offer.',
      status: 'Proposal',
      leadAssignee: 'marco',
    })
})

test('a call is logged with the keyboard alone', async ({ openAs, api, newLead }) => {
  const lead = await newLead()
  await api.log('giulia', lead, { status: 'New', date: '2026-01-10', note: 'first' })
  const page = await openAs('giulia')
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('combobox', { name: 'Find a lead' })).toBeFocused()
  await page.keyboard.type(lead)
  await expect(page.getByRole('option', { name: new RegExp(lead) })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const note = composer(page).getByRole('textbox', { name: 'Note' })
  await expect(note).toBeVisible()
  await note.focus()
  await page.keyboard.type('Left a message.')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expectSaved(eventWith(page, 'Left a message.'))
  await expect(note).toBeFocused()
  await expect.poll(async () => (await api.events(lead))[0]?.note).toBe('Left a message.')
})

test('an event is shown exactly once after a reload', async ({ openAs, api, newLead }) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2026-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await composer(page).getByRole('textbox', { name: 'Note' }).fill('second')
  await composer(page)
    .getByRole('button', { name: /Log event/ })
    .click()
  await expect(timeline(page).getByRole('article')).toHaveCount(2)
  await expectSaved(eventWith(page, 'second'))
  await page.reload()
  await expect(timeline(page).getByRole('article')).toHaveCount(2)
  await expect.poll(async () => (await api.events(lead)).map(({ note }) => note)).toEqual(['second', 'first'])
})

test('the focus moves from the picker to the composer with the keyboard, and is never lost', async ({
  openAs,
}) => {
  const page = await openAs('giulia', '/?leads=6da785b3adf2')
  const note = composer(page).getByRole('textbox', { name: 'Note' })
  await expect(note).toBeVisible()
  await page.getByRole('combobox', { name: 'Find a lead' }).focus()
  const passed: string[] = []
  for (let presses = 0; presses < 24 && passed.at(-1) !== 'TEXTAREA'; presses++) {
    await page.keyboard.press('Tab')
    passed.push(await page.evaluate(() => document.activeElement?.tagName ?? 'none'))
  }
  expect(passed).not.toContain('BODY')
  await expect(note).toBeFocused()
})
