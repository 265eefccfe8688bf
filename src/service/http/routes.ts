import { endpoints, type Endpoint } from '../../contract/endpoints.ts'
import { changeStream } from './session/change-streams.ts'

/** The paths of the API description; they are not in the contract's table, because they return no data. */
export const documentPath = '/v2/openapi.json'
export const documentationPath = '/v2/docs'

interface Route {
  readonly method: Endpoint['method']
  /** the path in the contract, such as `/v2/leadevents/{id}` */
  readonly path: string
  readonly pattern: RegExp
}

const paths: readonly Pick<Endpoint, 'method' | 'path'>[] = [
  { method: 'GET', path: documentPath },
  { method: 'GET', path: documentationPath },
  changeStream,
  ...Object.values(endpoints),
]

const routes: readonly Route[] = paths.map(({ method, path }) => ({
  method,
  path,
  pattern: new RegExp(`^${path.replaceAll('.', String.raw`\.`).replace('{id}', '[^/]+')}$`),
}))

/** Returns the methods of a path; none if the path does not exist. */
export function methodsOf(pathname: string): string[] {
  const matching = routes.filter(({ pattern }) => pattern.test(pathname))
  return [...new Set(matching.map(({ method }) => method))]
}

/** Returns the requested path as in the contract; `undefined` if it does not exist. */
export function toHonoPath(pathname: string): string | undefined {
  // fixed paths precede those with an ID in the contract's table, as in the router
  return routes.find(({ pattern }) => pattern.test(pathname))?.path
}
