import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Service } from '../../service/http/service.ts'
import { listenLocally, type LocalServer } from '../local-server.ts'

/** Somebody of a directory: `id` and `name`, and whatever else an answer is to hold. */
export type DirectoryRow = Readonly<Record<string, unknown>>

/** A directory of companies and people on loopback, as Atoka's is described in public, before a service for all else. */
export interface DirectoryServer extends LocalServer {
  readonly companies: DirectoryRow[]
  readonly people: DirectoryRow[]
  /** what is answered in place of companies or people, by path */
  readonly instead: Map<string, () => Response>
  /** the addresses that were asked for, since they were last taken out */
  readonly asked: URL[]
}

/** The most that it answers at once. */
const longest = 50

/** Starts it with nobody in it; it takes one token. */
export async function startDirectory(service: Service, token: string): Promise<DirectoryServer> {
  const companies: DirectoryRow[] = []
  const people: DirectoryRow[] = []
  const instead = new Map<string, () => Response>()
  const asked: URL[] = []

  const search = (rows: readonly DirectoryRow[], { searchParams: query }: URL): Response => {
    if (query.get('token') !== token) return Response.json({ message: 'no such token' }, { status: 401 })
    const [limit, offset] = [Number(query.get('limit') ?? 10), Number(query.get('offset') ?? 0)]
    if (limit < 1 || limit > longest) {
      return Response.json({ message: `limit ${limit}` }, { status: 400 })
    }
    const ids = query.get('ids')?.split(',')
    const name = query.get('name')?.toLowerCase()
    const found = rows.filter(
      (row) =>
        (ids === undefined || ids.includes(String(row['id']))) &&
        (name === undefined || String(row['name']).toLowerCase().includes(name)),
    )
    return Response.json({
      items: found.slice(offset, offset + limit),
      meta: { count: found.length, limit, offset, ordering: 'default' },
    })
  }

  const server = createServer((incoming, outgoing) => {
    void getRequestListener(async (request) => {
      const address = new URL(request.url)
      asked.push(address)
      const other = instead.get(address.pathname)
      if (other !== undefined) return other()
      if (address.pathname === '/v2/companies') return search(companies, address)
      if (address.pathname === '/v2/people') return search(people, address)
      return service(request)
    })(incoming, outgoing)
  })
  return { ...(await listenLocally(server)), companies, people, instead, asked }
}
