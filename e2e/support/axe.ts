import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'
import type axe from 'axe-core'
import { isSoak } from '../../src/testing/campaign.ts'

declare global {
  interface Window {
    axe: typeof axe
  }
}

/** The rules whose verdict hangs on the colours: nothing else differs between the themes. */
const colourRules = ['color-contrast', 'link-in-text-block']

/** The sizes at which every screen is looked at. */
export const sizes = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
}

const script = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * Fails with the rules that axe finds broken on what is on the screen now. A soak test looks at the light theme and at the
 * dark one. Otherwise a screen that is looked at in both sizes is looked at in the light theme on the desktop and in the
 * dark one on the phone, and one that is looked at in a single size in both.
 */
export async function expectNoViolations(
  page: Page,
  screen: string,
  { everySize = true }: { readonly everySize?: boolean } = {},
): Promise<void> {
  // a page stays the same until it is opened anew, and takes the script once: that is half of the time of a look
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await script)
  const isPhone = page.viewportSize()?.width === sizes.phone.width
  const themes = isSoak || !everySize ? (['light', 'dark'] as const) : ([isPhone ? 'dark' : 'light'] as const)
  const found: string[] = []
  for (const [index, theme] of themes.entries()) {
    found.push(...(await findViolations(page, theme, index === 0 ? undefined : colourRules)))
  }
  expect(found.map((place) => `${screen}, ${place}`)).toEqual([])
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
}

async function findViolations(
  page: Page,
  colorScheme: 'light' | 'dark',
  rules?: string[],
): Promise<string[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  // a colour that is on its way to that of the other theme is nobody's
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
  const places = await page.evaluate(
    async ({ where, rules: runOnly }) => {
      const { violations } = await window.axe.run(where, {
        resultTypes: ['violations'],
        ...(runOnly && { runOnly }),
      })
      return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))
    },
    {
      where: {
        // of the fifty leads beside a timeline, which are alike, a dozen are enough
        exclude: ['[role="complementary"] [role="option"]:nth-child(n + 13)'],
        // what is behind a modal dialog is out of reach, and is looked at where it is not
        ...((await page.locator('dialog:modal').count()) > 0 && { include: ['dialog:modal'] }),
      },
      rules,
    },
  )
  return places.map((place) => `${colorScheme}: ${place}`)
}
