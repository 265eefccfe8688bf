import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import * as z from 'zod/mini'
import { ensureBrowser } from '../e2e/support/browser.ts'

/** What `npm test` counts. */
interface Totals {
  readonly passed: number
  readonly failed: number
  /** checks that could not be made, of which nothing is known */
  readonly notAsked?: number
}

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numFailedTestSuites: z.int(),
})
const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
  errors: z.array(z.unknown()),
})

/** How `supply-chain.ts` ends where the registry does not answer. */
const notAskedStatus = 75

/** Runs a command of the project's, and tells how it ended. */
function run(title: string, ...[command, ...words]: [string, ...string[]]): number | null {
  process.stdout.write(`\n— ${title}\n`)
  // Vite, which runs this file, has said "development" there: the stories would then run on React's development build
  const { NODE_ENV: _, ...env } = process.env
  const shell = process.platform === 'win32'
  return spawnSync(command, words, { stdio: 'inherit', shell, env }).status
}

function succeeds(title: string, ...command: [string, ...string[]]): boolean {
  return run(title, ...command) === 0
}

function check(title: string, ...command: [string, ...string[]]): Totals {
  return succeeds(title, ...command) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** Asks the registry for known faults of the packages. Without a network it cannot be asked, which is no pass. */
function advisories(): Totals {
  const status = run('known faults of packages', 'node', '.ci/ts.mjs', '.ci/supply-chain.ts', '--advisories')
  if (status === notAskedStatus) return { passed: 0, failed: 0, notAsked: 1 }
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

function readReport<Report>(path: string, schema: z.ZodMiniType<Report>): Report | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}

function vitest(): Totals {
  const path = '.cache/vitest.json'
  rmSync(path, { force: true })
  const ended = succeeds(
    'unit, component and service tests',
    'npx',
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${path}`,
  )
  const report = readReport(path, vitestReport)
  // a runner that fails without naming a test has failed all the same
  if (report === undefined) return { passed: 0, failed: 1 }
  const failed = Math.max(report.numFailedTests, report.numFailedTestSuites > 0 || !ended ? 1 : 0)
  return { passed: report.numPassedTests, failed }
}

function playwright(): Totals {
  const path = '.cache/e2e.json'
  rmSync(path, { force: true })
  try {
    process.env['PW_CHROMIUM'] = ensureBrowser()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return { passed: 0, failed: 1 }
  }
  const ended = succeeds('end-to-end tests in a browser', 'npx', 'playwright', 'test', '--config', 'e2e')
  const report = readReport(path, playwrightReport)
  if (report === undefined) return { passed: 0, failed: 1 }
  const { expected, unexpected, flaky, skipped } = report.stats
  // a test that passes only sometimes, or not at all, is none that passes
  const failed = unexpected + flaky + skipped + report.errors.length
  return { passed: expected, failed: failed === 0 && !ended ? 1 : failed }
}

mkdirSync('.cache', { recursive: true })
const totals = [
  check('types', 'npx', 'tsc', '-b', '--force'),
  check('lint', 'npx', 'oxlint', '--deny-warnings'),
  check('format', 'npx', 'oxfmt', '--check'),
  check('packages', 'node', '.ci/ts.mjs', '.ci/supply-chain.ts'),
  advisories(),
  check('build', 'npm', 'run', '--silent', 'build'),
  vitest(),
  playwright(),
]
const passed = totals.reduce((sum, total) => sum + total.passed, 0)
const failed = totals.reduce((sum, total) => sum + total.failed, 0)
const notAsked = totals.reduce((sum, total) => sum + (total.notAsked ?? 0), 0)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
if (notAsked > 0) process.stdout.write(`\n${notAsked} not asked: the registry did not answer\n`)
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
