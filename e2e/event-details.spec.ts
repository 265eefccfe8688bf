import { eventWith, expect, test } from './support/story.ts'

test('a manager sees who changed an event, shares its link, and returns to the same position', async ({
  openAs,
  api,
  newLead,
}) => {
  const lead = await newLead()
  const event = await api.log('giulia', lead, { note: 'Sent teh offer.', date: '2026-01-10' })
  await api.update('luca', event.id, { note: 'not theirs to change' })
  await api.update('giulia', event.id, { note: 'Sent the offer.', date: '2026-01-11' })
  const page = await openAs('marco', `/?leads=${lead}`)
  const button = eventWith(page, 'Sent the offer').getByRole('button', { name: 'Event actions' })
  await button.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Details' }).focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Event details' })
  await expect(panel.getByText('Giulia Rossi edited the note and changed the date')).toBeVisible()
  await expect(panel.getByRole('deletion')).toHaveText(/teh/)
  await expect(panel.getByRole('insertion')).toHaveText(/the/)
  await expect(page).toHaveURL(new RegExp(`details=${event.id}`))
  await panel.getByRole('button', { name: 'Copy link' }).click()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(button).toBeFocused()
  await expect(page).toHaveURL(new RegExp(`leads=${lead}$`))

  await page.goto(await page.evaluate(async () => navigator.clipboard.readText()))
  await expect(panel.getByText('Giulia Rossi edited the note and changed the date')).toBeVisible()
  await panel.getByText('How the service read the request').click()
  await expect(panel.getByText(`The lead event ${event.id}.`)).toBeVisible()
  await panel.getByRole('button', { name: 'Close' }).click()
  await expect(eventWith(page, 'Sent the offer')).toHaveAttribute('aria-current', 'true')
})

test('only the owner and managers can read a deleted event', async ({ openAs, api, newLead }) => {
  const lead = await newLead()
  const event = await api.log('giulia', lead, { note: 'said in confidence' })
  await api.remove('marco', event.id)
  const page = await openAs('luca', `/events/${event.id}`)
  const panel = page.getByRole('dialog', { name: 'Event details' })
  await page.getByRole('button', { name: 'History' }).click()
  await expect(panel.getByText(/Only the person who logged this event and managers/)).toBeVisible()
  await openAs('giulia', `/events/${event.id}?details=${event.id}`)
  await expect(panel.getByText('Marco Bianchi deleted the event', { exact: true })).toBeVisible()
  await expect(panel.getByText('said in confidence')).toBeVisible()
})
