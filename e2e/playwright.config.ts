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
  // patience for a busy machine; nothing that is measured hangs on it
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: '../.cache/e2e.json' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Rome',
    // a page that loads, a dialog and a message move: to draw that takes a quarter of the CPU time of a story. Where it
    // matters that they do, a story asks for it, and a soak test has it everywhere
    reducedMotion: isSoak ? 'no-preference' : 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    // stories of the network meet it themselves; those of a page without one ask for the worker
    serviceWorkers: 'block',
    // recording one takes a third of the time of all stories; a failed one is told of with what was on the screen, and run
    // again with --trace on
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(isNamed && { executablePath }),
      args: [
        // the sandbox of Chromium needs what containers and root lack; only our own page is opened
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
