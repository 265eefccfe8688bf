import { quantile } from '../quantile.ts'
import { atMost, type Judgement } from '../targets.ts'
import type { Load } from './load-uncached.ts'

/** The pages whose first load is compared: `floor` is the same rows and composer in React alone. */
export const loadedPages = ['leadline', 'floor', 'plain'] as const
export type LoadedPage = (typeof loadedPages)[number]

/** The slowdown of the processor and the latency of each response in milliseconds, per column of the table. */
export const conditions = [
  { slowdown: 1, latency: 0 },
  { slowdown: 1, latency: 50 },
  { slowdown: 1, latency: 150 },
  { slowdown: 4, latency: 0 },
] as const
export type Condition = (typeof conditions)[number]

/** One first load of a page. */
export interface PageLoad {
  readonly page: LoadedPage
  readonly condition: Condition
  readonly load: Load
}

const labelWidth = 28
const cellWidth = 15

/** A table of medians: the time until each page is usable, divided into the work of its main thread and waiting. */
export function loadTable(loads: readonly PageLoad[]): string {
  const heads = conditions.map(({ slowdown, latency }) => `${slowdown}×, ${latency} ms`)
  const lines = loadedPages.flatMap((page) => [
    line([
      `${page}: usable after`,
      ...conditions.map((condition) => format(medianOf(loads, page, condition, ({ usable }) => usable))),
    ]),
    line([
      '  work',
      ...conditions.map((condition) =>
        format(medianOf(loads, page, condition, ({ usableTask }) => usableTask)),
      ),
    ]),
    line([
      '  waiting',
      ...conditions.map((condition) =>
        format(medianOf(loads, page, condition, ({ usable, usableTask }) => usable - usableTask)),
      ),
    ]),
  ])
  return ['', 'First load, medians in ms, by slowdown and latency', line(['', ...heads]), ...lines, ''].join(
    '\n',
  )
}

/** Compares the first loads with the targets: with the floor, the plain page, and twice the latency. */
export function judgeLoads(loads: readonly PageLoad[]): Judgement[] {
  const ratio = (other: LoadedPage, figure: (load: Load) => number) =>
    conditions
      .filter(({ latency }) => latency === 0)
      .flatMap((condition) => {
        const own = medianOf(loads, 'leadline', condition, figure)
        const compared = medianOf(loads, other, condition, figure)
        return own === undefined || compared === undefined
          ? []
          : [{ at: `${condition.slowdown}×`, value: own / compared }]
      })
  const [noLatency, ...delayed] = conditions.filter(({ slowdown }) => slowdown === 1)
  const usable = (condition: Condition | undefined) =>
    condition && medianOf(loads, 'leadline', condition, (load) => load.usable)
  const base = usable(noLatency)
  const growth = delayed.flatMap((condition) => {
    const value = usable(condition)
    return value === undefined || base === undefined
      ? []
      : [{ at: `${condition.latency} ms`, value: (value - base) / condition.latency }]
  })
  return [
    atMost(
      1.3,
      'usable, as a multiple of the floor',
      ratio('floor', ({ usable: value }) => value),
    ),
    atMost(
      1.6,
      'usable, as a multiple of the plain page',
      ratio('plain', ({ usable: value }) => value),
    ),
    atMost(
      1.3,
      'CPU until then, as a multiple of the floor',
      ratio('floor', ({ usableTask }) => usableTask),
    ),
    // the HTML is one round trip, and what it names is the other
    atMost(2, 'growth of usable with the latency, as a multiple of it', growth),
  ]
}

function medianOf(
  loads: readonly PageLoad[],
  page: LoadedPage,
  condition: Condition,
  figure: (load: Load) => number,
): number | undefined {
  const values = loads
    .filter((one) => one.page === page && one.condition === condition)
    .map(({ load }) => figure(load))
  return values.length === 0 ? undefined : quantile(values, 0.5)
}

function format(value: number | undefined): string {
  return value?.toFixed(0) ?? 'not there'
}

function line([name = '', ...cells]: readonly string[]): string {
  return [name.padEnd(labelWidth), ...cells.map((cell) => cell.padStart(cellWidth))].join('')
}
