import { createServer } from 'node:http'
import * as z from 'zod/mini'

// A separate process, started by run-bare-server.ts: node:http and nothing else. It returns the fourth of the given
// responses for /3.

const responsesSchema = z.array(
  z.object({ status: z.int(), headers: z.record(z.string(), z.string()), body: z.string() }),
)

process.once('message', (message) => {
  const responses = responsesSchema
    .parse(message)
    .map(({ body, ...head }) => ({ ...head, body: Buffer.from(body) }))
  const server = createServer((request, response) => {
    const { status, headers, body } = responses[Number(request.url?.slice(1))] ?? missing
    request.resume().once('end', () => response.writeHead(status, headers).end(body))
  })
  server.listen(0, '127.0.0.1', () => process.send?.(server.address()))
  // the parent has ended
  process.once('disconnect', () => process.exit())
})

const missing = { status: 404, headers: {}, body: Buffer.alloc(0) }
