import * as z from 'zod/mini'
import { isLoopback } from '../http/server/is-loopback.ts'
import { StartupError } from '../core/startup-error.ts'

/** The connection settings of the Atoka API. */
export interface AtokaSettings {
  /** the base URL of the reference's paths */
  readonly url: string
  /** it never leaves the service */
  readonly token: string
}

/** The environment variables of the Atoka back end. */
export const atokaVariables = {
  LEADLINE_BACKEND: z.optional(z.enum(['postgres', 'atoka'], { error: 'expected postgres or atoka' })),
  ATOKA_TOKEN: z.optional(
    z.string().check(z.regex(/^[\x21-\x7e]{8,}$/, 'expected a token of at least 8 visible characters')),
  ),
  ATOKA_URL: z.optional(z.string()),
}

type Given = Readonly<Partial<Record<keyof typeof atokaVariables | 'DEMO', string | undefined>>>

/**
 * Reads Atoka's settings; `undefined` if our own store is the back end. Throws a `StartupError` if they are
 * incomplete.
 */
export function readAtoka({
  LEADLINE_BACKEND,
  ATOKA_TOKEN,
  ATOKA_URL,
  DEMO,
}: Given): AtokaSettings | undefined {
  if (LEADLINE_BACKEND !== 'atoka') {
    const named = ATOKA_TOKEN === undefined ? ATOKA_URL && 'ATOKA_URL' : 'ATOKA_TOKEN'
    if (named === undefined) return undefined
    throw new StartupError(
      `${named} is set but LEADLINE_BACKEND is not atoka. Set LEADLINE_BACKEND=atoka, or unset ${named}.`,
    )
  }
  if (ATOKA_TOKEN === undefined) {
    throw new StartupError(
      'ATOKA_TOKEN is not set: LEADLINE_BACKEND=atoka needs your application’s Atoka token.',
    )
  }
  if (DEMO === 'on') {
    throw new StartupError('DEMO=on cannot be combined with LEADLINE_BACKEND=atoka. Unset DEMO.')
  }
  return { token: ATOKA_TOKEN, url: readUrl(ATOKA_URL ?? 'https://api.atoka.io') }
}

function readUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined
  const isPlain = url?.username === '' && url.password === '' && url.search === '' && url.hash === ''
  if (url === undefined || !isPlain || !/^https?:$/.test(url.protocol)) {
    throw new StartupError(
      'Invalid ATOKA_URL: expected a URL without credentials, query or fragment, such as https://api.atoka.io.',
    )
  }
  // anyone on the network path could read the token
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new StartupError(
      'Invalid ATOKA_URL: http:// would send the token unencrypted. Use https://, or a loopback address.',
    )
  }
  return url.href
}
