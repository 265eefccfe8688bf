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

/** The environment variables of an OpenID Connect provider. */
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

/** The variables that are required if there is a provider. */
const requiredVariables = [
  'PUBLIC_URL',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_ALLOWED_DOMAIN',
  'OIDC_APPLICATION',
] as const

/** Reads the provider for signing in, if there is one. Throws a `StartupError` that names a missing variable. */
export function readSingleSignOn(variables: Variables): SingleSignOnSettings | undefined {
  const { OIDC_ISSUER, OIDC_MANAGER_CLAIM } = variables
  if (OIDC_ISSUER === undefined) return undefined
  const issuer = new URL(OIDC_ISSUER)
  if (issuer.protocol === 'http:' && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(issuer.hostname)) {
    throw new StartupError('Invalid OIDC_ISSUER: expected an https:// URL.')
  }
  const requireVariable = (name: (typeof requiredVariables)[number]): string => {
    const value = variables[name]
    if (value !== undefined) return value
    throw new StartupError(`${name} is not set: OIDC_ISSUER also needs ${requiredVariables.join(', ')}.`)
  }
  const [name = '', ...value] = OIDC_MANAGER_CLAIM?.split('=') ?? []
  return {
    issuer,
    publicUrl: new URL(requireVariable('PUBLIC_URL')),
    clientId: requireVariable('OIDC_CLIENT_ID'),
    clientSecret: requireVariable('OIDC_CLIENT_SECRET'),
    allowedDomain: requireVariable('OIDC_ALLOWED_DOMAIN'),
    applicationId: requireVariable('OIDC_APPLICATION'),
    managerClaim: OIDC_MANAGER_CLAIM === undefined ? undefined : { name, value: value.join('=') },
  }
}
