import { parseArgs, type ParseArgsConfig } from 'node:util'
import { CommandError } from '../src/service/admin/command-error.ts'

/** The options of `npm run bench -- service`. */
export interface ServiceOptions {
  readonly bench: 'service'
  /** numbers of events in addition to the measured ones, one database each; ascending */
  readonly sizes: readonly number[]
  /** numbers of leads of the databases on which the lead list is measured; ascending */
  readonly leads: readonly number[]
  readonly rounds: number
  /** the file that the figures are written to */
  readonly out: string
  /** a folder whose databases are kept for the next run */
  readonly keep: string | undefined
}

/** The options of `npm run bench -- page`. */
export interface PageOptions {
  readonly bench: 'page'
  /** visits of each page at each speed */
  readonly runs: number
  /** the file that the figures are written to */
  readonly out: string
}

export const usage = `Usage: npm run bench -- [service] [options]
       npm run bench -- page [options]

service loads events, then measures the built service beside the driver, the plainest statement for the same rows (at 3
and at 2,000 users) and a bare HTTP server; what the largest inputs cost before a caller is known; and how fast events are
created with a database 0 and 2 ms away, and whether sync misses one meanwhile.

  --sizes 10000,1000000,5000000  events to load, a database each (these are the default), or none
  --leads 10000,100000,1000000   leads to load, a database each, for the lead list and the first screen, or none
  --rounds 100                   how often each thing takes its turn: 4 answers at 1 connection, 64 at 16
  --out FILE                     where the figures go as JSON (.cache/bench/service.json)
  --keep DIR                     load into this folder, or use what an earlier run has loaded there

page measures the built page in headless Chromium on the demo's lead of 12,000 events, beside a plain page that holds the
same 10,000 rows as they are, with the processor at its speed (1×) and slowed down to a quarter (4×). The first load is also
compared with the floor (the first rows and the composer in React alone), at 0, 50 and 150 ms of latency, and divided into
work and waiting. It takes some minutes.

  --runs 5                       visits of each page at each speed; the tables show medians
  --out FILE                     where the figures go as JSON (.cache/bench/page.json)

  --help                         this text
`

/** Parses the arguments; throws a `CommandError` that names the invalid one. */
export function readOptions(argv: readonly string[]): ServiceOptions | PageOptions | 'help' {
  if (argv.includes('--help')) return 'help'
  const [name] = argv
  if (name === 'page') return readPageOptions(argv.slice(1))
  return readServiceOptions(name === 'service' ? argv.slice(1) : argv)
}

function readServiceOptions(argv: readonly string[]): ServiceOptions {
  const { values } = parse(() =>
    parseArgs({
      ...strict(argv),
      options: {
        sizes: { type: 'string', default: '10000,1000000,5000000' },
        leads: { type: 'string', default: '10000,100000,1000000' },
        rounds: { type: 'string', default: '100' },
        out: { type: 'string', default: '.cache/bench/service.json' },
        keep: { type: 'string' },
      },
    }),
  )
  return {
    bench: 'service',
    sizes: sizesOf('sizes', values.sizes),
    leads: sizesOf('leads', values.leads),
    rounds: wholeNumber('rounds', values.rounds),
    out: values.out,
    keep: values.keep,
  }
}

function readPageOptions(argv: readonly string[]): PageOptions {
  const { values } = parse(() =>
    parseArgs({
      ...strict(argv),
      options: {
        runs: { type: 'string', default: '5' },
        out: { type: 'string', default: '.cache/bench/page.json' },
      },
    }),
  )
  return { bench: 'page', runs: wholeNumber('runs', values.runs), out: values.out }
}

function strict(argv: readonly string[]) {
  const [other] = argv
  if (other !== undefined && !other.startsWith('-')) {
    throw new CommandError(`There is no bench "${other}": say service, page, or nothing.`)
  }
  return { args: [...argv] } satisfies ParseArgsConfig
}

function parse<Parsed>(read: () => Parsed): Parsed {
  try {
    return read()
  } catch (error) {
    if (error instanceof CommandError) throw error
    // the sentences after the first one do not concern these options
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ')
    throw new CommandError(`${sentence}. See --help.`)
  }
}

/** Returns the numbers of an option in ascending order; none for `none`. */
function sizesOf(option: string, text: string): number[] {
  if (text === 'none') return []
  const sizes = text.split(',').map((size) => wholeNumber(option, size))
  return [...new Set(sizes)].toSorted((a, b) => a - b)
}

function wholeNumber(option: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new CommandError(`--${option} does not take "${text}": send whole numbers from 1 to 999999999.`)
}
