import type { Service } from '../service/http/service.ts'
import { ApiClient } from './api-client.ts'
import { testPassword } from './start-service.ts'

/** Signs in a user of a test. Returns the cookies that their browser would send from then on. */
export async function signIn(service: Service, person: string, password = testPassword): Promise<string> {
  const credentials = { email: `${person}@example.test`, password }
  const { headers } = await new ApiClient(service, {}).write('POST', '/session', credentials)
  return cookiesIn(headers)
}

/** Returns the header `Cookie` that a browser sends after a response with these headers. */
export function cookiesIn(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
}
