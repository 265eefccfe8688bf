import { quantile } from '../quantile.ts'

/** The figures of one visit; times in milliseconds, bytes in KB of 1,000, the heap in MB of 10⁶. */
export interface Figures {
  readonly requests: number
  readonly script: number
  readonly style: number
  readonly bytes: number
  readonly usable: number
  readonly usableTask: number
  readonly usableScript: number
  readonly largestPaint: number
  readonly blocked: number
  readonly frameMedian: number
  readonly frame95: number
  readonly frame99: number
  readonly framesDropped: number
  readonly scrolledTo: number
  readonly scrollTask: number
  readonly jump: number
  readonly jumpRequests: number
  readonly elements: number
  readonly heap: number
  /** `undefined` if the page did not show it in time */
  readonly arrival: number | undefined
  readonly edited: number
  readonly slowest: number
}

export type FigureName = keyof Figures

/** The label of each figure, in the order of the table, and its decimal places. */
export const figureNames = [
  ['requests', 'requests of the first load', 0],
  ['script', 'script of it, KB', 0],
  ['style', 'style of it, KB', 1],
  ['bytes', 'all of it, KB', 0],
  ['usable', 'usable after', 0],
  ['usableTask', 'CPU until then', 0],
  ['usableScript', 'scripts among it', 0],
  ['largestPaint', 'largest contentful paint', 0],
  ['blocked', 'total blocking time', 0],
  ['frameMedian', 'scroll: frame, median', 1],
  ['frame95', 'scroll: frame, p95', 1],
  ['frame99', 'scroll: frame, p99', 1],
  ['framesDropped', 'scroll: frames dropped', 0],
  ['scrollTask', 'scroll: CPU', 0],
  ['scrolledTo', 'scroll: pixels', 0],
  ['jump', 'jump to the middle, read', 0],
  ['jumpRequests', 'jump: requests', 0],
  ['elements', 'elements in the list', 0],
  ['heap', 'heap, MB', 1],
  ['arrival', 'an arrival seen after', 0],
  ['edited', 'an edit until it is saved', 0],
  ['slowest', 'slowest interaction (INP)', 0],
] as const satisfies readonly (readonly [FigureName, string, number])[]

/** The pages that are compared. */
export const pages = ['leadline', 'plain'] as const
export type PageName = (typeof pages)[number]

/** The factors by which the processor is slowed down. */
export const slowdowns = [1, 4] as const
export type Slowdown = (typeof slowdowns)[number]

/** One visit: the page, the slowdown of the processor, and the figures. */
export interface Visit {
  readonly page: PageName
  readonly slowdown: Slowdown
  readonly figures: Figures
}

/** Returns the median of a figure over all visits of a page at a speed; `undefined` if it was never measured. */
export function median(
  visits: readonly Visit[],
  { page, slowdown, figure }: { page: PageName; slowdown: Slowdown; figure: FigureName },
): number | undefined {
  const values = visits
    .filter((visit) => visit.page === page && visit.slowdown === slowdown)
    .flatMap(({ figures }) => figures[figure] ?? [])
  return values.length === 0 ? undefined : quantile(values, 0.5)
}
