import { chromium } from '@playwright/test'
import { findBrowser } from '../../e2e/support/browser.ts'
import { runService, temporaryFolder } from '../../e2e/support/service.ts'
import { CommandError } from '../../src/service/admin/command-error.ts'
import { describeMachine } from '../machine.ts'
import type { PageOptions } from '../options.ts'
import { verdicts, writeFigures } from '../report.ts'
import { showProgress } from '../show-progress.ts'
import { judgePage } from './targets.ts'
import { manager, openDemo } from './demo.ts'
import { pages, slowdowns, type PageName, type Slowdown, type Visit } from './statistics.ts'
import { plainPage } from './plain-page.ts'
import { pageTable } from './report.ts'
import { servePlain } from './serve-plain.ts'
import { visit, type Subject } from './page-visit.ts'

/** Milliseconds in which an arrival must be seen. */
const patience = 10_000

/** Measures the built page beside a plain one, prints a table and the aims, and writes the figures. */
export async function benchPage({ runs, out }: PageOptions): Promise<void> {
  const executablePath = findBrowser()
  if (executablePath === undefined) throw new CommandError('There is no Chromium: name one in PW_CHROMIUM.')
  const closers: (() => unknown)[] = []
  process.once('SIGINT', () => void closeAll(closers).then(() => process.exit(130)))
  try {
    const folder = await temporaryFolder()
    closers.push(folder.remove)
    const service = runService({ DATA_DIR: folder.path, RATE_LIMIT: 'off' })
    closers.push(async () => service.child.kill('SIGTERM') && service.ended)
    const address = await service.address
    const demo = await openDemo(address)
    closers.push(demo.close)
    const plain = await servePlain(await plainPage(demo.events), address)
    closers.push(plain.stop)
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    closers.push(async () => browser.close())

    const subjects: Record<PageName, Subject> = {
      leadline: {
        address: `${address}/?leads=${demo.longLead}`,
        signIn: async ({ request }) =>
          request.post(`${address}/session`, { form: { demoPerson: manager }, headers: { origin: address } }),
      },
      plain: { address: plain.address, signIn: async () => undefined },
    }
    const machine = { ...describeMachine(), chromium: browser.version() }
    const visits: Visit[] = []
    // pages that were never seen to tell of an arrival are not waited for again
    const waits = new Map<PageName, number>()
    const progress = showProgress('Visiting', runs * slowdowns.length * pages.length)
    const take = async (page: PageName, slowdown: Slowdown): Promise<Visit> => {
      const options = { slowdown, log: demo.log, patience: waits.get(page) ?? patience }
      const figures = await visit(browser, subjects[page], options)
      waits.set(page, figures.arrival === undefined ? 0 : patience)
      return { page, slowdown, figures }
    }
    // not counted: the service's first answers
    for (const page of pages) await take(page, 1)
    for (let run = 0; run < runs; run++) {
      for (const slowdown of slowdowns) {
        // there and back, so that nobody always comes after the same one
        for (const page of run % 2 === 0 ? pages : pages.toReversed()) {
          visits.push(await take(page, slowdown))
          progress.at(visits.length)
        }
      }
      // what breaks off after minutes has not measured for nothing
      await writeFigures(out, { machine, parameters: { runs, patience }, visits, aims: judgePage(visits) })
    }
    progress.end()
    process.stdout.write(`${pageTable(visits)}\n${verdicts(judgePage(visits))}`)
    process.stdout.write(`\nThe figures are in ${out}.\n`)
  } finally {
    await closeAll(closers)
  }
}

async function closeAll(closers: readonly (() => unknown)[]): Promise<void> {
  for (const close of closers.toReversed()) await close()
}
