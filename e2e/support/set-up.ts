import { printedSeed } from '../../src/testing/campaign.ts'
import { runService, searchIndexed, templateVariable, temporaryFolder } from './service.ts'

/**
 * Playwright's global set-up. Prints the seed that chooses the variants of the campaigns. Loads the demo once for all
 * stories, because that takes half a minute, and copying the stopped database less than a second. Returns a function
 * that removes the demo.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  process.env['LEADLINE_SEED'] = String(printedSeed('stories'))
  const template = await temporaryFolder()
  const service = runService({ DATA_DIR: template.path })
  await searchIndexed(await service.address)
  service.child.kill('SIGTERM')
  await service.ended
  process.env[templateVariable] = template.path
  return template.remove
}
