import type { Page } from '@playwright/test'
import { expectNoViolations } from './support/axe.ts'
import {
  chooseAction,
  eventWith,
  expect,
  test,
  timeline,
  type Fixtures,
  type Person,
} from './support/story.ts'

/** Opens a new lead with an event by Luca and a later one by Giulia. */
async function openTwo(
  person: Person,
  { openAs, api, newLead }: Pick<Fixtures, 'openAs' | 'api' | 'newLead'>,
): Promise<Page> {
  const lead = await newLead()
  await api.log('luca', lead, { note: 'by Luca', date: '2026-01-10', status: 'New' })
  await api.log('giulia', lead, { note: 'by Giulia', date: '2026-01-11' })
  return openAs(person, `/?leads=${lead}`)
}

/** The labels of the visible buttons of an event. */
const buttonsOf = (page: Page, text: string) =>
  eventWith(page, text)
    .getByRole('button')
    .evaluateAll((buttons) =>
      buttons
        .filter((button) => button.checkVisibility({ opacityProperty: true }))
        .map((button) => button.getAttribute('aria-label')),
    )

test('the actions of an event appear at the pointer and at the focus, and move nothing', async ({
  openAs,
  api,
  newLead,
}) => {
  const page = await openTwo('giulia', { openAs, api, newLead })
  const row = eventWith(page, 'by Giulia')
  await expect(row).toBeVisible()
  const box = await row.boundingBox()
  expect(await buttonsOf(page, 'by Giulia')).toEqual([])
  await row.hover()
  expect(await buttonsOf(page, 'by Giulia')).toEqual(['Edit note', 'Event actions'])
  expect(await buttonsOf(page, 'by Luca')).toEqual([])
  expect(await row.boundingBox()).toEqual(box)
  await eventWith(page, 'by Luca').focus()
  expect(await buttonsOf(page, 'by Luca')).toEqual(['Event actions'])
  await row.focus()
  await page.keyboard.press('Tab')
  await expect(row.getByRole('button', { name: 'Edit note' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const menu = page.getByRole('menu', { name: 'Event actions' })
  await expect(menu.getByRole('menuitem')).toHaveText([/^Copy link/, /^Details/, /^Delete/])
  await expect(menu.getByRole('menuitem', { name: 'Copy link' })).toBeFocused()
  await expectNoViolations(page, 'the menu of an event')
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(row.getByRole('button', { name: 'Event actions' })).toBeFocused()
})

test('the menu of an event opens by Shift+F10, and a second click on its button closes it', async ({
  openAs,
  api,
  newLead,
}) => {
  const page = await openTwo('marco', { openAs, api, newLead })
  const row = eventWith(page, 'by Luca')
  await row.focus()
  await page.keyboard.press('Shift+F10')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Details' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Event details' })).toContainText('by Luca')
  await page.keyboard.press('Escape')
  await expect(row.getByRole('button', { name: 'Event actions' })).toBeFocused()

  await row.getByRole('button', { name: 'Event actions' }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await row.getByRole('button', { name: 'Event actions' }).click()
  await expect(page.getByRole('menu')).toHaveCount(0)
  await row.getByRole('button', { name: 'Event actions' }).click()
  await page.getByRole('menuitem', { name: 'Copy link' }).click()
  await expect(page.getByText('Link copied')).toBeVisible()
})

for (const [width, height] of [
  [390, 844],
  [844, 390],
  [320, 256],
] as const) {
  test.describe(`for a finger at ${width}×${height}`, () => {
    test.use({ viewport: { width, height }, hasTouch: true, isMobile: true })

    test('an event has one button, and its menu contains Edit', async ({ openAs, api, newLead }) => {
      const page = await openTwo('giulia', { openAs, api, newLead })
      await expect(eventWith(page, 'by Giulia')).toBeVisible()
      expect(await buttonsOf(page, 'by Giulia')).toEqual(['Event actions'])
      const more = eventWith(page, 'by Giulia').getByRole('button', { name: 'Event actions' })
      await more.tap()
      await expect(page.getByRole('menuitem', { name: 'Edit' })).toBeVisible()
      await expectNoViolations(page, 'the menu of an event on a phone')
      await page.getByRole('menuitem', { name: 'Edit' }).tap()
      const note = timeline(page).getByRole('textbox', { name: 'Note' })
      await expect(note).toBeFocused()
      await note.fill('by Giulia, on the train')
      await timeline(page).getByRole('button', { name: 'Save', exact: true }).tap()
      const edited = eventWith(page, 'on the train')
      await expect(edited.getByRole('button', { name: 'Event actions' })).toBeFocused()
      await chooseAction(edited, 'Delete')
      await expect(edited).toHaveCount(0)
    })
  })
}
