import { chromium, defineConfig } from '@playwright/test'
import { isSoak } from '../src/testing/campaign.ts'
import { findBrowser } from './support/browser.ts'

const executablePath = findBrowser()
// without a path or a channel, Playwright starts its own headless shell
const isNamed = executablePath !== undefined && executablePath !== chromium.executablePath()

export default defineConfig({
  testDir: '.',
  globalSetup: './support/set-up.ts',
  outputDir: '../.cache/e2e',
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  // generous for a busy machine; no measurement depends on it
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: '../.cache/e2e.json' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Rome',
    // motion while loading, of dialogs and of messages takes a quarter of the CPU time of a story to render. A story
    // that depends on motion requests it, and a soak test has it everywhere
    reducedMotion: isSoak ? 'no-preference' : 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    // stories about network faults handle requests themselves; stories about working offline request the service
    // worker
    serviceWorkers: 'block',
    // recording a trace takes a third of the time of all stories; a failed story leaves a screenshot and can be run
    // again with --trace on
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(isNamed && { executablePath }),
      args: [
        // Chromium's sandbox needs privileges that containers and root lack; the tests only open our own page
        '--no-sandbox',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-gpu',
      ],
    },
  },
})
