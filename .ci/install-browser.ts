import { ensureBrowser } from '../e2e/support/browser.ts'

// a separate process, because the installers block until they end, and `npm test` runs other steps in the meantime
ensureBrowser()
