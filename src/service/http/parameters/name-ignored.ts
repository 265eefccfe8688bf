import * as z from 'zod/mini'
import { endpoints, type Endpoint, type EndpointName } from '../../../contract/endpoints.ts'
import { pageMetaSchema, queryExplanationSchema } from '../../../contract/paging.ts'
import { explainQuery } from '../../operations/explain-query.ts'
import type { Parameters } from './read-parameters.ts'

/** The parameters that every endpoint accepts in addition to its own. */
const commonParameters = ['token', 'appUserId']

/** The limits of the reported names, because the caller chooses them. */
const maxReported = { names: 20, length: 64 }

const namesByEndpoint = new Map<EndpointName, ReadonlySet<string>>()

function knownTo(name: EndpointName): ReadonlySet<string> {
  const { query, body }: Endpoint = endpoints[name]
  const specific = [query, body].flatMap((schema) => {
    const { properties = {} } = schema === undefined ? {} : z.toJSONSchema(schema, { unrepresentable: 'any' })
    return Object.keys(properties)
  })
  const names = new Set([...commonParameters, ...specific])
  namesByEndpoint.set(name, names)
  return names
}

/** Returns the names of the unknown parameters, which the endpoint ignores. */
export function findIgnored(name: EndpointName, parameters: Parameters): string[] {
  const names = namesByEndpoint.get(name) ?? knownTo(name)
  return Object.keys(parameters).filter((parameter) => !names.has(parameter))
}

/**
 * Names ignored parameters in a response: in `meta.info` of a page, otherwise in the text of `queryExplanation`. A response
 * that has neither, such as the statuses, gets a `queryExplanation`; without unknown parameters it has only the reference's
 * members. A 204 has no body and stays unchanged. Source: contract, "Unknown parameters are ignored and named in the response".
 */
export function nameIgnored<Body>(body: Body, ignored: readonly string[]): Body {
  if (ignored.length === 0 || typeof body !== 'object' || body === null) return body
  const reported = ignored
    .slice(0, maxReported.names)
    .map((name) => name.slice(0, maxReported.length).toWellFormed())
  const remark = `Ignored because this endpoint has no such parameter: ${reported.join(', ')}${ignored.length > reported.length ? ', …' : ''}.`
  const meta = 'meta' in body ? pageMetaSchema.safeParse(body.meta).data : undefined
  if (meta !== undefined) return { ...body, meta: { ...meta, info: [...meta.info, remark] } }
  const explained =
    'queryExplanation' in body ? queryExplanationSchema.safeParse(body.queryExplanation).data : undefined
  if (explained === undefined) return { ...body, queryExplanation: explainQuery(remark, {}) }
  return { ...body, queryExplanation: explained.map((one) => ({ ...one, text: `${one.text} ${remark}` })) }
}
