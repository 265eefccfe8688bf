import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

/** An account at the provider. */
export interface ProviderAccount {
  readonly sub: string
  readonly email: string
  readonly email_verified?: boolean
  readonly name: string
  readonly groups?: readonly string[]
}

/** A real OpenID Connect provider on loopback, which signs in `account` without asking. */
export interface TestProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  account: ProviderAccount
  /** claims of the ID token that differ from those of the user info endpoint */
  inIdToken: Partial<ProviderAccount>
  /** the keys to publish instead of its real signing keys */
  publishedKeys: { readonly keys: readonly object[] } | undefined
  close(): Promise<void>
}

/** Starts a provider with one client, whose redirect URI is `redirect`. */
export async function startProvider(redirect: string, account: ProviderAccount): Promise<TestProvider> {
  const client = { clientId: 'leadline', clientSecret: 'a secret of the test and of nobody else' }
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The provider has no port.')
  const issuer = `http://127.0.0.1:${address.port}`
  const started: Pick<TestProvider, 'account' | 'inIdToken' | 'publishedKeys'> = {
    account,
    inIdToken: {},
    publishedKeys: undefined,
  }
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [redirect],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    conformIdTokenClaims: false,
    findAccount: (_: unknown, accountId: string) => ({
      accountId,
      claims: (use: string) =>
        use === 'id_token' ? { ...started.account, ...started.inIdToken } : started.account,
    }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    cookies: { keys: ['of a test'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
  })
  const serve = provider.callback()
  server.on('request', (request, response) => {
    if (request.url === '/jwks' && started.publishedKeys !== undefined) {
      response.setHeader('content-type', 'application/json')
      return void response.end(JSON.stringify(started.publishedKeys))
    }
    if (request.url?.startsWith('/interaction/') !== true) return void serve(request, response)
    const finish = async () => {
      const accountId = started.account.sub
      const grant = new provider.Grant({ accountId, clientId: client.clientId })
      grant.addOIDCScope('openid email profile')
      const consent = { grantId: await grant.save() }
      await provider.interactionFinished(request, response, { login: { accountId }, consent })
    }
    return void finish()
  })
  return Object.assign(started, {
    issuer,
    ...client,
    close: async () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}
