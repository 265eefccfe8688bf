import type { Endpoint } from '../../contract/endpoints.ts'

/** The ways to say who one is. A token may stand in a form body, too, which OpenAPI has no word for. */
export const securitySchemes = {
  token: {
    type: 'apiKey',
    in: 'query',
    name: 'token',
    description:
      'The application’s token as a query parameter, or under the same name in a form or JSON body.',
  },
  bearer: { type: 'http', scheme: 'bearer', description: 'The application’s token as a header.' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'leadline.session_token',
    description: 'The cookie of a person who is signed in, as `POST /session` sets it. Same site only.',
  },
} as const

/** Which of them an endpoint takes; `{}`: none is needed. */
export function securityOf({ caller, method }: Endpoint): Record<string, readonly string[]>[] {
  if (caller === 'session') return [{ session: [] }]
  if (caller !== 'anyone') return [{ token: [] }, { bearer: [] }, { session: [] }]
  return method === 'POST' ? [] : [{}, { session: [] }]
}
