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

/** The rules that depend on colours: nothing else differs between the themes. */
const colourRules = ['color-contrast', 'link-in-text-block']

const desktop = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }

/** The sizes at which every screen is checked; a soak test adds a wide desktop and a small phone. */
export const sizes = {
  desktop,
  phone,
  ...(isSoak && { wide: { width: 1920, height: 1080 }, smallPhone: { width: 360, height: 740 } }),
}

const script = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * Fails with axe's violations on the current screen. A soak test checks the light and the dark theme. Otherwise a
 * screen that is checked in both sizes is checked in the light theme on the desktop and in the dark one on the phone,
 * and a screen that is checked in a single size in both themes.
 */
export async function expectNoViolations(
  page: Page,
  screen: string,
  { everySize = true }: { readonly everySize?: boolean } = {},
): Promise<void> {
  // a document needs the script only once; adding it takes half of the time of a check
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await script)
  const isPhone = page.viewportSize()?.width === phone.width
  const themes = isSoak || !everySize ? (['light', 'dark'] as const) : ([isPhone ? 'dark' : 'light'] as const)
  const violations: string[] = []
  for (const [index, theme] of themes.entries()) {
    violations.push(...(await findViolations(page, theme, index === 0 ? undefined : colourRules)))
  }
  expect(violations.map((violation) => `${screen}, ${violation}`)).toEqual([])
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
}

async function findViolations(
  page: Page,
  colorScheme: 'light' | 'dark',
  rules?: string[],
): Promise<string[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  // colours that are still changing between the themes belong to neither
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
  const violations = await page.evaluate(
    async ({ where, rules: runOnly }) => {
      const { violations: all } = await window.axe.run(where, {
        resultTypes: ['violations'],
        // off by default: WCAG 2.2, 2.5.8 "Target Size (Minimum)"
        rules: { 'target-size': { enabled: true } },
        ...(runOnly && { runOnly }),
      })
      return all.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))
    },
    {
      where: {
        // a dozen of the fifty similar leads beside a timeline are enough
        exclude: ['[role="complementary"] [role="option"]:nth-child(n + 13)'],
        // content behind a modal dialog is inert, and other checks cover it
        ...((await page.locator('dialog:modal').count()) > 0 && { include: ['dialog:modal'] }),
      },
      rules,
    },
  )
  return violations.map((violation) => `${colorScheme}: ${violation}`)
}
