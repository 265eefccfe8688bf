import { defineConfig } from '@playwright/test'
import { engines } from './engines.ts'

const found = engines.filter(({ isFound }) => isFound)
const missing = engines.filter(({ isFound }) => !isFound)
if (found.length === 0) throw new Error('No browser is found: see “Other browsers” in docs/testing.md.')
// the workers read this file too
if (process.env['TEST_WORKER_INDEX'] === undefined)
  for (const { name, needs } of missing) process.stderr.write(`${name} is not tested: install ${needs}.\n`)

/** Flows through the page in browsers other than Chromium. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.flow.ts',
  globalSetup: '../support/set-up.ts',
  outputDir: '../../.cache/browsers',
  workers: 1,
  forbidOnly: true,
  // generous for a busy machine; no measurement depends on it
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  projects: found.map(({ name }) => ({ name })),
})
