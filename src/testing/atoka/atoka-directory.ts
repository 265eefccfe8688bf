import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Service } from '../../service/http/service.ts'
import { listenLocally, type LocalServer } from '../local-server.ts'

/** An entry of a directory: `id`, `name` and any other members of a response. */
export type DirectoryRow = Readonly<Record<string, unknown>>

/**
 * A directory of companies and people on loopback, as Atoka's public description defines it. A service handles all
 * other requests.
 */
export interface DirectoryServer extends LocalServer {
  readonly companies: DirectoryRow[]
  readonly people: DirectoryRow[]
  /** responses that replace those for companies or people, by path */
  readonly overrides: Map<string, () => Response>
  /** the URLs of the requests received */
  readonly requests: URL[]
}

/** The maximum number of items in a response. */
const maxItems = 50

/** Starts an empty directory that accepts one token. */
export async function startDirectory(service: Service, token: string): Promise<DirectoryServer> {
  const companies: DirectoryRow[] = []
  const people: DirectoryRow[] = []
  const overrides = new Map<string, () => Response>()
  const requests: URL[] = []

  const search = (rows: readonly DirectoryRow[], { searchParams: query }: URL): Response => {
    if (query.get('token') !== token) return Response.json({ message: 'no such token' }, { status: 401 })
    const [limit, offset] = [Number(query.get('limit') ?? 10), Number(query.get('offset') ?? 0)]
    if (limit < 1 || limit > maxItems) {
      return Response.json({ message: `limit ${limit}` }, { status: 400 })
    }
    const ids = query.get('ids')?.split(',')
    const name = query.get('name')?.toLowerCase()
    const matches = rows.filter(
      (row) =>
        (ids === undefined || ids.includes(String(row['id']))) &&
        (name === undefined || String(row['name']).toLowerCase().includes(name)),
    )
    return Response.json({
      items: matches.slice(offset, offset + limit),
      meta: { count: matches.length, limit, offset, ordering: 'default' },
    })
  }

  const server = createServer((incoming, outgoing) => {
    void getRequestListener(async (request) => {
      const url = new URL(request.url)
      requests.push(url)
      const override = overrides.get(url.pathname)
      if (override !== undefined) return override()
      if (url.pathname === '/v2/companies') return search(companies, url)
      if (url.pathname === '/v2/people') return search(people, url)
      return service(request)
    })(incoming, outgoing)
  })
  return { ...(await listenLocally(server)), companies, people, overrides, requests }
}
