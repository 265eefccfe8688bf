import * as z from 'zod/mini'
import type { SingleSignOnSettings } from '../http/session/oidc-provider.ts'
import { StartupError } from '../core/startup-error.ts'

const address = z.optional(
  z
    .string()
    .check(
      z.refine(
        (raw) => /^https?:\/\/[^/?#]+/.test(raw) && URL.canParse(raw),
        'expected a full URL, https://…',
      ),
    ),
)
const text = z.optional(z.string())

/** What the environment says of an OpenID Connect provider. */
export const singleSignOnVariables = {
  PUBLIC_URL: address,
  OIDC_ISSUER: address,
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  OIDC_ALLOWED_DOMAIN: z.optional(
    z
      .string()
      .check(z.regex(/^[a-z0-9.-]+\.[a-z]{2,}$/, 'expected a lower-case domain, such as acme.example')),
  ),
  OIDC_APPLICATION: text,
  OIDC_MANAGER_CLAIM: z.optional(
    z.string().check(z.regex(/^[^=]+=.+$/, 'expected claim=value, such as groups=sales-managers')),
  ),
} as const

type Variables = z.output<z.ZodMiniObject<typeof singleSignOnVariables>>

/** Which of them there have to be, once one says who the provider is. */
const needed = [
  'PUBLIC_URL',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_ALLOWED_DOMAIN',
  'OIDC_APPLICATION',
] as const

/** The provider that people can sign in by, if there is one. Throws a `StartupError` that names what is missing. */
export function readSingleSignOn(variables: Variables): SingleSignOnSettings | undefined {
  const { OIDC_ISSUER, OIDC_MANAGER_CLAIM } = variables
  if (OIDC_ISSUER === undefined) return undefined
  const issuer = new URL(OIDC_ISSUER)
  if (issuer.protocol === 'http:' && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(issuer.hostname)) {
    throw new StartupError('Invalid OIDC_ISSUER: expected an https:// URL.')
  }
  const given = (name: (typeof needed)[number]): string => {
    const value = variables[name]
    if (value !== undefined) return value
    throw new StartupError(`${name} is not set: OIDC_ISSUER also needs ${needed.join(', ')}.`)
  }
  const [name = '', ...value] = OIDC_MANAGER_CLAIM?.split('=') ?? []
  return {
    issuer,
    publicUrl: new URL(given('PUBLIC_URL')),
    clientId: given('OIDC_CLIENT_ID'),
    clientSecret: given('OIDC_CLIENT_SECRET'),
    allowedDomain: given('OIDC_ALLOWED_DOMAIN'),
    applicationId: given('OIDC_APPLICATION'),
    managerClaim: OIDC_MANAGER_CLAIM === undefined ? undefined : { name, value: value.join('=') },
  }
}
