import * as oidc from 'openid-client'
import * as z from 'zod/mini'
import { personName } from '../../../contract/person.ts'
import { ParseIssue } from '../../../contract/params.ts'

/** The OpenID Connect provider, and which of its accounts may sign in. */
export interface SingleSignOnSettings {
  readonly issuer: URL
  readonly clientId: string
  readonly clientSecret: string
  /** the part of an email address after the `@`, in lower case */
  readonly allowedDomain: string
  /** the application of its users */
  readonly applicationId: string
  /** the claim and its value that make a user a manager; without one, managers assign roles */
  readonly managerClaim: { readonly name: string; readonly value: string } | undefined
  /** the URL of the page for browsers */
  readonly publicUrl: URL
}

/**
 * The state of a sign-in in progress, stored in the browser's cookie: the values that identify it, and the page to
 * return to.
 */
export const signInStateSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
})

export type SignInState = z.output<typeof signInStateSchema>

/** A user's profile at the provider. */
export interface OidcProfile {
  /** never reassigned, unlike an address */
  readonly subject: string
  readonly email: string
  readonly emailVerified: boolean
  readonly name: string
  readonly claims: Readonly<Record<string, unknown>>
}

/** The path to which the provider redirects users. */
export const callbackPath = '/session/oidc/callback'

const claimsSchema = z.object({
  sub: z.string(),
  email: z.optional(z.string()),
  email_verified: z.optional(z.boolean()),
  name: z.optional(z.string()),
})

/**
 * Creates a client of an OpenID Connect provider: authorization code with PKCE, `state` and `nonce`. It is discovered
 * at the first sign-in, so that the service can start without it.
 */
export function createProvider({ issuer, clientId, clientSecret, publicUrl }: SingleSignOnSettings) {
  const redirect = new URL(callbackPath, publicUrl).href
  let discovered: Promise<oidc.Configuration> | undefined

  async function configuration(): Promise<oidc.Configuration> {
    // TLS to the provider would suffice by the standard; we verify the signature of the ID token too
    const execute = [oidc.enableNonRepudiationChecks]
    // the configuration accepts `http:` only for loopback addresses
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
    /** Returns the URL for the browser's redirect, and the state that identifies it when it returns. */
    async begin(to: string): Promise<{ url: URL; state: SignInState }> {
      const state = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        to,
      }
      const url = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirect,
        scope: 'openid email profile',
        state: state.state,
        nonce: state.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(state.verifier),
        code_challenge_method: 'S256',
      })
      return { url, state }
    },

    /**
     * Returns the profile that the provider authenticated; `search` is the query of the redirect URL. Throws if it
     * does not match the state.
     */
    async finish(search: string, { state, nonce, verifier }: SignInState): Promise<OidcProfile> {
      const server = await configuration()
      const tokens = await oidc.authorizationCodeGrant(server, new URL(search, redirect), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const { sub, ...inToken } = claimsSchema.parse(tokens.claims())
      // the user info endpoint returns the claims that the ID token omits
      const info = await oidc.fetchUserInfo(server, tokens.access_token, sub)
      const fromInfo = claimsSchema.parse(info)
      // `email_verified` concerns only the address of the same source
      const { email = '', email_verified: emailVerified = false } =
        fromInfo.email === undefined ? inToken : fromInfo
      const name = personName(fromInfo.name ?? inToken.name ?? '')
      return {
        subject: sub,
        email: email.toLowerCase(),
        emailVerified,
        // an invalid name counts as missing
        name: name instanceof ParseIssue ? email : name,
        claims: { ...tokens.claims(), ...info },
      }
    },
  }
}
