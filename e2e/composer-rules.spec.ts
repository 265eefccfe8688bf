import { composer, eventWith, expect, expectSaved, test } from './support/story.ts'

test('typing a date in words loads the parser, shows the result, and saves it', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2024-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  const loaded: string[] = []
  page.on('request', (request) => loaded.push(request.url()))
  const form = composer(page)
  await form.getByRole('combobox', { name: 'Date' }).click()
  await form.getByRole('option', { name: /Type a date/ }).click()
  expect(loaded.filter((url) => url.includes('parse-typed-date'))).toEqual([])
  const when = form.getByRole('textbox', { name: 'When it happened' })
  await expect(when).toBeFocused()
  await page.keyboard.type('12 May 2024 3pm')
  await expect(form.getByText('Sun 12 May 2024 15:00')).toBeVisible()
  await expect(when).toHaveAccessibleDescription(/Sun 12 May 2024 15:00 – allowed/)
  expect(loaded.filter((url) => url.includes('parse-typed-date'))).toHaveLength(1)
  await page.keyboard.press('Enter')
  await expect(form.getByRole('textbox', { name: 'Note' })).toBeFocused()
  await page.keyboard.type('a visit')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expectSaved(eventWith(page, 'a visit'))
  expect((await api.events(lead))[0]?.date).toBe('2024-05-12T13:00:00.000Z')
})

test('a time can still be chosen if the parser cannot be loaded', async ({ openAs, api, newLead }) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2024-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await page.route(/parse-typed-date/, async (route) => route.abort())
  const form = composer(page)
  await form.getByRole('combobox', { name: 'Date' }).click()
  await form.getByRole('option', { name: /Type a date/ }).click()
  await form.getByRole('textbox', { name: 'When it happened' }).fill('yesterday 3pm')
  await expect(form.getByText('Typed dates aren’t available right now. Choose a time instead.')).toBeVisible()
})

test('a preset time outside the limits is shown with its reason, and cannot be chosen', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'just now', date: new Date(Date.now() - 60_000).toISOString() })
  const page = await openAs('giulia', `/?leads=${lead}`)
  const form = composer(page)
  const date = form.getByRole('combobox', { name: 'Date' })
  await date.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  const quick = form.getByRole('option', { name: /5 min ago.*Before the latest event/ })
  await expect(quick).toHaveAttribute('aria-disabled', 'true')
  await expect(date).toHaveAttribute('aria-activedescendant', (await quick.getAttribute('id')) ?? 'none')
  await page.keyboard.press('Enter')
  await expect(quick).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(date).toHaveText(/Now/)
})

test('pasted text keeps its lines, and characters that a note cannot contain are reported and removed', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2024-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  const form = composer(page)
  const note = form.getByRole('textbox', { name: 'Note' })
  await note.focus()
  await page.evaluate(async () => navigator.clipboard.writeText('one\r\ntwo\u0007\u000bthree'))
  await page.keyboard.press('ControlOrMeta+v')
  await expect(form.getByText(/can’t contain these characters: U\+0007, U\+000B/)).toBeVisible()
  await form.getByRole('button', { name: 'Remove them' }).click()
  await expect(note).toHaveValue('one\ntwo\nthree')
  await expect(note).toBeFocused()
  await page.evaluate(async () => {
    const html = new Blob(['<p>four</p><p>five<br>six</p>'], { type: 'text/html' })
    await navigator.clipboard.write([new ClipboardItem({ 'text/html': html })])
  })
  await page.keyboard.press('Enter')
  await page.keyboard.press('ControlOrMeta+v')
  await expect(note).toHaveValue('one\ntwo\nthree\nfour\nfive\nsix')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect.poll(async () => (await api.events(lead))[0]?.note).toBe('one\ntwo\nthree\nfour\nfive\nsix')
})

test('an assignee with a plus sign is stored unchanged', async ({ openAs, api, newLead }) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'first', date: '2024-01-10' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  const form = composer(page)
  await form.getByRole('combobox', { name: 'Assignee' }).click()
  await page.getByRole('combobox', { name: 'Person' }).fill('larentis+unicorno@atoka.io')
  await form.getByRole('option', { name: /larentis\+unicorno@atoka\.io/ }).click()
  await expect(form.getByText('unassigned → larentis+unicorno@atoka.io')).toBeVisible()
  await form.getByRole('button', { name: /Log event/ }).click()
  await expect.poll(async () => (await api.events(lead))[0]?.leadAssignee).toBe('larentis+unicorno@atoka.io')
})

test.describe('with a browser of the United States', () => {
  test.use({ locale: 'en-US' })

  test('dates have the month first and a clock with 12 hours, typed as well as displayed', async ({
    openAs,
    api,
    newLead,
  }) => {
    const lead = await newLead()
    await api.log('giulia', lead, { note: 'first', date: '2026-01-10T14:05:00Z' })
    const page = await openAs('giulia', `/?leads=${lead}`)
    await expect(eventWith(page, 'first')).toContainText('3:05 PM')
    const form = composer(page)
    await form.getByRole('textbox', { name: 'Note' }).fill('typed')
    await form.getByRole('combobox', { name: 'Date' }).click()
    await form.getByRole('option', { name: /Type a date/ }).click()
    await form.getByRole('textbox', { name: 'When it happened' }).fill('11/12/2026 3 PM')
    await expect(form.getByText('Thu November 12 3:00 PM')).toBeVisible()
    await form.getByRole('button', { name: /Log event/ }).click()
    await expect.poll(async () => (await api.events(lead))[0]?.date).toBe('2026-11-12T14:00:00.000Z')
  })

  test('a time with 12 hours fits on one line in the narrowest window', async ({
    openAs,
    api,
    newLead,
    page,
  }) => {
    const lead = await newLead()
    await api.log('giulia', lead, { note: 'at noon', date: '2026-01-10T11:31:00Z' })
    await page.setViewportSize({ width: 320, height: 568 })
    await openAs('giulia', `/?leads=${lead}`)
    const time = eventWith(page, 'at noon').getByText('12:31 PM')
    await expect(time).toBeVisible()
    const { width, height, column } = await time.evaluate((element) => {
      const text = document.createRange()
      text.selectNodeContents(element)
      const box = text.getBoundingClientRect()
      const cell = element.closest('article > * > *')?.getBoundingClientRect()
      return { width: box.width, height: box.height, column: cell?.width ?? 0 }
    })
    expect(height).toBeLessThan(24)
    expect(width).toBeLessThanOrEqual(column)
  })
})
