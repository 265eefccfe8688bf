import type { Instant } from '../../../contract/instant.ts'
import { shiftInstant } from '../../../contract/instant.ts'
import { dataHeaders } from './security-headers.ts'

/** The path of the file with the contact for security reports. Source: RFC 9116. */
export const securityTextPath = '/.well-known/security.txt'

/** The validity of the file in milliseconds: RFC 9116, 2.5.5, recommends less than a year. */
const validMs = 180 * 86_400_000

export interface SecurityTextOptions {
  readonly clock: () => Instant
  /** `mailto:` or `https:`; default: `security@` the host name of the service, the mailbox that RFC 2142 reserves */
  readonly contact: string | undefined
}

/** Creates a function that returns `security.txt` for the service at an origin. */
export function createSecurityText({ clock, contact }: SecurityTextOptions): (origin: string) => Response {
  return (origin) => {
    const lines = [
      `Contact: ${contact ?? `mailto:security@${new URL(origin).hostname}`}`,
      `Expires: ${shiftInstant(clock(), validMs)}`,
      'Preferred-Languages: en, it',
      `Canonical: ${origin}${securityTextPath}`,
    ]
    return new Response(`${lines.join('\n')}\n`, {
      headers: { ...dataHeaders, 'content-type': 'text/plain; charset=utf-8' },
    })
  }
}
