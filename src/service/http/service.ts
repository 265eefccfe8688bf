import { Hono, type Context } from 'hono'
import { endpoints, type BodyOf, type Endpoint } from '../../contract/endpoints.ts'
import { can, rolesWith } from '../../contract/permissions.ts'
import { createApiDocs } from '../api-docs/api-docs.ts'
import {
  isBackendEndpoint,
  isPeopleEndpoint,
  type Backend,
  type BackendEndpoint,
  type ImportEndpoint,
  type Operation,
  type PeopleEndpoint,
  type ResultOf,
} from '../core/backend.ts'
import { endpointNames, successStatus } from '../core/endpoint-names.ts'
import type { Caller, SignedInCaller } from '../core/caller.ts'
import { requireScope } from './require-scope.ts'
import { attachment, json, problemResponse } from './respond.ts'
import { clientInfoOf, type ClientInfo } from './limits/client-address.ts'
import { tokenOf, type Authenticate } from './authenticate.ts'
import { requestIdOf } from './request-log.ts'
import { limitBody, readUpload } from './limits/limit-body.ts'
import { findIgnored, nameIgnored } from './parameters/name-ignored.ts'
import type { RecordRejection } from './record-rejection.ts'
import { parseParameters } from './parameters/parse-parameters.ts'
import { readParameters } from './parameters/read-parameters.ts'
import { parseWriteHeaders } from './parameters/parse-write-headers.ts'
import { refuseCrossSite } from './refuse-cross-site.ts'
import { documentationPath, documentPath, methodsOf } from './routes.ts'
import { cookieOf } from './cookie-of.ts'
import { expectedBytesOf, type Limits } from './limits/rate-limits.ts'
import { strictTransportSecurity } from './page/security-headers.ts'
import { securityTextPath } from './page/security-text.ts'
import { etagOf } from '../operations/if-match.ts'
import { Problem } from '../core/problem.ts'
import type { ImportBackend } from '../operations/imports/import-backend.ts'
import type { PeopleBackend } from '../operations/people/people-backend.ts'
import type { AuditEntry } from '../store/applications/audit.ts'
import { hashToken } from '../store/applications/hash-token.ts'
import { runForRequest, type RequestContext } from '../store/connection/request-context.ts'
import { changeStream, type ChangeStreams } from './session/change-streams.ts'
import { callbackPath } from './session/oidc-provider.ts'
import type { SingleSignOn } from './session/single-sign-on.ts'
import type { createSessionEndpoints } from './session/session-endpoints.ts'

export interface ServiceOptions {
  readonly backend: Backend
  readonly authenticate: Authenticate
  /** keeps a caller who sends too many requests from slowing down others */
  readonly limits: Limits
  readonly people: PeopleBackend
  readonly imports: ImportBackend
  /** signs people in with an identity provider, if one is configured */
  readonly singleSignOn?: SingleSignOn | undefined
  readonly session: ReturnType<typeof createSessionEndpoints>
  /** announces changes to signed-in browsers, if the back end reports them */
  readonly changeStreams: ChangeStreams | undefined
  readonly recordRejection: RecordRejection
  /** called with each entry of the audit log that a request has written */
  readonly audited?: ((entry: AuditEntry) => void) | undefined
  /** called with every error that no caller caused, and the ID of its request */
  readonly report: (error: unknown, requestId?: string) => void
  /** returns why the database is not running, if that is known */
  readonly outage?: (() => string | undefined) | undefined
  /** returns `security.txt` for the service at an origin */
  readonly securityText: (origin: string) => Response
  /** handlers for requests that match no API endpoint, tried in order, such as the app and the health checks */
  readonly fallbackHandlers?: readonly ((request: Request) => Promise<Response | undefined>)[]
}

/** The web service as one function: all endpoints of Leadline with a back end. */
export type Service = (request: Request, client?: ClientInfo) => Promise<Response>

interface ServiceEnvironment {
  readonly Bindings: { readonly requestId: string | undefined; readonly client: ClientInfo }
}

type ServiceContext = Context<ServiceEnvironment>

/** Creates the service: each route consists of its guards in order, and all errors have one exit. */
export function createService({
  backend,
  authenticate,
  limits,
  people,
  imports,
  singleSignOn,
  session,
  changeStreams,
  recordRejection,
  audited,
  report,
  outage,
  securityText,
  fallbackHandlers = [],
}: ServiceOptions): Service {
  const app = new Hono<ServiceEnvironment>()

  app.use(async ({ req, env }, next) => {
    if (env.client.isMisdirected === true) throw new Problem('forbidden', misdirected)
    await limits.address(req.raw, env.client)
    return next()
  })

  // the service reads no body with any other method
  app.on(['POST', 'PUT', 'DELETE'], '*', limitBody)

  /** The guards of an endpoint that requires authentication; returns the caller and the parsed request. */
  const admit = async <Name extends AdmittingEndpoint>(
    name: Name,
    { req, env }: ServiceContext,
  ): Promise<Admitted<Name>> => {
    const endpoint: Endpoint = endpoints[name]
    const parameters = await readParameters(req.raw, endpoint)
    const caller = await authenticate(req.raw, parameters, env.client)
    const token = tokenOf(req.raw, parameters)
    const credential = typeof token === 'string' ? hashToken(token) : caller.session?.hash
    if (credential !== undefined) limits.recognise(credential, env.client)
    await limits.caller(caller)
    const id = req.param('id') ?? ''
    await recordRejection({ name, caller, id }, async () => {
      requireScope(caller, name)
      checkPermissions(endpoint, caller, backend)
    })
    const headers = parseWriteHeaders(req.raw, parameters)
    const request = parseParameters(name, caller, id, parameters, headers)
    // the guards have just rejected a caller without a user or session if the endpoint requires one
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return [...([caller, request] as Parameters<Operation<Name>>), findIgnored(name, parameters)]
  }

  const serve = <Name extends ServedEndpoint>(name: Name, operation: Operation<Name>) => {
    const endpoint: Endpoint = endpoints[name]
    app.on(endpoint.method, route(endpoint), async (context) => {
      const [caller, request, ignored] = await admit(name, context)
      return recordRejection({ name, caller, id: request.id }, async () =>
        limits.run(
          caller,
          expectedBytesOf(request.query),
          async () => {
            const body = nameIgnored(await operation(caller, request), ignored)
            return json(successStatus(name), body, responseHeaders[name]?.(body))
          },
          context.env.client.delivery,
        ),
      )
    })
  }

  const serveAll = <Name extends BackendEndpoint | PeopleEndpoint>(
    names: readonly Name[],
    operations: { readonly [Each in Name]?: Operation<Each> },
  ) => {
    for (const name of names) serve(name, operations[name] ?? absent)
  }
  // in the order of the table, in which fixed paths precede those with an ID
  serveAll(endpointNames.filter(isPeopleEndpoint), people)
  serveAll(endpointNames.filter(isBackendEndpoint), backend)

  if (backend.capabilities.includes('imports')) {
    serve('getImport', imports.getImport)
    serve('createImport', imports.createImport)
    serve('changeImport', imports.changeImport)
    serve('deleteImport', imports.deleteImport)

    app.put(route(endpoints.uploadImport), async (context) => {
      const [caller, request, ignored] = await admit('uploadImport', context)
      const content = await readUpload(context.req.raw)
      return json(200, nameIgnored(await imports.uploadImport(caller, request, content), ignored))
    })

    app.get(route(endpoints.getRejectedLines), async (context) => {
      const [caller, request] = await admit('getRejectedLines', context)
      return attachment(await imports.getRejectedLines(caller, request))
    })
  }

  app.get(endpoints.getSession.path, async ({ req, env }) => {
    const { session: current, cookies, credential } = await session.getSession(cookieOf(req.raw))
    if (credential !== undefined) limits.recognise(credential, env.client)
    return withCookies(json(200, current), cookies)
  })

  app.post(endpoints.createSession.path, async (context) => {
    const body = await readBody('createSession', context)
    const headers = cookieOf(context.req.raw)
    const { session: signedIn, cookies } = await session.createSession(body, headers, async (attempt, work) =>
      limits.signIn(attempt, context.env.client, work),
    )
    return withCookies(json(200, signedIn), cookies)
  })

  app.post(endpoints.readLink.path, async (context) =>
    json(200, await session.readLink(await readBody('readLink', context))),
  )

  app.post(endpoints.acceptLink.path, async (context) => {
    const body = await readBody('acceptLink', context)
    // a link cannot be guessed, so the failed attempts of others do not delay it
    const { session: signedIn, cookies } = await limits.signIn({}, context.env.client, async () =>
      session.acceptLink(body, cookieOf(context.req.raw)),
    )
    return withCookies(json(200, signedIn), cookies)
  })

  app.put(endpoints.changePassword.path, async (context) => {
    const [caller, { body }] = await admit('changePassword', context)
    // guesses of the current password are delayed like sign-in attempts, by the failures of this session only
    const { email, hash } = caller.session
    const cookies = await limits.signIn(
      { email, browser: hash.toString('base64') },
      context.env.client,
      async () => session.changePassword(caller, body),
    )
    return withCookies(json(204, undefined), cookies)
  })

  app.delete(endpoints.deleteSessions.path, async (context) => {
    const [caller] = await admit('deleteSessions', context)
    return withCookies(json(204, undefined), await session.deleteSessions(caller, cookieOf(context.req.raw)))
  })

  app.delete(endpoints.deleteSession.path, async ({ req, env }) => {
    refuseCrossSite(req.raw, env.client.origin)
    return withCookies(json(204, undefined), await session.deleteSession(cookieOf(req.raw)))
  })

  if (changeStreams !== undefined) {
    app.get(changeStream.path, async ({ req, env }) => {
      const caller = await authenticate(req.raw, {}, env.client)
      await limits.caller(caller)
      checkPermissions(changeStream, caller, backend)
      // the check has just rejected a caller without a session
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const signedIn = caller as SignedInCaller
      limits.recognise(signedIn.session.hash, env.client)
      const response = changeStreams.open(signedIn)
      // Hono omits the body of the response to HEAD, but does not end it
      if (req.method === 'HEAD') await response.body?.cancel()
      return response
    })
  }

  if (singleSignOn !== undefined) {
    app.get('/session/oidc', async ({ req }) => singleSignOn.begin(req.raw))
    app.get(callbackPath, async ({ req }) => singleSignOn.finish(req.raw))
  }

  const apiDocs = createApiDocs()
  app.get(documentPath, ({ req }) => apiDocs.document(req.raw))
  app.get(documentationPath, ({ req, env }) => apiDocs.page(req.raw, env.client.origin))
  app.get(securityTextPath, ({ env }) => securityText(env.client.origin))

  app.notFound(async ({ req }) => {
    const methods = methodsOf(req.path)
    if (methods.length > 0) {
      throw new Problem('method_not_allowed', `Method not allowed. Use ${methods.join(' or ')}.`, {
        headers: { allow: methods.join(', ') },
      })
    }
    for (const respond of fallbackHandlers) {
      const response = await respond(req.raw)
      if (response !== undefined) return response
    }
    throw new Problem('not_found', 'This endpoint does not exist.')
  })

  app.onError((error, { env }) => problemResponse(error, (cause) => report(cause, env.requestId), outage))

  // passes both in the environment, because the body limit replaces the request by another object
  return async (request, client = clientInfoOf(request)) => {
    const { address } = client
    const context: RequestContext = {
      signal: request.signal,
      requestId: requestIdOf(request),
      address,
      audited: [],
    }
    const response = await runForRequest(context, async () =>
      app.fetch(request, { requestId: requestIdOf(request), client }),
    )
    for (const entry of context.audited) audited?.(entry)
    if (client.origin.startsWith('https:'))
      response.headers.set('strict-transport-security', strictTransportSecurity)
    return response
  }
}

/** The headers of a successful response that belong to one endpoint. */
const responseHeaders: {
  readonly [Name in BackendEndpoint | PeopleEndpoint]?: (
    body: ResultOf<Name>,
  ) => Readonly<Record<string, string>>
} = {
  createEvent: ({ item }) => ({
    location: `${endpoints.createEvent.path}/${item.id}`,
    etag: etagOf(item),
  }),
  getEvent: ({ item }) => ({ etag: etagOf(item) }),
  updateEvent: ({ item }) => ({ etag: etagOf(item) }),
}

/** An endpoint that the back end lacks: it does not exist here. */
async function absent(): Promise<never> {
  throw new Problem('not_found', 'This endpoint does not exist.')
}

const misdirected =
  'The service accepts requests for localhost only. To use another address, its operator sets PUBLIC_URL.'

/** Reads and parses the body of an endpoint that needs no authentication. */
async function readBody<Name extends 'createSession' | 'readLink' | 'acceptLink'>(
  name: Name,
  { req, env }: ServiceContext,
): Promise<BodyOf<Name>> {
  refuseCrossSite(req.raw, env.client.origin)
  const parameters = await readParameters(req.raw, endpoints[name])
  return parseParameters(name, undefined, '', parameters).body
}

/** The arguments of an operation, and the names of the parameters that it ignores. */
type Admitted<Name extends AdmittingEndpoint> = [
  ...operation: Parameters<Operation<Name>>,
  ignored: readonly string[],
]

type ServedEndpoint =
  | BackendEndpoint
  | PeopleEndpoint
  | Exclude<ImportEndpoint, 'uploadImport' | 'getRejectedLines'>

type AdmittingEndpoint = ServedEndpoint | ImportEndpoint | 'changePassword' | 'deleteSessions'

function checkPermissions(
  { feature, permission, caller: needs }: Pick<Endpoint, 'feature' | 'permission' | 'caller'>,
  caller: Caller,
  { hasFeature }: Backend,
): void {
  if (feature !== undefined && !hasFeature(caller.application, feature)) {
    throw new Problem('forbidden', `Your application does not have the feature ${feature}.`)
  }
  // a token that could give other people access would be more powerful than intended
  if (needs === 'session' && caller.session === undefined) {
    throw new Problem('forbidden', 'This endpoint requires a session; tokens are not accepted.')
  }
  if (permission !== undefined && caller.user !== null && !can(caller.user, permission)) {
    throw new Problem('forbidden', `Requires the role ${rolesWith(permission).join(' or ')}.`)
  }
}

/** Returns the path of an endpoint in Hono's syntax. */
function route({ path }: Endpoint): string {
  return path.replace('{id}', ':id')
}

function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}
