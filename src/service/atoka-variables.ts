import * as z from 'zod/mini'
import { isLoopback } from './http/is-loopback.ts'
import { StartupError } from './startup-error.ts'

/** How the real Atoka API is reached. */
export interface AtokaSettings {
  /** what stands before the reference's paths */
  readonly url: string
  /** it never leaves the service */
  readonly token: string
}

/** The variables that put the service in front of the real Atoka API. */
export const atokaVariables = {
  LEADLINE_BACKEND: z.optional(z.enum(['postgres', 'atoka'], { error: 'say postgres or atoka' })),
  ATOKA_TOKEN: z.optional(
    z.string().check(z.regex(/^[\x21-\x7e]{8,}$/, 'say the token, 8 visible characters or more')),
  ),
  ATOKA_URL: z.optional(z.string()),
}

type Given = Readonly<Partial<Record<keyof typeof atokaVariables | 'DEMO', string | undefined>>>

/** Atoka's settings, `undefined` where our own store is the back end; throws a `StartupError` for half of them. */
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
      `The variable ${named} says how to reach Atoka, and the service would not: set LEADLINE_BACKEND=atoka too, or leave ${named} out.`,
    )
  }
  if (ATOKA_TOKEN === undefined) {
    throw new StartupError(
      'The variable ATOKA_TOKEN is missing: LEADLINE_BACKEND=atoka needs the token of your application in Atoka.',
    )
  }
  if (DEMO === 'on') {
    throw new StartupError(
      'The variable DEMO says on, but with LEADLINE_BACKEND=atoka no demo is loaded: leave it out.',
    )
  }
  return { token: ATOKA_TOKEN, url: readUrl(ATOKA_URL ?? 'https://api.atoka.io') }
}

function readUrl(said: string): string {
  const url = URL.canParse(said) ? new URL(said) : undefined
  const isPlain = url?.username === '' && url.password === '' && url.search === '' && url.hash === ''
  if (url === undefined || !isPlain || !/^https?:$/.test(url.protocol)) {
    throw new StartupError(
      'The variable ATOKA_URL is not understood: say an address without credentials, ? and #, such as https://api.atoka.io.',
    )
  }
  // anybody on the way would read the token
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new StartupError(
      'The variable ATOKA_URL says http, by which everybody on the way reads the token: say https, or an address of this machine.',
    )
  }
  return url.href
}
