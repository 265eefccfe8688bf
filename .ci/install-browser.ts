import { ensureBrowser } from '../e2e/support/browser.ts'

// a process of its own, because the installers run until they end and `npm test` does other things meanwhile
ensureBrowser()
