import { composer, eventWith, expect, expectSaved, test } from './support/story.ts'

const note = (form: ReturnType<typeof composer>) => form.getByRole('textbox', { name: 'Note' })

test('a call is logged from the list by its text, one shortcut and the status choice', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { status: 'New', date: '2026-01-10', note: 'first' })
  const page = await openAs('giulia')
  await page.getByRole('combobox', { name: 'Find a lead' }).fill(lead)
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(note(composer(page))).toBeFocused()
  await page.keyboard.type('Spoke with the plant manager.')
  // the status is chosen by its first letters, and the shortcut includes it
  await page.keyboard.press('Tab')
  await page.keyboard.type('con')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expectSaved(eventWith(page, 'Spoke with the plant manager.'))
  await expect(note(composer(page))).toBeFocused()
  await expect
    .poll(async () => (await api.events(lead))[0])
    .toMatchObject({ note: 'Spoke with the plant manager.', status: 'Contacted' })
})

test('c opens the composer from anywhere, Escape leaves the draft and focuses the timeline, ? shows the shortcuts', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { date: '2026-01-10', note: 'first' })
  const page = await openAs('giulia')
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.locator('main').focus()
  await page.keyboard.press('c')
  await expect(page.getByRole('combobox', { name: 'Find a lead' })).toBeFocused()
  await page.keyboard.type(lead)
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(note(composer(page))).toBeFocused()
  await page.keyboard.type('called back')
  await expect(note(composer(page))).toHaveValue('called back')
  await page.keyboard.press('Escape')
  await expect(eventWith(page, 'first')).toBeFocused()
  await page.keyboard.press('c')
  await expect(note(composer(page))).toBeFocused()
  await expect(note(composer(page))).toHaveValue('called back')

  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(keys).toContainText('Log event')
  await keys.getByRole('checkbox', { name: /Single-letter/ }).uncheck()
  await page.keyboard.press('Escape')
  await expect(eventWith(page, 'first')).toBeFocused()
  await page.keyboard.press('c')
  await expect(eventWith(page, 'first')).toBeFocused()
})

test('“log and next” continues with the next lead of the picker', async ({ openAs, api, newLead }) => {
  // only these leads have the word of the search, however many leads there are
  const word = await newLead()
  const leads = ['a', 'b', 'c'].map((end) => `${word}-${end}`)
  for (const [index, lead] of leads.entries()) {
    await api.log('marco', lead, {
      date: `2026-03-1${index}`,
      note: `about ${lead}`,
      leadAssignee: 'olga+next',
    })
  }
  // newest first: the lead created last is the first of the list
  const [last, middle, first] = leads
  const page = await openAs('marco')
  await page.getByRole('combobox', { name: 'Find a lead' }).fill(word)
  await page.getByRole('option', { name: new RegExp(`${first}\\b`) }).click()
  const form = composer(page)
  await expect(note(form)).toBeFocused()
  await page.keyboard.type('one')
  await page.keyboard.press('ControlOrMeta+Shift+Enter')
  await expect(page.getByRole('heading', { level: 1, name: middle ?? '' })).toBeVisible()
  await expect(note(form)).toBeFocused()
  await expect(page.getByText(`Logged on ${first}`)).toBeVisible()
  await page.keyboard.type('two')
  await form.getByRole('button', { name: 'Log & next lead' }).click()
  await expect(page.getByRole('heading', { level: 1, name: last ?? '' })).toBeVisible()
  for (const [lead, text] of [
    [first, 'one'],
    [middle, 'two'],
  ]) {
    await expect.poll(async () => (await api.events(lead ?? ''))[0]?.note).toBe(text)
  }
})

test('“log and next” stays at the end of the list and reports it', async ({ openAs, api, newLead }) => {
  const lead = await newLead()
  await api.log('giulia', lead, { date: '2026-01-10', note: 'first' })
  const page = await openAs('giulia')
  await page.getByRole('combobox', { name: 'Find a lead' }).fill(lead)
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(note(composer(page))).toBeFocused()
  await page.keyboard.type('the last one')
  await page.keyboard.press('ControlOrMeta+Shift+Enter')
  await expect(page.getByText(`Logged on ${lead}, the last lead in the list.`)).toBeVisible()
  await expectSaved(eventWith(page, 'the last one'))
  await expect(note(composer(page))).toBeFocused()
  await page.getByRole('button', { name: 'Back to leads' }).click()
  await expect(page.getByRole('combobox', { name: 'Find a lead' })).toBeFocused()
})

test('a snippet is created once and inserted by its name, with its placeholders filled in', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { date: '2026-01-10', note: 'first' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  const form = composer(page)
  await note(form).focus()
  await page.keyboard.type('/')
  await page.getByRole('option', { name: 'Manage snippets…' }).click()
  const sheet = page.getByRole('dialog', { name: 'Snippets' })
  await sheet.getByRole('button', { name: 'New snippet' }).click()
  await sheet.getByLabel('Name').fill('no answer')
  await sheet.getByLabel('Text', { exact: true }).fill('{me} rang {lead} on {date}, no answer.')
  await sheet.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(sheet).toContainText('Enter a name: letters, digits')
  await sheet.getByLabel('Name').fill('noanswer')
  await page.keyboard.press('Enter')
  await expect(sheet.getByRole('button', { name: 'Edit /noanswer' })).toBeVisible()
  await expect(sheet.getByRole('button', { name: 'New snippet' })).toBeFocused()
  await page.keyboard.press('Escape')

  await note(form).fill('')
  await note(form).focus()
  await page.keyboard.type('Well: /no')
  await expect(page.getByRole('option', { name: /noanswer/ })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Tab')
  const today = new Date().toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'Europe/Rome',
  })
  await expect(note(form)).toHaveValue(`Well: Giulia Rossi rang ${lead} on ${today}, no answer.`)
  await expect(note(form)).toBeFocused()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(note(form)).toHaveValue('Well: /no')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('option', { name: /noanswer/ })).toHaveCount(0)

  await page.reload()
  await note(form).fill('/')
  await expect(page.getByRole('option', { name: /noanswer/ })).toBeVisible()
  await openAs('luca', `/?leads=${lead}`)
  await note(form).fill('/')
  await expect(page.getByRole('option', { name: 'Manage snippets…' })).toBeVisible()
  await expect(page.getByRole('option', { name: /noanswer/ })).toHaveCount(0)
})

test('a snippet is edited, deleted and restored', async ({ openAs }) => {
  const page = await openAs('giulia')
  await page.evaluate(() =>
    localStorage.setItem(
      'leadline.snippets.demo giulia',
      JSON.stringify([{ name: 'visit', text: 'Visited.' }]),
    ),
  )
  await page.reload()
  await page.getByRole('button', { name: /Account menu for Giulia/ }).click()
  await page.getByRole('button', { name: 'Snippets' }).click()
  const sheet = page.getByRole('dialog', { name: 'Snippets' })
  await sheet.getByRole('button', { name: 'Edit /visit' }).click()
  await sheet.getByLabel('Text', { exact: true }).fill('Visited {lead}.')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(sheet).toContainText('Visited {lead}.')
  await sheet.getByRole('button', { name: 'Delete /visit' }).click()
  await expect(sheet.getByText('/visit deleted')).toBeVisible()
  await expect(sheet.getByRole('button', { name: 'Undo' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(sheet.getByRole('button', { name: 'Edit /visit' })).toBeVisible()
})
