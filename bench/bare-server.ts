import { createServer } from 'node:http'
import * as z from 'zod/mini'

// A process of its own, started by run-bare-server.ts: node:http and nothing else, which answers /3 with the fourth of
// the answers that it was given.

const given = z.array(
  z.object({ status: z.int(), headers: z.record(z.string(), z.string()), body: z.string() }),
)

process.once('message', (message) => {
  const answers = given.parse(message).map(({ body, ...head }) => ({ ...head, body: Buffer.from(body) }))
  const server = createServer((request, response) => {
    const { status, headers, body } = answers[Number(request.url?.slice(1))] ?? missing
    request.resume().once('end', () => response.writeHead(status, headers).end(body))
  })
  server.listen(0, '127.0.0.1', () => process.send?.(server.address()))
  // its parent is gone
  process.once('disconnect', () => process.exit())
})

const missing = { status: 404, headers: {}, body: Buffer.alloc(0) }
