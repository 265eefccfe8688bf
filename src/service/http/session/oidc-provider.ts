import * as oidc from 'openid-client'
import * as z from 'zod/mini'
import { personName } from '../../../contract/person.ts'
import { ParseIssue } from '../../../contract/params.ts'

/** An OpenID Connect provider, and who may come in by it. */
export interface SingleSignOnSettings {
  readonly issuer: URL
  readonly clientId: string
  readonly clientSecret: string
  /** the part of an e-mail address after the `@`, in lower case */
  readonly allowedDomain: string
  /** the application that its people belong to */
  readonly applicationId: string
  /** the claim, and the value in it, that make a manager; without one, managers give roles */
  readonly managerClaim: { readonly name: string; readonly value: string } | undefined
  /** where the page is, as browsers see it */
  readonly publicUrl: URL
}

/** What a sign-in that is under way is recognised by, and where it goes on: kept in the browser's cookie meanwhile. */
export const signInStateSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
})

export type SignInState = z.output<typeof signInStateSchema>

/** Somebody, as the provider knows them. */
export interface OidcProfile {
  /** never given to anybody else, as an address may be */
  readonly subject: string
  readonly email: string
  readonly emailVerified: boolean
  readonly name: string
  readonly claims: Readonly<Record<string, unknown>>
}

/** The path that the provider sends people back to. */
export const callbackPath = '/session/oidc/callback'

const claimsSchema = z.object({
  sub: z.string(),
  email: z.optional(z.string()),
  email_verified: z.optional(z.boolean()),
  name: z.optional(z.string()),
})

/**
 * Speaks to an OpenID Connect provider: authorization code with PKCE, `state` and `nonce`. It is discovered when somebody
 * first signs in by it, so that the service starts without it.
 */
export function createProvider({ issuer, clientId, clientSecret, publicUrl }: SingleSignOnSettings) {
  const redirect = new URL(callbackPath, publicUrl).href
  let discovered: Promise<oidc.Configuration> | undefined

  async function configuration(): Promise<oidc.Configuration> {
    // the line to the provider would do by the standard: the signature of the ID token is looked at all the same
    const execute = [oidc.enableNonRepudiationChecks]
    // configuration.ts lets `http:` through for loopback only
    if (issuer.protocol === 'http:') execute.push(oidc.allowInsecureRequests)
    discovered ??= oidc.discovery(issuer, clientId, clientSecret, undefined, { execute, timeout: 10 })
    try {
      return await discovered
    } catch (error) {
      discovered = undefined
      throw error
    }
  }

  return {
    /** Where to send a browser, and what to recognise it by when it comes back. */
    async begin(to: string): Promise<{ address: URL; kept: SignInState }> {
      const kept = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        to,
      }
      const address = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirect,
        scope: 'openid email profile',
        state: kept.state,
        nonce: kept.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: 'S256',
      })
      return { address, kept }
    },

    /** Who came back; `search` is the query of the address. Throws where that is not who was sent. */
    async finish(search: string, { state, nonce, verifier }: SignInState): Promise<OidcProfile> {
      const server = await configuration()
      const tokens = await oidc.authorizationCodeGrant(server, new URL(search, redirect), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const { sub, ...inToken } = claimsSchema.parse(tokens.claims())
      // what a provider leaves out of the ID token it tells when asked
      const info = await oidc.fetchUserInfo(server, tokens.access_token, sub)
      const told = claimsSchema.parse(info)
      // that an address is verified is said of the one beside it, and of no other
      const { email = '', email_verified: emailVerified = false } = told.email === undefined ? inToken : told
      const name = personName(told.name ?? inToken.name ?? '')
      return {
        subject: sub,
        email: email.toLowerCase(),
        emailVerified,
        // a name that nobody could be invited under is none
        name: name instanceof ParseIssue ? email : name,
        claims: { ...tokens.claims(), ...info },
      }
    },
  }
}
