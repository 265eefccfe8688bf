import { SingleBar } from 'cli-progress'
import type { Progress } from '../imports/import-run.ts'
import type { CliContext } from './cli-context.ts'

/** Starts a progress bar in a terminal; otherwise shows nothing. */
export function startProgress({ err }: Pick<CliContext, 'err'>, label: string, total: number): Progress {
  if (err.isTTY !== true) return { at: () => undefined, end: () => undefined }
  const bar = new SingleBar({
    stream: err,
    format: `${label.padEnd(8)} {bar} {percentage} %  {duration_formatted}, {eta_formatted} to go`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    // the command itself handles Ctrl+C
    gracefulExit: false,
    etaBuffer: 200,
  })
  bar.start(total, 0)
  return { at: (value) => bar.update(Math.min(value, total)), end: () => bar.stop() }
}
