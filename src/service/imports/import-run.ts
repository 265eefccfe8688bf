import type { Instant } from '../../contract/instant.ts'

/** The environment of an import: the command line and the service each pass theirs. */
export interface ImportRun {
  readonly clock: () => Instant
  /** stops the import after the current transaction */
  readonly stop: AbortSignal
  /** starts to show a phase of the work */
  readonly startPhase: (name: 'Reading' | 'Checking' | 'Writing', total: number) => Progress
}

/** Shows the progress of a phase. */
export interface Progress {
  /** sets the progress to `value` of the total */
  readonly at: (value: number) => void
  readonly end: () => void
}
