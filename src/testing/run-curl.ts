import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createListener } from '../service/http/server/listener.ts'
import type { Service } from '../service/http/service.ts'

const run = promisify(execFile)

/** A response received by curl. */
export interface CurlResponse {
  readonly status: number
  readonly headers: Headers
  /** JSON, or `undefined` for an empty body */
  readonly body: unknown
}

/** Starts a server for the service and provides a shell whose curl stores its cookies in a folder of its own. */
export async function serveCurl(service: Service) {
  const folder = await mkdtemp(join(tmpdir(), 'leadline-curl-'))
  const server = createServer(createListener(service))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    origin: `http://127.0.0.1:${port}`,

    /** Runs a line that begins with `curl` in a shell. */
    async curl(line: string): Promise<CurlResponse> {
      const quiet = line.replace(/^curl /, 'curl -q -sS -D head -o body ')
      await run('sh', ['-c', `: > body; ${quiet}`], { cwd: folder })
      const head = await readFile(join(folder, 'head'), 'utf8')
      const body = await readFile(join(folder, 'body'), 'utf8')
      const [first = '', ...fields] = head.trim().split('\r\n')
      const pairs = fields.map((field): [string, string] => {
        const colon = field.indexOf(':')
        return [field.slice(0, colon), field.slice(colon + 1).trim()]
      })
      return {
        status: Number(first.split(' ')[1]),
        headers: new Headers(pairs),
        body: body === '' ? undefined : JSON.parse(body),
      }
    },

    async close() {
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true })
    },
  }
}
