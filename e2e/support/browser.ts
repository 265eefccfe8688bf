import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** The one without a window of its own first: it draws the page alone, and the stories take half the time. */
const systemBrowsers = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** The browser of the tests: PW_CHROMIUM, the system's, or Playwright's own; `undefined` where there is none. */
export function findBrowser(): string | undefined {
  const named = process.env['PW_CHROMIUM']
  if (named !== undefined && named !== '') return named
  return [...systemBrowsers, chromium.executablePath()].find((path) => existsSync(path))
}

/**
 * Finds a browser, or installs one by the system's package manager (as root on Debian and its kin) or by Playwright's
 * own installer. Throws one sentence that says what to install where neither works.
 */
export function ensureBrowser(): string {
  for (const install of [() => undefined, installFromSystem, installFromPlaywright]) {
    install()
    const browser = findBrowser()
    if (browser !== undefined) return browser
  }
  throw new Error(
    'The end-to-end tests need Chromium: install it (Debian: apt-get install chromium; elsewhere: npx playwright install --with-deps chromium), or name one in PW_CHROMIUM.',
  )
}

function installFromSystem(): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = (...words: string[]) =>
    spawnSync('apt-get', words, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environment,
      timeout: 300_000,
    })
  const install = (name: string) => run('install', '-y', '--no-install-recommends', name)
  run('update')
  // older releases have no package of the first name
  if (install('chromium-headless-shell').status !== 0) install('chromium')
}

function installFromPlaywright(): void {
  try {
    execFileSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit', timeout: 300_000 })
  } catch {
    // the caller says what to install by hand
  }
}
