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
import { floorPage } from './floor-page.ts'
import { environment } from './environment.ts'
import { loadUncontrolled, type Load } from './load-uncached.ts'
import {
  conditions,
  judgeLoads,
  loadTable,
  loadedPages,
  type Condition,
  type LoadedPage,
  type PageLoad,
} from './loads.ts'
import { pageTable } from './report.ts'
import { servePlain } from './serve-plain.ts'
import { visit, type Subject } from './page-visit.ts'

/** Milliseconds within which a new event must appear. */
const arrivalTimeoutMs = 10_000

/** Measures the built page and a plain one, prints a table and the targets, and writes the figures. */
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
    const plain = await servePlain(await plainPage(demo.events), await floorPage(demo.events), address)
    closers.push(plain.stop)
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    closers.push(async () => browser.close())

    const subjects: Record<LoadedPage, Subject> = {
      leadline: {
        address: `${address}/?leads=${demo.longLead}`,
        signIn: async ({ request }) =>
          request.post(`${address}/session`, { form: { demoPerson: manager }, headers: { origin: address } }),
      },
      floor: { address: `${plain.address}/floor`, signIn: async () => undefined },
      plain: { address: plain.address, signIn: async () => undefined },
    }
    const machine = { ...describeMachine(), chromium: browser.version() }
    const visits: Visit[] = []
    const loads: PageLoad[] = []
    // a page that has never shown a new event is not waited for again
    const timeouts = new Map<PageName, number>()
    const progress = showProgress(
      'Visiting',
      runs * (slowdowns.length * pages.length + conditions.length * loadedPages.length),
    )
    const takeVisit = async (page: PageName, slowdown: Slowdown): Promise<Visit> => {
      const options = { slowdown, log: demo.log, arrivalTimeoutMs: timeouts.get(page) ?? arrivalTimeoutMs }
      const figures = await visit(browser, subjects[page], options)
      timeouts.set(page, figures.arrival === undefined ? 0 : arrivalTimeoutMs)
      return { page, slowdown, figures }
    }
    const takeLoad = async (page: LoadedPage, condition: Condition): Promise<Load> => {
      const context = await browser.newContext({ ...environment, serviceWorkers: 'block' })
      try {
        const { address: url, signIn } = subjects[page]
        await signIn(context)
        return await loadUncontrolled(browser, context, url, { ...environment, ...condition })
      } finally {
        await context.close()
      }
    }
    // not measured: the service's first responses are slower
    for (const page of pages) await takeVisit(page, 1)
    for (let run = 0; run < runs; run++) {
      for (const slowdown of slowdowns) {
        // every other run is in reverse, so that no page always follows the same one
        for (const page of run % 2 === 0 ? pages : pages.toReversed()) {
          visits.push(await takeVisit(page, slowdown))
          progress.at(visits.length + loads.length)
        }
      }
      for (const condition of conditions) {
        for (const page of run % 2 === 0 ? loadedPages : loadedPages.toReversed()) {
          loads.push({ page, condition, load: await takeLoad(page, condition) })
          progress.at(visits.length + loads.length)
        }
      }
      // a run that is interrupted after minutes keeps its figures
      await writeFigures(out, {
        machine,
        parameters: { runs, arrivalTimeoutMs },
        visits,
        loads,
        aims: [...judgePage(visits), ...judgeLoads(loads)],
      })
    }
    progress.end()
    const judgements = [...judgePage(visits), ...judgeLoads(loads)]
    process.stdout.write(`${pageTable(visits)}${loadTable(loads)}\n${verdicts(judgements)}`)
    process.stdout.write(`\nThe figures are in ${out}.\n`)
  } finally {
    await closeAll(closers)
  }
}

async function closeAll(closers: readonly (() => unknown)[]): Promise<void> {
  for (const close of closers.toReversed()) await close()
}
