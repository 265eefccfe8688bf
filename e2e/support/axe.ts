import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** The rules whose verdict hangs on the colours: nothing else differs between the themes. */
const colourRules = ['color-contrast', 'link-in-text-block']

/** The sizes at which every screen is looked at. */
export const sizes = Object.entries({
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
})

/** Fails with the rules that axe finds broken on what is on the screen now, in the light theme and in the dark one. */
export async function expectNoViolations(page: Page, screen: string): Promise<void> {
  const found = [
    ...(await findViolations(page, 'light')),
    ...(await findViolations(page, 'dark', colourRules)),
  ]
  expect(found.map((place) => `${screen}, ${place}`)).toEqual([])
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
}

async function findViolations(page: Page, colorScheme: 'light' | 'dark', rules?: string[]) {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  // a colour that is on its way to that of the other theme is nobody's
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
  // in the page itself, which has no frames: a page of its own for each result costs a second
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  if (rules !== undefined) axe.withRules(rules)
  // of the fifty leads beside a timeline, which are alike, a dozen are enough
  axe.exclude('[role="complementary"] [role="option"]:nth-child(n + 13)')
  // what is behind a modal dialog is out of reach, and is looked at where it is not
  if ((await page.locator('dialog:modal').count()) > 0) axe.include('dialog:modal')
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${colorScheme}: ${id} at ${target.join(' ')}`),
  )
}
