import { endpoints, type Endpoint } from '../../contract/endpoints.ts'

/** The addresses of the API's description: of no row in the contract's table, for they answer none of its data. */
export const documentPath = '/v2/openapi.json'
export const documentationPath = '/v2/docs'

interface Route {
  readonly method: Endpoint['method']
  /** as the contract writes it, `/v2/leadevents/{id}` */
  readonly path: string
  readonly pattern: RegExp
}

const paths: readonly Pick<Endpoint, 'method' | 'path'>[] = [
  { method: 'GET', path: documentPath },
  { method: 'GET', path: documentationPath },
  ...Object.values(endpoints),
]

const routes: readonly Route[] = paths.map(({ method, path }) => ({
  method,
  path,
  pattern: new RegExp(`^${path.replaceAll('.', String.raw`\.`).replace('{id}', '[^/]+')}$`),
}))

/** The methods that a path takes; none where there is no such path. */
export function methodsOf(pathname: string): string[] {
  const matching = routes.filter(({ pattern }) => pattern.test(pathname))
  return [...new Set(matching.map(({ method }) => method))]
}

/** The path that was asked for as the contract writes it; `undefined` where there is no such path. */
export function toHonoPath(pathname: string): string | undefined {
  // fixed paths stand before those with an id in the contract's table, as in the router
  return routes.find(({ pattern }) => pattern.test(pathname))?.path
}
