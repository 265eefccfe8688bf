import { SingleBar } from 'cli-progress'
import type { CliContext } from './cli-context.ts'

/** Shows how far a long work has come. */
export interface Progress {
  /** the work is at `value` of its total now */
  readonly at: (value: number) => void
  readonly end: () => void
}

/** A bar at a terminal, and nothing elsewhere. */
export function startProgress({ err }: Pick<CliContext, 'err'>, what: string, total: number): Progress {
  if (err.isTTY !== true) return { at: () => undefined, end: () => undefined }
  const bar = new SingleBar({
    stream: err,
    format: `${what.padEnd(8)} {bar} {percentage} %  {duration_formatted}, {eta_formatted} to go`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    // the command itself stops at Ctrl+C, in its own time
    gracefulExit: false,
    etaBuffer: 200,
  })
  bar.start(total, 0)
  return { at: (value) => bar.update(Math.min(value, total)), end: () => bar.stop() }
}
