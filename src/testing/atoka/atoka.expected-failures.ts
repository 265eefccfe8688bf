import { relative } from 'node:path'
import type { File, Task } from '@vitest/runner'
import { TestRunner } from 'vitest'

/**
 * What of the contract's suite cannot hold by way of Atoka, and why: a file of tests, and the test's own name. Each is run
 * all the same and has to fail: one that holds by now is told.
 */
const beyond: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'src/service/operations/events/update-event.test.ts': {
    'writes who changed what, with before and after':
      'history: Atoka tells nobody who changed what, and the audit of the stand-in lies in its own database',
  },
}

/** Runs the contract's suite by way of Atoka. */
export default class AtokaRunner extends TestRunner {
  /** Tells of a name here that no test has any more. */
  onCollected(files: File[]): void {
    for (const file of files) {
      const names = new Set(testsOf(file).map(({ name }) => name))
      const lost = Object.keys(reasonsOf(file)).filter((name) => !names.has(name))
      if (lost.length > 0) throw new Error(`no test in ${file.name} is called: ${lost.join('; ')}`)
    }
  }

  override async onBeforeRunTask(test: Task): Promise<void> {
    if (test.type === 'test' && Object.hasOwn(reasonsOf(test.file), test.name)) test.fails = true
    return super.onBeforeRunTask(test)
  }
}

function reasonsOf({ filepath }: File): Readonly<Record<string, string>> {
  return beyond[relative(process.cwd(), filepath)] ?? {}
}

function testsOf(task: Task): Task[] {
  return task.type === 'suite' ? task.tasks.flatMap(testsOf) : [task]
}
