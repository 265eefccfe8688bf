import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** A browser without window management: it renders only the page, so that the stories take half the CPU time. */
const headlessShell = '/usr/bin/chromium-headless-shell'

const systemBrowsers = [
  headlessShell,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** Returns the browser of the tests: PW_CHROMIUM, the system's, or Playwright's own; `undefined` if there is none. */
export function findBrowser(): string | undefined {
  const named = process.env['PW_CHROMIUM']
  if (named !== undefined && named !== '') return named
  return [...systemBrowsers, chromium.executablePath()].find((path) => existsSync(path))
}

/**
 * Finds a browser, or installs one with the system's package manager (as root on Debian and its derivatives) or with
 * Playwright's own installer. Debian's headless shell is installed even if Chromium exists, because that one takes
 * twice the CPU time. If nothing works, throws one sentence that states what to install.
 */
export function ensureBrowser(): string {
  const named = process.env['PW_CHROMIUM'] ?? ''
  if (named === '' && !existsSync(headlessShell)) installFromSystem()
  if (findBrowser() === undefined) installFromPlaywright()
  const browser = findBrowser()
  if (browser !== undefined) return browser
  throw new Error(
    'The end-to-end tests need Chromium: install it (Debian: apt-get install chromium-headless-shell; elsewhere: npx playwright install --with-deps chromium), or name one in PW_CHROMIUM.',
  )
}

function installFromSystem(): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // without a network, fail soon and use an existing browser
  const soon = ['-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=15']
  const run = (...words: string[]) =>
    spawnSync('apt-get', [...soon, ...words], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environment,
      timeout: 300_000,
    })
  const install = (name: string) => run('install', '-y', '--no-install-recommends', name)
  run('update')
  // older releases have no package of the first name
  if (install('chromium-headless-shell').status !== 0 && findBrowser() === undefined) install('chromium')
}

function installFromPlaywright(): void {
  try {
    execFileSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit', timeout: 300_000 })
  } catch {
    // the caller's error states what to install by hand
  }
}
