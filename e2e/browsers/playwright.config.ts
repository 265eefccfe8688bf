import { defineConfig } from '@playwright/test'
import { findFirefox } from './firefox.ts'
import { findWebKit } from './webkit.ts'

const firefox = {
  name: 'firefox',
  isFound: findFirefox() !== undefined,
  needs: 'firefox-esr (or FIREFOX, the path of another one)',
}
const webkit = { name: 'webkit', isFound: findWebKit() !== undefined, needs: 'webkit2gtk-driver and xvfb' }
const found = [firefox, webkit].filter(({ isFound }) => isFound)
if (found.length === 0)
  throw new Error(`No browser is found: install the Debian packages ${firefox.needs}, or ${webkit.needs}.`)
// the workers read this file too
const isRunner = process.env['TEST_WORKER_INDEX'] === undefined
for (const { name, isFound, needs } of [firefox, webkit])
  if (!isFound && isRunner) process.stderr.write(`${name} is not tested: install ${needs}.\n`)

/** Flows through the page in browsers of the system other than Chromium; Playwright runs the tests, but cannot drive them. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.flow.ts',
  globalSetup: '../support/set-up.ts',
  outputDir: '../../.cache/browsers',
  workers: 1,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  projects: found.map(({ name }) => ({ name })),
})
