import { endpoints, type Endpoint, type EndpointName } from '../../contract/endpoints.ts'
import { scopeOf } from '../../contract/token-scope.ts'

/** The authentication schemes. A token can also be a form field, which OpenAPI cannot express. */
export const securitySchemes = {
  token: {
    type: 'apiKey',
    in: 'query',
    name: 'token',
    description: 'The application’s token, as a query parameter or a field of a form or JSON body.',
  },
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: 'The application’s token, in the `Authorization` header.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-leadline.session_token',
    description:
      'The session cookie set by `POST /session`. Same-site only. Over plain HTTP on the same machine its name is `leadline.session_token`.',
  },
} as const

/** Returns the schemes that an endpoint accepts, a token with its scope; `{}` means that none is required. */
export function securityOf(name: EndpointName): Record<string, readonly string[]>[] {
  const { caller, method }: Endpoint = endpoints[name]
  const scopes = [scopeOf(name)]
  if (caller === 'session') return [{ session: [] }]
  if (caller !== 'anyone') return [{ token: scopes }, { bearer: scopes }, { session: [] }]
  return method === 'POST' ? [] : [{}, { session: [] }]
}
