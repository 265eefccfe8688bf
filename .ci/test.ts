import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, relative, resolve } from 'node:path'
import * as z from 'zod/mini'

/*
 * The runner behind `npm test` and its parts: `node .ci/ts.mjs .ci/test.ts [check | quick | soak]`. Its last line is the
 * total over all that it ran: `N passed, N failed`. A skipped test counts as failed, and nothing is run a second time.
 */

/** The results that a step adds to the totals. */
interface Totals {
  readonly passed: number
  readonly failed: number
  /** checks that could not run, so that their result is unknown */
  readonly unknown?: number
  /** the failed tests with the first line of their reasons, repeated at the end of a long output */
  readonly failures?: readonly string[]
}

type Command = readonly [command: string, ...args: string[]]

const passed: Totals = { passed: 1, failed: 0 }
const failed: Totals = { passed: 0, failed: 1 }

const vitestReport = z.object({
  numTotalTests: z.int(),
  numPassedTests: z.int(),
  numFailedTestSuites: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.optional(z.string()),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.optional(z.array(z.string())),
        }),
      ),
    }),
  ),
})
const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
  errors: z.array(z.unknown()),
})

/** The exit code of `supply-chain.ts` when the registry does not respond. */
const registryUnavailable = 75

const startedAt = Date.now()

/** Prints the heading of a step with the time since the start, so that a long run shows its progress. */
function announce(title: string): void {
  const seconds = Math.round((Date.now() - startedAt) / 1_000)
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  process.stdout.write(`\n— ${title} (${time} after the start)\n`)
}

/**
 * Runs a command of the project and returns its exit code, `null` if a signal ended it. The output is printed as one block
 * when the command ends, because commands run concurrently; with `live` it is printed immediately.
 */
async function run(title: string, command: Command, { live = false } = {}): Promise<number | null> {
  if (live) announce(title)
  // Vite, which runs this file, sets NODE_ENV to "development": the stories would test React's development build
  const { NODE_ENV: _, PATH = '', ...env } = process.env
  const child = spawn(command[0], command.slice(1), {
    stdio: live ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    env: { ...env, PATH: `${resolve('node_modules/.bin')}${delimiter}${PATH}` },
  })
  const output: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk))
  const status = await new Promise<number | null>((end) => {
    child.on('error', (error) => {
      output.push(Buffer.from(`${error.message}\n`))
      end(1)
    })
    child.on('close', end)
  })
  if (!live) {
    announce(`${title}: ${status === 0 ? 'passed' : `ended with ${String(status)}`}`)
    process.stdout.write(Buffer.concat(output))
  }
  return status
}

async function check(title: string, ...command: Command): Promise<Totals> {
  return (await run(title, command)) === 0 ? passed : { ...failed, failures: [title] }
}

/** Returns the tests that did not pass, each with its file and the first line of its reason. */
function failuresOf({ testResults }: z.infer<typeof vitestReport>): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative('.', name)
    const failures = assertionResults
      .filter((test) => test.status !== 'passed')
      .map(
        (test) => `${file} › ${test.fullName}: ${test.failureMessages?.[0]?.split('\n')[0] ?? test.status}`,
      )
    return status === 'failed' && failures.length === 0 ? [`${file}: ${message ?? status}`] : failures
  })
}

/**
 * Type checks the changed files. `tsc -b` detects changes only in our own files: after an installation of packages,
 * everything is checked.
 */
async function types(): Promise<Totals> {
  const stamp = '.cache/types/checked-packages'
  const installedPackages = 'node_modules/.package-lock.json'
  const isCurrent = existsSync(stamp) && statSync(stamp).mtimeMs > statSync(installedPackages).mtimeMs
  const totals = await check('types', 'tsc', '-b', ...(isCurrent ? [] : ['--force']))
  writeFileSync(stamp, '')
  return totals
}

const lint = async () => check('lint', 'oxlint', '--deny-warnings')
const format = async () => check('format', 'oxfmt', '--check')
const packages = async () => check('packages', 'node', '.ci/ts.mjs', '.ci/supply-chain.ts')
const build = async () => check('build', 'npm', 'run', '--silent', 'build')

/** Asks the registry for known vulnerabilities of the packages. */
async function advisories(): Promise<Totals> {
  const command: Command = ['node', '.ci/ts.mjs', '.ci/supply-chain.ts', '--advisories']
  const status = await run('known vulnerabilities of packages', command)
  if (status === registryUnavailable) return { passed: 0, failed: 0, unknown: 1 }
  return status === 0 ? passed : failed
}

/** Installs a browser if there is none, or only one that takes twice as much time. */
async function browser(): Promise<void> {
  await run('browser', ['node', '.ci/ts.mjs', '.ci/install-browser.ts'])
}

function readReport<Report>(path: string, schema: z.ZodMiniType<Report>): Report | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}

async function vitest(title: string, ...args: string[]): Promise<Totals> {
  const path = '.cache/vitest.json'
  rmSync(path, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`]
  const status = await run(title, ['vitest', 'run', ...reporters, ...args], { live: true })
  const report = readReport(path, vitestReport)
  if (report === undefined) return failed
  // failed, skipped and not yet written tests all count as failed
  const others = report.numTotalTests - report.numPassedTests
  // a runner that fails without naming a test counts as failed too
  return {
    passed: report.numPassedTests,
    failed: Math.max(others, report.numFailedTestSuites > 0 || status !== 0 ? 1 : 0),
    failures: failuresOf(report),
  }
}

async function stories(): Promise<Totals> {
  const path = '.cache/e2e.json'
  rmSync(path, { force: true })
  // the checks alone do not wait for Playwright to load
  const { findBrowser } = await import('../e2e/support/browser.ts')
  const executable = findBrowser()
  if (executable === undefined) return failed
  process.env['PW_CHROMIUM'] = executable
  const status = await run('stories in a browser', ['playwright', 'test', '--config', 'e2e'], { live: true })
  const report = readReport(path, playwrightReport)
  if (report === undefined) return failed
  const { expected, unexpected, flaky, skipped } = report.stats
  const others = unexpected + flaky + skipped + report.errors.length
  return { passed: expected, failed: others === 0 && status !== 0 ? 1 : others }
}

/** Runs steps that each use about one core, two at a time in the given order. */
async function runInPairs(steps: (() => Promise<Totals>)[]): Promise<Totals[]> {
  const totals: Totals[] = []
  const queue = steps.values()
  const work = async () => {
    for (const step of queue) totals.push(await step())
  }
  await Promise.all([work(), work()])
  return totals
}

async function everything(): Promise<Totals[]> {
  // these steps wait for the network
  const advisoryResult = advisories()
  const browserInstalled = browser()
  const checkResults = await runInPairs([build, types, lint, format, packages])
  // each of these has two workers; no other step runs with the stories, because they test how long a user waits
  const testResult = await vitest('unit, component and service tests')
  await browserInstalled
  return [...checkResults, testResult, await stories(), await advisoryResult]
}

const sets: Record<string, () => Promise<Totals[]>> = {
  all: everything,
  check: async () => Promise.all([types(), lint(), format()]),
  quick: async () => [
    ...(await runInPairs([types, lint, format])),
    await vitest('rules and contract', '--project', 'rules', '--project', 'contract'),
  ],
  soak: async () => {
    process.env['LEADLINE_SOAK'] = '1'
    return everything()
  },
}

const name = process.argv[3] ?? 'all'
const runSet = sets[name]
if (runSet === undefined)
  throw new Error(`There is no set of tests ${name}: ${Object.keys(sets).join(', ')}.`)
mkdirSync('.cache/types', { recursive: true })
const totals = await runSet()
const sum = (count: (total: Totals) => number) => totals.reduce((before, total) => before + count(total), 0)
const failures = sum((total) => total.failed)
const passes = sum((total) => total.passed)
const unknowns = sum((total) => total.unknown ?? 0)
process.exitCode = failures === 0 && passes > 0 ? 0 : 1
for (const failure of totals.flatMap((total) => total.failures ?? [])) {
  process.stdout.write(`\nfailed: ${failure}\n`)
}
if (unknowns > 0) process.stdout.write(`\n${unknowns} not known: the registry did not respond\n`)
announce('end')
process.stdout.write(`\n${passes} passed, ${failures} failed\n`)
