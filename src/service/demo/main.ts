// The process that generates and loads the demo: see demo-process.ts.
import { createDemo } from './create-demo.ts'
import { demoDatabase, type DemoMessage } from './demo-process.ts'
import { loadDemo } from './load-demo.ts'

const parent = process.send?.bind(process)
if (parent === undefined) throw new Error('started by Leadline alone')
const send = (message: DemoMessage) => parent(message)

// Leadline was killed; its next start loads the demo, because nothing is committed yet
process.once('disconnect', () => process.exit(1))
process.once('message', (database) => {
  loadDemo(
    demoDatabase(database),
    () => demo,
    (step, share) => send({ step, share }),
  ).then(
    () => process.exit(0),
    (error: unknown) => {
      parent({ failed: error instanceof Error ? error.message : String(error) } satisfies DemoMessage, () =>
        process.exit(1),
      )
    },
  )
})
const demo = createDemo(new Date())
