import type { Service } from '../service/http/service.ts'
import { ApiClient } from './api-client.ts'
import { testPassword } from './start-service.ts'

/** Signs a person of a test in; gives the cookies that their browser would send from then on. */
export async function signIn(service: Service, person: string, password = testPassword): Promise<string> {
  const credentials = { email: `${person}@example.test`, password }
  const { headers } = await new ApiClient(service, {}).write('POST', '/session', credentials)
  return cookiesIn(headers)
}

/** What a browser sends back of the cookies that an answer sets. */
export function cookiesIn(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
}
