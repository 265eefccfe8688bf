import type { Locator } from '@playwright/test'
import { chooseAction, eventWith, expect, test, timeline } from './support/story.ts'

/** Milliseconds during which a deletion can be undone before it is sent, by the page's clock. */
const undoWindowMs = 10_000

// dialogs and messages appear with motion
test.use({ reducedMotion: 'no-preference' })

test('a typo is corrected in place with the mouse', async ({ openAs, api, newLead }) => {
  const lead = await newLead()
  const event = await api.log('giulia', lead, { note: 'Got contcat of area manager' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  const article = eventWith(page, 'Got contcat')
  await chooseAction(article, 'Edit')
  const editing = timeline(page).getByRole('article').first()
  await editing.getByRole('textbox', { name: 'Note' }).fill('Got contact of area manager')
  await editing.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(eventWith(page, 'Got contact of area manager')).toContainText(/edited/i)
  await expect
    .poll(async () => (await api.events(lead)).find(({ id }) => id === event.id)?.note)
    .toBe('Got contact of area manager')
})

test('an edit of a note is saved and cancelled with the keyboard', async ({ openAs, api, newLead }) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'before' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  const edit = eventWith(page, 'before').getByRole('button', { name: 'Edit note' })
  await edit.focus()
  await page.keyboard.press('Enter')
  const box = timeline(page).getByRole('textbox', { name: 'Note' })
  await expect(box).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(box).toBeHidden()
  await edit.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('after')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(eventWith(page, 'after')).toBeVisible()
  await expect.poll(async () => (await api.events(lead))[0]?.note).toBe('after')
})

test('an event is deleted, restored, deleted again, and removed when the page is left', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'right', date: '2026-01-10', status: 'New' })
  await api.log('giulia', lead, { note: 'wrong', date: '2026-01-11' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await chooseAction(eventWith(page, 'wrong'), 'Delete')
  await expect(eventWith(page, 'wrong')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(eventWith(page, 'wrong')).toBeVisible()
  expect((await api.events(lead)).length).toBe(2)

  await chooseAction(eventWith(page, 'wrong'), 'Delete')
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  // the deletion has not been sent yet
  expect((await api.events(lead)).length).toBe(2)
  await page.goto('about:blank')
  await expect.poll(async () => (await api.events(lead)).map(({ note }) => note)).toEqual(['right'])
})

for (const button of ['Undo', 'Dismiss']) {
  for (const device of ['keyboard', 'mouse']) {
    test(`a deletion is sent after clicking ${button} in the message of an earlier one, by ${device}`, async ({
      openAs,
      page,
      api,
      newLead,
    }) => {
      const lead = await newLead()
      await api.log('giulia', lead, { note: 'kept', date: '2026-01-09' })
      await api.log('giulia', lead, { note: 'first', date: '2026-01-10' })
      await api.log('giulia', lead, { note: 'second', date: '2026-01-11' })
      await page.clock.install()
      await openAs('giulia', `/?leads=${lead}`)
      const press = async (target: Locator) => {
        if (device === 'mouse') await target.click()
        else await target.press('Enter')
      }
      const deleteEvent = async (note: string) => {
        await press(eventWith(page, note).getByRole('button', { name: 'Event actions' }))
        await press(page.getByRole('menuitem', { name: 'Delete' }))
      }
      await deleteEvent('first')
      await press(page.getByRole('button', { name: button }))
      await expect(page.getByText('Event deleted')).toHaveCount(0)
      await deleteEvent('second')
      await expect(page.getByText('Event deleted')).toBeVisible()
      await page.clock.fastForward(undoWindowMs)
      const left = button === 'Undo' ? ['first', 'kept'] : ['kept']
      await expect.poll(async () => (await api.events(lead)).map(({ note }) => note)).toEqual(left)
      await expect(page.getByText('Event deleted')).toHaveCount(0)
      await expect(page.getByRole('button', { name: 'All saved' })).toBeVisible()
    })
  }
}

test('a deletion that would change the lead’s state asks first, and shows the state that the lead would revert to', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'one', date: '2026-01-10', status: 'New' })
  await api.log('giulia', lead, { note: 'two', date: '2026-01-11', status: 'Contacted' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await chooseAction(eventWith(page, 'two'), 'Delete')
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toHaveAccessibleDescription(/New/)
  await expect(dialog.getByRole('button', { name: 'Keep event' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(eventWith(page, 'two')).toBeVisible()

  await chooseAction(eventWith(page, 'two'), 'Delete')
  await dialog.getByRole('button', { name: /Delete/ }).click()
  await expect(eventWith(page, 'two')).toHaveCount(0)
  await expect.poll(async () => (await api.lead(lead)).status).toBe('New')
})

test('a deletion that the service rejects restores the event with the reason', async ({
  openAs,
  page,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'base', date: '2026-01-09', leadAssignee: 'giulia' })
  const below = await api.log('giulia', lead, { note: 'below', date: '2026-01-10', status: 'New' })
  const top = await api.log('giulia', lead, { note: 'top', date: '2026-01-11', status: 'New' })
  await page.clock.install()
  await openAs('giulia', `/?leads=${lead}`)
  await chooseAction(eventWith(page, 'top'), 'Delete')
  await expect(eventWith(page, 'top')).toHaveCount(0)
  // the event below is removed, and now the deletion would change the lead's status
  expect(await api.remove('marco', below.id)).toBe(204)
  await page.getByRole('radio', { name: 'Oldest' }).focus()
  await page.clock.fastForward(undoWindowMs)
  await expect(eventWith(page, 'top')).toBeVisible()
  await expect(eventWith(page, 'top').getByRole('alert')).toBeVisible()
  expect((await api.events(lead)).map(({ id }) => id)).toContain(top.id)
})

test('a manager edits and deletes any event, a rep only their own', async ({ openAs, api, newLead }) => {
  const lead = await newLead()
  await api.log('luca', lead, { note: 'by Luca', date: '2026-01-10' })
  await api.log('giulia', lead, { note: 'by Giulia', date: '2026-01-11' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  await expect(eventWith(page, 'by Giulia').getByRole('button', { name: 'Edit note' })).toBeVisible()
  await expect(eventWith(page, 'by Luca').getByRole('button', { name: 'Edit note' })).toHaveCount(0)
  await eventWith(page, 'by Luca').getByRole('button', { name: 'Event actions' }).click()
  await expect(page.getByRole('menuitem')).toHaveText(['Copy link', 'Details'])

  await openAs('marco', `/?leads=${lead}`)
  await chooseAction(eventWith(page, 'by Luca'), 'Edit')
  await timeline(page).getByRole('textbox', { name: 'Note' }).fill('by Luca, seen by Marco')
  await timeline(page).getByRole('button', { name: 'Save', exact: true }).click()
  await expect(eventWith(page, 'seen by Marco')).toContainText('Luca Conti')
  await chooseAction(eventWith(page, 'by Giulia'), 'Delete')
  await expect(eventWith(page, 'by Giulia')).toHaveCount(0)
  await expect
    .poll(async () => (await api.events(lead)).map(({ note }) => note), { timeout: 20_000 })
    .toEqual(['by Luca, seen by Marco'])
})

test('an edit can be undone for ten seconds, by button and by key, and the previous text is saved again', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  await api.log('giulia', lead, { note: 'before' })
  const page = await openAs('giulia', `/?leads=${lead}`)
  const change = async () => {
    await chooseAction(eventWith(page, 'before'), 'Edit')
    await timeline(page).getByRole('textbox', { name: 'Note' }).fill('after')
    await timeline(page).getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(async () => (await api.events(lead))[0]?.note).toBe('after')
  }
  await change()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await api.events(lead))[0]?.note).toBe('before')
  await expect(eventWith(page, 'before')).toBeFocused()
  await change()
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(async () => (await api.events(lead))[0]?.note).toBe('before')
  await change()
  await page.reload()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await api.events(lead))[0]?.note).toBe('before')
  await page.reload()
  await expect(eventWith(page, 'before')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)
})

test.describe('with a service worker that outlives the page', () => {
  test.use({ serviceWorkers: 'allow' })

  test('a deletion can still be undone after a reload, and is sent once the page is left', async ({
    openAs,
    api,
    newLead,
  }) => {
    const lead = await newLead()
    await api.log('giulia', lead, { note: 'right', date: '2026-01-10' })
    await api.log('giulia', lead, { note: 'wrong', date: '2026-01-11' })
    const page = await openAs('giulia', `/?leads=${lead}`)
    await page.evaluate(async () => navigator.serviceWorker.ready)
    await expect.poll(async () => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
    await chooseAction(eventWith(page, 'wrong'), 'Delete')
    await expect(page.getByText('Event deleted')).toBeVisible()
    // longer than the worker waits if no page follows
    await page.addInitScript(() => {
      if (performance.getEntriesByType('navigation')[0]?.toJSON().type !== 'reload') return
      const begun = performance.now()
      while (performance.now() - begun < 7_000);
    })
    await page.reload()
    await expect(page.getByText('Event deleted')).toBeVisible()
    await expect(eventWith(page, 'right')).toBeVisible()
    await expect(eventWith(page, 'wrong')).toHaveCount(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(eventWith(page, 'wrong')).toBeVisible()
    expect((await api.events(lead)).length).toBe(2)

    await chooseAction(eventWith(page, 'wrong'), 'Delete')
    await expect(page.getByText('Event deleted')).toBeVisible()
    await page.goto('about:blank')
    await expect
      .poll(async () => (await api.events(lead)).map(({ note }) => note), { timeout: 20_000 })
      .toEqual(['right'])
  })
})
