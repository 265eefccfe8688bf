import { atMost, type Judgement } from '../targets.ts'
import { median, type FigureName, type Slowdown, type Visit } from './statistics.ts'

/** Compares the page's medians with the targets. */
export function judgePage(visits: readonly Visit[]): Judgement[] {
  const sample = (figure: FigureName, slowdown: Slowdown) => {
    const value = median(visits, { page: 'leadline', slowdown, figure })
    return value === undefined ? [] : [{ at: `${slowdown}×`, value }]
  }
  return [
    atMost(334, 'CPU until the timeline is usable at 1×, in ms', sample('usableTask', 1)),
    // a frame at 60 per second takes 16.7 ms, and the page's clock has a resolution of 0.1 ms
    atMost(16.8, 'p99 of a frame while scrolling at 1×, in ms', sample('frame99', 1)),
    atMost(33.4, 'p99 of a frame while scrolling at 4×, in ms', sample('frame99', 4)),
    atMost(400, 'elements in the list', sample('elements', 1)),
    atMost(2, 'requests of a jump to the middle', sample('jumpRequests', 1)),
    atMost(100, 'the slowest interaction at 4×, in ms', sample('slowest', 4)),
  ]
}
