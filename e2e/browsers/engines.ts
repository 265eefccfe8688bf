import { existsSync } from 'node:fs'
import { firefox, webkit, type BrowserType } from '@playwright/test'
import type { BrowserWindow } from './browser-window.ts'
import { findFirefox, startFirefox } from './firefox.ts'
import { findWebKit, startWebKit } from './webkit.ts'

/** A browser in which the flows run: its name is that of Playwright's project. */
interface Engine {
  readonly name: string
  readonly isFound: boolean
  /** what to install if it is not found */
  readonly needs: string
  readonly start: () => Promise<BrowserWindow>
}

/** The browsers of the system, which Playwright cannot control, and Playwright's own, if they are installed. */
export const engines: readonly Engine[] = [
  {
    name: 'firefox',
    isFound: findFirefox() !== undefined,
    needs: 'firefox-esr, or set FIREFOX to the path of another Firefox',
    start: startFirefox,
  },
  {
    name: 'webkit',
    isFound: findWebKit() !== undefined,
    needs: 'webkit2gtk-driver and xvfb',
    start: startWebKit,
  },
  ownEngine(firefox),
  ownEngine(webkit),
]

function ownEngine(type: BrowserType): Engine {
  return {
    name: `playwright-${type.name()}`,
    isFound: existsSync(type.executablePath()),
    needs: `it with “npx playwright install ${type.name()}”`,
    start: async () => startOwn(type),
  }
}

async function startOwn(type: BrowserType): Promise<BrowserWindow> {
  const browser = await type.launch()
  // as in the stories: a button that moves cannot be clicked
  const page = await browser.newPage({ reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } })
  return {
    open: async (address) => {
      await page.goto(address)
    },
    evaluate: async (expression) => page.evaluate(expression),
    click: async ({ x, y }) => page.mouse.click(x, y),
    press: async (keys) => {
      for (const key of keys) await page.keyboard.down(key)
      for (const key of keys.toReversed()) await page.keyboard.up(key)
    },
    close: async () => browser.close(),
  }
}
