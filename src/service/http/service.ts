import { Hono, type Context } from 'hono'
import { endpoints, type BodyOf, type Endpoint } from '../../contract/endpoints.ts'
import { can, rolesWith } from '../../contract/permissions.ts'
import { createApiDocs } from '../api-docs/api-docs.ts'
import type { Backend, BackendEndpoint, Operation, PeopleEndpoint, ResultOf } from '../core/backend.ts'
import type { Caller } from '../core/caller.ts'
import { requireScope } from './require-scope.ts'
import { json, problemResponse } from './respond.ts'
import { clientInfoOf, type ClientInfo } from './limits/client-address.ts'
import { tokenOf, type Authenticate } from './authenticate.ts'
import { requestIdOf } from './request-log.ts'
import { limitBody } from './limits/limit-body.ts'
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
import type { PeopleBackend } from '../operations/people/people-backend.ts'
import type { AuditEntry } from '../store/applications/audit.ts'
import { hashToken } from '../store/applications/hash-token.ts'
import { runForRequest, type RequestContext } from '../store/connection/request-context.ts'
import { callbackPath } from './session/oidc-provider.ts'
import type { SingleSignOn } from './session/single-sign-on.ts'
import type { createSessionEndpoints } from './session/session-endpoints.ts'

export interface ServiceOptions {
  readonly backend: Backend
  readonly authenticate: Authenticate
  /** keeps who sends too much from slowing the others */
  readonly limits: Limits
  readonly people: PeopleBackend
  /** signs people in by a provider, where there is one */
  readonly singleSignOn?: SingleSignOn | undefined
  readonly session: ReturnType<typeof createSessionEndpoints>
  readonly recordRejection: RecordRejection
  /** told each entry of the audit that a request has written */
  readonly audited?: ((entry: AuditEntry) => void) | undefined
  /** told of every error that no caller caused, and which request it happened to */
  readonly report: (error: unknown, requestId?: string) => void
  /** why the database does not run at the moment, where that is known */
  readonly outage?: (() => string | undefined) | undefined
  /** says at an origin whom to tell of a fault */
  readonly securityText: (origin: string) => Response
  /** answer what is no endpoint, the first that can: the page, those who run the service */
  readonly fallbackHandlers?: readonly ((request: Request) => Promise<Response | undefined>)[]
}

/** A web service as one function: all of Leadline's endpoints over a back end. */
export type Service = (request: Request, arrival?: ClientInfo) => Promise<Response>

interface ServiceEnvironment {
  readonly Bindings: { readonly requestId: string | undefined; readonly arrival: ClientInfo }
}

type ServiceContext = Context<ServiceEnvironment>

/** Builds the service: each route is its guards in order, and there is one exit for errors. */
export function createService({
  backend,
  authenticate,
  limits,
  people,
  singleSignOn,
  session,
  recordRejection,
  audited,
  report,
  outage,
  securityText,
  fallbackHandlers: others = [],
}: ServiceOptions): Service {
  const app = new Hono<ServiceEnvironment>()

  app.use(async ({ req, env }, next) => {
    if (env.arrival.isMisdirected === true) throw new Problem('forbidden', misdirected)
    await limits.address(req.raw, env.arrival)
    return next()
  })

  // nobody reads a body of any other method
  app.on(['POST', 'PUT', 'DELETE'], '*', limitBody)

  /** The guards of an endpoint that is not for anyone: who is calling, and what they send. */
  const admit = async <Name extends AdmittingEndpoint>(
    name: Name,
    { req, env }: ServiceContext,
  ): Promise<Admitted<Name>> => {
    const endpoint: Endpoint = endpoints[name]
    const parameters = await readParameters(req.raw, endpoint)
    const caller = await authenticate(req.raw, parameters, env.arrival)
    const token = tokenOf(req.raw, parameters)
    const credential = typeof token === 'string' ? hashToken(token) : caller.session?.hash
    if (credential !== undefined) limits.recognise(credential, env.arrival)
    await limits.caller(caller)
    const id = req.param('id') ?? ''
    await recordRejection({ name, caller, id }, async () => {
      requireScope(caller, name)
      checkPermissions(endpoint, caller, backend)
    })
    const headers = parseWriteHeaders(req.raw, parameters)
    const request = parseParameters(name, caller, id, parameters, headers)
    // a caller without a user, or without a session, was refused just now where the endpoint needs one
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return [...([caller, request] as Parameters<Operation<Name>>), findIgnored(name, parameters)]
  }

  const serve = <Name extends BackendEndpoint | PeopleEndpoint>(
    name: Name,
    operation: Operation<Name>,
    respond: (body: ResultOf<Name>) => Response = (body) => json(200, body),
  ) => {
    const endpoint: Endpoint = endpoints[name]
    app.on(endpoint.method, route(endpoint), async (context) => {
      const [caller, request, ignored] = await admit(name, context)
      return recordRejection({ name, caller, id: request.id }, async () =>
        limits.inLane(
          caller,
          expectedBytesOf(request.query),
          async () => respond(nameIgnored(await operation(caller, request), ignored)),
          context.env.arrival.delivery,
        ),
      )
    })
  }

  // fixed paths before those with an id
  serve('listStatuses', backend.listStatuses)
  serve('searchEvents', backend.searchEvents)
  serve('syncEvents', backend.syncEvents)
  serve('createEvent', backend.createEvent, (body) =>
    json(201, body, {
      location: `${endpoints.createEvent.path}/${body.item.id}`,
      etag: etagOf(body.item),
    }),
  )
  serve('listEvents', backend.listEvents)
  serve('getEvent', backend.getEvent, (body) => json(200, body, { etag: etagOf(body.item) }))
  serve('updateEvent', backend.updateEvent, (body) => json(200, body, { etag: etagOf(body.item) }))
  serve('deleteEvent', backend.deleteEvent, () => json(204, undefined))
  serve('getEventHistory', backend.getEventHistory)
  serve('listActivity', backend.listActivity)
  serve('listLeads', backend.listLeads)
  serve('getLead', backend.getLead)
  serve('nameLead', backend.nameLead)
  serve('getLeadPath', backend.getLeadPath)
  serve('listUsers', backend.listUsers)
  serve('exportLead', backend.exportLead)
  serve('exportPerson', backend.exportPerson)
  serve('eraseEvent', backend.eraseEvent, () => json(204, undefined))
  serve('eraseLead', backend.eraseLead, () => json(204, undefined))
  serve('erasePerson', backend.erasePerson, () => json(204, undefined))

  serve('listPeople', people.listPeople)
  serve('invitePerson', people.invitePerson, (body) => json(201, body))
  serve('changePerson', people.changePerson)
  serve('withdrawInvitation', people.withdrawInvitation, () => json(204, undefined))
  serve('createLink', people.createLink, (body) => json(201, body))

  app.get(endpoints.getSession.path, async ({ req, env }) => {
    const { session: present, cookies, credential } = await session.getSession(cookieOf(req.raw))
    if (credential !== undefined) limits.recognise(credential, env.arrival)
    return withCookies(json(200, present), cookies)
  })

  app.post(endpoints.createSession.path, async (context) => {
    const body = await readBody('createSession', context)
    const headers = cookieOf(context.req.raw)
    const { session: signedIn, cookies } = await session.createSession(body, headers, async (attempt, work) =>
      limits.signIn(attempt, context.env.arrival, work),
    )
    return withCookies(json(200, signedIn), cookies)
  })

  app.post(endpoints.readLink.path, async (context) =>
    json(200, await session.readLink(await readBody('readLink', context))),
  )

  app.post(endpoints.acceptLink.path, async (context) => {
    const body = await readBody('acceptLink', context)
    // nobody guesses a link, so that it is not slowed by the failures of others
    const { session: signedIn, cookies } = await limits.signIn({}, context.env.arrival, async () =>
      session.acceptLink(body, cookieOf(context.req.raw)),
    )
    return withCookies(json(200, signedIn), cookies)
  })

  app.put(endpoints.changePassword.path, async (context) => {
    const [caller, { body }] = await admit('changePassword', context)
    // guesses of the present password are slowed like those at the sign-in, and by those of this session alone
    const { email, hash } = caller.session
    const cookies = await limits.signIn(
      { email, browser: hash.toString('base64') },
      context.env.arrival,
      async () => session.changePassword(caller, body),
    )
    return withCookies(json(204, undefined), cookies)
  })

  app.delete(endpoints.deleteSessions.path, async (context) => {
    const [caller] = await admit('deleteSessions', context)
    return withCookies(json(204, undefined), await session.deleteSessions(caller, cookieOf(context.req.raw)))
  })

  app.delete(endpoints.deleteSession.path, async ({ req, env }) => {
    refuseCrossSite(req.raw, env.arrival.origin)
    return withCookies(json(204, undefined), await session.deleteSession(cookieOf(req.raw)))
  })

  if (singleSignOn !== undefined) {
    app.get('/session/oidc', async ({ req }) => singleSignOn.begin(req.raw))
    app.get(callbackPath, async ({ req }) => singleSignOn.finish(req.raw))
  }

  const apiDocs = createApiDocs()
  app.get(documentPath, ({ req }) => apiDocs.document(req.raw))
  app.get(documentationPath, ({ req, env }) => apiDocs.page(req.raw, env.arrival.origin))
  app.get(securityTextPath, ({ env }) => securityText(env.arrival.origin))

  app.notFound(async ({ req }) => {
    const methods = methodsOf(req.path)
    if (methods.length > 0) {
      throw new Problem('method_not_allowed', `Method not allowed. Use ${methods.join(' or ')}.`, {
        headers: { allow: methods.join(', ') },
      })
    }
    for (const other of others) {
      const answered = await other(req.raw)
      if (answered !== undefined) return answered
    }
    throw new Problem('not_found', 'This endpoint does not exist.')
  })

  app.onError((error, { env }) => problemResponse(error, (cause) => report(cause, env.requestId), outage))

  // by way of the environment, for a request whose body is limited is replaced by another on its way
  return async (request, arrival = clientInfoOf(request)) => {
    const { address } = arrival
    const context: RequestContext = {
      signal: request.signal,
      requestId: requestIdOf(request),
      address,
      audited: [],
    }
    const response = await runForRequest(context, async () =>
      app.fetch(request, { requestId: requestIdOf(request), arrival }),
    )
    for (const entry of context.audited) audited?.(entry)
    if (arrival.origin.startsWith('https:'))
      response.headers.set('strict-transport-security', strictTransportSecurity)
    return response
  }
}

const misdirected =
  'The service accepts requests for localhost only. To use another address, its operator sets PUBLIC_URL.'

/** What somebody sends who need not be signed in. */
async function readBody<Name extends 'createSession' | 'readLink' | 'acceptLink'>(
  name: Name,
  { req, env }: ServiceContext,
): Promise<BodyOf<Name>> {
  refuseCrossSite(req.raw, env.arrival.origin)
  const parameters = await readParameters(req.raw, endpoints[name])
  return parseParameters(name, undefined, '', parameters).body
}

/** What an operation is called with, and the names of the parameters that nobody reads. */
type Admitted<Name extends AdmittingEndpoint> = [
  ...operation: Parameters<Operation<Name>>,
  ignored: readonly string[],
]

type AdmittingEndpoint = BackendEndpoint | PeopleEndpoint | 'changePassword' | 'deleteSessions'

function checkPermissions(
  { feature, permission, caller: needs }: Endpoint,
  caller: Caller,
  { hasFeature }: Backend,
): void {
  if (feature !== undefined && !hasFeature(caller.application, feature)) {
    throw new Problem('forbidden', `Your application does not have the feature ${feature}.`)
  }
  // a token that could let people in would be worth more than what it is given for
  if (needs === 'session' && caller.session === undefined) {
    throw new Problem('forbidden', 'This endpoint requires a session; tokens are not accepted.')
  }
  if (permission !== undefined && caller.user !== null && !can(caller.user, permission)) {
    throw new Problem('forbidden', `Requires the role ${rolesWith(permission).join(' or ')}.`)
  }
}

/** `/v2/leadevents/{id}` as Hono writes it. */
function route({ path }: Endpoint): string {
  return path.replace('{id}', ':id')
}

function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}
