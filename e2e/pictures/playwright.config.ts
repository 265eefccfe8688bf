import { defineConfig } from '@playwright/test'
import stories from '../playwright.config.ts'

/** Makes the pictures of the documents again: `npm run pictures`. */
export default defineConfig({
  ...stories,
  testDir: '.',
  testMatch: '*.pictures.ts',
  globalSetup: '../support/set-up.ts',
  outputDir: '../../.cache/pictures',
  workers: 1,
  reporter: 'list',
  use: { ...stories.use, viewport: { width: 1200, height: 760 } },
})
