import { successStatus } from '../core/endpoint-names.ts'
import type { EndpointName } from '../../contract/endpoints.ts'
import type { ProblemCode } from '../../contract/problem.ts'
import type { JsonSchema } from '../../contract/params.ts'
import { reference } from './components.ts'
import type { ResponseObject, Header } from './openapi.ts'
import { problemCodesOf, statusesOf } from './problems.ts'
import { problemDescriptions } from './descriptions/problems.ts'

const requestId: Header = {
  description: 'The request ID, also in the service’s log: your own if you sent one.',
  schema: { type: 'string', minLength: 1, maxLength: 64 },
}

const etag: Header = {
  description: 'The version of the event; send it back as `If-Match`.',
  schema: { type: 'string' },
}

const cookie: Header = {
  description: 'The session cookie: set, renewed or cleared.',
  schema: { type: 'string' },
}

const retryAfter: Header = {
  description: 'Seconds to wait before retrying.',
  schema: { type: 'integer', minimum: 1 },
}

const location: Header = { description: 'The path of the created event.', schema: { type: 'string' } }

const headersOfResponse: Readonly<Partial<Record<EndpointName, Readonly<Record<string, Header>>>>> = {
  createEvent: { Location: location, ETag: etag },
  getEvent: { ETag: etag },
  updateEvent: { ETag: etag },
  getSession: { 'Set-Cookie': cookie },
  createSession: { 'Set-Cookie': cookie },
  deleteSession: { 'Set-Cookie': cookie },
  deleteSessions: { 'Set-Cookie': cookie },
  acceptLink: { 'Set-Cookie': cookie },
  changePassword: { 'Set-Cookie': cookie },
}

const headersOfProblem: Readonly<Partial<Record<ProblemCode, Readonly<Record<string, Header>>>>> = {
  unauthenticated: {
    'WWW-Authenticate': { description: 'Indicates that a token is required.', schema: { type: 'string' } },
  },
  in_progress: { 'Retry-After': retryAfter },
  precondition_failed: { ETag: etag },
  rate_limited: { 'Retry-After': retryAfter },
  unavailable: { 'Retry-After': retryAfter },
}

/** The response of a file to save. */
const file = { 'application/octet-stream': { schema: {} } }

/** Describes the responses of an operation by status: the successful one, and every error. */
export function describeResponses(
  name: EndpointName,
  schema: JsonSchema | undefined,
): Record<string, ResponseObject> {
  const status = successStatus(name)
  const done: ResponseObject = {
    description: { 200: 'The requested resource.', 201: 'The created resource, as stored.', 204: 'Done.' }[
      status
    ],
    headers: { 'X-Request-Id': requestId, ...headersOfResponse[name] },
    ...(schema && { content: { 'application/json': { schema } } }),
    ...(name === 'getRejectedLines' && { content: file }),
  }
  const codes = problemCodesOf(name)
  const refused = [...new Set(codes.flatMap(statusesOf))].toSorted((a, b) => a - b)
  return {
    [status]: done,
    ...Object.fromEntries(
      refused.map((of) => [
        of,
        describeError(
          of,
          codes.filter((code) => statusesOf(code).includes(of)),
        ),
      ]),
    ),
  }
}

function describeError(status: number, codes: readonly ProblemCode[]): ResponseObject {
  const narrowed: JsonSchema = {
    properties: { status: { const: status }, code: { enum: [...codes] } },
  }
  return {
    description: codes.map((code) => problemDescriptions[code]).join(' '),
    headers: Object.assign({ 'X-Request-Id': requestId }, ...codes.map((code) => headersOfProblem[code])),
    content: { 'application/problem+json': { schema: { allOf: [reference('Problem'), narrowed] } } },
    'x-codes': Object.fromEntries(codes.map((code) => [code, problemDescriptions[code]])),
  }
}
