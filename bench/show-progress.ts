import { startProgress } from '../src/service/admin/progress.ts'
import type { Progress } from '../src/service/imports/import-run.ts'

/** Shows the progress of a long task: a bar in a terminal, otherwise one line for each tenth. */
export function showProgress(label: string, total: number): Progress {
  if (process.stderr.isTTY) return startProgress({ err: process.stderr }, label, total)
  const startedAt = performance.now()
  let shown = 0
  return {
    at(value) {
      const tenths = Math.floor((value / total) * 10)
      if (tenths === shown) return
      shown = tenths
      const seconds = Math.round((performance.now() - startedAt) / 1000)
      process.stderr.write(`${label}: ${tenths * 10} % after ${seconds} s\n`)
    },
    end: () => undefined,
  }
}
