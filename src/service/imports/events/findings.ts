import type { EventLine } from '../../store/imports/event-import-lines.ts'
import { optionFor, type LineError } from './line-error.ts'

/** Equal errors of a file. */
export interface Problem {
  readonly field: string
  readonly code: string
  readonly message: string
  /** the value in the file; `undefined` if the error does not depend on it */
  readonly value: string | undefined
  count: number
  /** the first lines with it */
  readonly lines: number[]
  /** the option of the import that resolves it */
  readonly option: string | undefined
}

const maxProblems = 500
const maxLines = 5
const maxValueLength = 80
const maxNames = 1_000

/** Collects what a dry run reports about the lines of a file, in bounded memory. */
export class Findings {
  private readonly groups = new Map<string, Problem>()
  private readonly ownerIds = new Set<string>()
  private readonly labels = new Set<string>()
  /** errors that are not in a group because there are too many */
  others = 0
  /** lines whose date has no time */
  days = 0

  addEvents(events: readonly EventLine[], isDay: boolean): void {
    if (isDay) this.days++
    for (const { owner, status } of events) {
      if (this.ownerIds.size < maxNames) this.ownerIds.add(owner)
      if (status !== null && this.labels.size < maxNames) this.labels.add(status)
    }
  }

  addErrors(line: number, errors: readonly LineError[]): void {
    for (const error of errors) {
      const { field, code, message } = error
      const value = error.value?.slice(0, maxValueLength)
      // values of dates differ in almost every line
      const key = JSON.stringify(field === 'date' ? [field, code] : [field, code, value])
      let problem = this.groups.get(key)
      if (problem === undefined) {
        if (this.groups.size >= maxProblems) {
          this.others++
          continue
        }
        problem = { field, code, message, value, count: 0, lines: [], option: optionFor(error) }
        this.groups.set(key, problem)
      }
      problem.count++
      if (problem.lines.length < maxLines) problem.lines.push(line)
    }
  }

  /** the problems, the most frequent first */
  get problems(): Problem[] {
    return [...this.groups.values()].toSorted((a, b) => b.count - a.count)
  }

  get owners(): string[] {
    return [...this.ownerIds].toSorted()
  }

  get statuses(): string[] {
    return [...this.labels].toSorted()
  }
}
