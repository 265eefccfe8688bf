import { defineConfig } from '@playwright/test'
import { findBrowser } from './support/browser.ts'

const executablePath = findBrowser()

export default defineConfig({
  testDir: '.',
  outputDir: '../.cache/e2e',
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  // patience for a busy machine; nothing that is measured hangs on it
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: '../.cache/e2e.json' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Rome',
    permissions: ['clipboard-read', 'clipboard-write'],
    // stories of the network meet it themselves; those of a page without one ask for the worker
    serviceWorkers: 'block',
    // recording one takes a third of the time of all stories; a failed one is told of with what was on the screen, and run
    // again with --trace on
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
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
