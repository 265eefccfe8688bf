import { Hono } from 'hono'
import { endpoints, type AnswerOf, type Endpoint } from '../contract/endpoints.ts'
import { createApiDocs } from './api-docs/api-docs.ts'
import type { Backend, BackendEndpoint, Operation } from './backend.ts'
import type { Caller } from './caller.ts'
import { answer, answerError } from './http/answer.ts'
import type { Authenticate } from './http/authenticate.ts'
import { requestIdOf } from './http/observe.ts'
import { limitBody } from './http/limit-body.ts'
import { parseParameters } from './http/parse-parameters.ts'
import { readParameters } from './http/read-parameters.ts'
import { readWriteHeaders } from './http/read-write-headers.ts'
import { refuseCrossSite } from './http/refuse-cross-site.ts'
import { documentationPath, documentPath, methodsOf } from './http/routes.ts'
import { etagOf } from './operations/if-match.ts'
import { Problem } from './problem.ts'
import type { createSessionEndpoints } from './session/session-endpoints.ts'

export interface ServiceOptions {
  readonly backend: Backend
  readonly authenticate: Authenticate
  /** refuses a caller who sends too much */
  readonly limitRate?: (caller: Caller) => Promise<void>
  readonly session: ReturnType<typeof createSessionEndpoints>
  /** told of every error that no caller caused, and which request it happened to */
  readonly report: (error: unknown, requestId?: string) => void
  /** answer what is no endpoint, the first that can: the page, those who run the service */
  readonly others?: readonly ((request: Request) => Promise<Response | undefined>)[]
}

/** A web service as one function: all of Leadline's endpoints over a back end. */
export type Service = (request: Request) => Promise<Response>

/** Builds the service: each route is its guards in order, and there is one exit for errors. */
export function createService({
  backend,
  authenticate,
  limitRate,
  session,
  report,
  others = [],
}: ServiceOptions): Service {
  const app = new Hono<{ Bindings: { readonly requestId: string | undefined } }>()

  // nobody reads a body of any other method
  app.on(['POST', 'PUT', 'DELETE'], '*', limitBody)

  const serve = <Name extends BackendEndpoint>(
    name: Name,
    operation: Operation<Name>,
    respond: (body: AnswerOf<Name>) => Response = (body) => answer(200, body),
  ) => {
    const endpoint: Endpoint = endpoints[name]
    app.on(endpoint.method, route(endpoint), async ({ req }) => {
      const parameters = await readParameters(req.raw, endpoint)
      const caller = await authenticate(req.raw, parameters)
      await limitRate?.(caller)
      if (endpoint.feature !== undefined && !caller.application.features.includes(endpoint.feature)) {
        throw new Problem('forbidden', `Your application lacks the feature ${endpoint.feature}.`)
      }
      if (endpoint.role !== undefined && caller.user !== null && caller.user.role !== endpoint.role) {
        throw new Problem('forbidden', `Only a ${endpoint.role} may do this.`)
      }
      const headers = readWriteHeaders(req.raw, parameters)
      const request = parseParameters(name, caller, req.param('id') ?? '', parameters, headers)
      // a caller without a user was refused just now where the endpoint needs one
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return respond(await operation(caller as Parameters<Operation<Name>>[0], request))
    })
  }

  // fixed paths before those with an id
  serve('listStatuses', backend.listStatuses)
  serve('searchEvents', backend.searchEvents)
  serve('syncEvents', backend.syncEvents)
  serve('createEvent', backend.createEvent, (body) =>
    answer(201, body, {
      location: `${endpoints.createEvent.path}/${body.item.id}`,
      etag: etagOf(body.item),
    }),
  )
  serve('listEvents', backend.listEvents)
  serve('getEvent', backend.getEvent, (body) => answer(200, body, { etag: etagOf(body.item) }))
  serve('updateEvent', backend.updateEvent, (body) => answer(200, body, { etag: etagOf(body.item) }))
  serve('deleteEvent', backend.deleteEvent, () => answer(204, undefined))
  serve('getEventHistory', backend.getEventHistory)
  serve('listActivity', backend.listActivity)
  serve('listLeads', backend.listLeads)
  serve('getLead', backend.getLead)
  serve('getLeadPath', backend.getLeadPath)
  serve('listUsers', backend.listUsers)
  serve('exportLead', backend.exportLead)
  serve('exportPerson', backend.exportPerson)
  serve('eraseEvent', backend.eraseEvent, () => answer(204, undefined))
  serve('eraseLead', backend.eraseLead, () => answer(204, undefined))
  serve('erasePerson', backend.erasePerson, () => answer(204, undefined))

  app.get(endpoints.getSession.path, async ({ req }) => {
    const { session: present, cookies } = await session.getSession(req.raw.headers)
    return withCookies(answer(200, present), cookies)
  })

  app.post(endpoints.createSession.path, async ({ req }) => {
    refuseCrossSite(req.raw)
    const parameters = await readParameters(req.raw, endpoints.createSession)
    const { body } = parseParameters('createSession', undefined, '', parameters)
    const { session: signedIn, cookies } = await session.createSession(body)
    return withCookies(answer(200, signedIn), cookies)
  })

  app.delete(endpoints.deleteSession.path, async ({ req }) => {
    refuseCrossSite(req.raw)
    return withCookies(answer(204, undefined), await session.deleteSession(req.raw.headers))
  })

  const apiDocs = createApiDocs()
  app.get(documentPath, ({ req }) => apiDocs.document(req.raw))
  app.get(documentationPath, ({ req }) => apiDocs.page(req.raw))

  app.notFound(async ({ req }) => {
    const methods = methodsOf(req.path)
    if (methods.length > 0) {
      throw new Problem('method_not_allowed', `Send ${methods.join(' or ')} here.`, {
        headers: { allow: methods.join(', ') },
      })
    }
    for (const other of others) {
      const answered = await other(req.raw)
      if (answered !== undefined) return answered
    }
    throw new Problem('not_found', 'There is no such endpoint.')
  })

  app.onError((error, { env }) => answerError(error, (cause) => report(cause, env.requestId)))

  // by way of the environment, for a request whose body is limited is replaced by another on its way
  return async (request) => app.fetch(request, { requestId: requestIdOf(request) })
}

/** `/v2/leadevents/{id}` as Hono writes it. */
function route({ path }: Endpoint): string {
  return path.replace('{id}', ':id')
}

function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}
