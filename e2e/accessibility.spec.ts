import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { composer, eventWith, expect, test, timeline } from './support/story.ts'

/** Fails with the rules that axe finds broken on what is on the screen now. */
async function expectNoViolations(page: Page, screen: string) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${screen}: ${id} at ${target.join(' ')}`),
  )
  expect(found).toEqual([])
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [size, viewport] of Object.entries({
    desktop: { width: 1440, height: 900 },
    phone: { width: 390, height: 844 },
  })) {
    test(`axe finds nothing on any screen: ${size}, ${colorScheme}`, async ({
      page,
      openAs,
      api,
      newLead,
      address,
    }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize(viewport)
      const check = async (screen: string) => expectNoViolations(page, screen)

      await page.goto(address)
      await expect(page.getByRole('button', { name: /Giulia Rossi/ })).toBeVisible()
      await check('signing in')

      await openAs('giulia')
      await expect(page.getByRole('option').first()).toBeVisible()
      await check('choosing a lead')
      await page.getByRole('combobox', { name: 'Find a lead' }).fill('nothing is called that')
      await expect(page.getByRole('option')).toHaveCount(0)
      await check('no lead found')
      await page.getByRole('button', { name: /Giulia Rossi/ }).click()
      await check('user menu')

      const lead = await newLead()
      await api.log('giulia', lead, { note: 'one', date: '2026-01-10', status: 'New', leadAssignee: 'luca' })
      await api.log('giulia', lead, { note: 'two', date: '2026-01-11', status: 'Contacted' })
      await openAs('giulia', `/?leads=${lead}`)
      await expect(eventWith(page, 'two')).toBeVisible()
      await check('timeline')
      if (size === 'phone') {
        await page.getByRole('button', { name: /Log/ }).first().click()
        await expect(composer(page)).toBeVisible()
      }
      await composer(page).getByRole('combobox', { name: 'Status' }).click()
      await check('choosing a status')
      await page.keyboard.press('Escape')
      await composer(page)
        .getByRole('button', { name: /Log event/ })
        .click()
      await check('an event that says nothing')
      if (size === 'phone') await page.keyboard.press('Escape')

      await eventWith(page, 'two').getByRole('button', { name: 'Edit note' }).click()
      await expect(timeline(page).getByRole('textbox', { name: 'Note' })).toBeVisible()
      await check('editing')
      await page.keyboard.press('Escape')
      await eventWith(page, 'two').getByRole('button', { name: 'Delete event' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await check('confirming a deletion')
      await page.keyboard.press('Escape')
      await eventWith(page, 'one').getByRole('button', { name: 'Delete event' }).click()
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
      await check('undoing a deletion')
      await page.getByRole('button', { name: 'Undo' }).click()

      const empty = (await api.leads({ limit: '1000' })).find(({ eventCount }) => eventCount === 0)
      await openAs('giulia', `/?leads=${empty?.id}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await check('a lead without events')
      await openAs('giulia', '/events/999999999')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await check('an event that is not there')
      await openAs('giulia', '/?leads=never-seen')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await check('a lead that is not there')
    })
  }
}
