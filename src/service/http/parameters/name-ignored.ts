import * as z from 'zod/mini'
import { endpoints, type Endpoint, type EndpointName } from '../../../contract/endpoints.ts'
import { pageMetaSchema, queryExplanationSchema } from '../../../contract/paging.ts'
import { explainQuery } from '../../operations/explain-query.ts'
import type { Parameters } from './read-parameters.ts'

/** What every endpoint reads beside its own parameters. */
const ofAll = ['token', 'appUserId']

/** How many names are told, and how much of each: the caller chooses them. */
const most = { names: 20, length: 64 }

const known = new Map<EndpointName, ReadonlySet<string>>()

function knownTo(name: EndpointName): ReadonlySet<string> {
  const { query, body }: Endpoint = endpoints[name]
  const own = [query, body].flatMap((schema) => {
    const { properties = {} } = schema === undefined ? {} : z.toJSONSchema(schema, { unrepresentable: 'any' })
    return Object.keys(properties)
  })
  const names = new Set([...ofAll, ...own])
  known.set(name, names)
  return names
}

/** The names of the parameters that an endpoint ignores, for it knows none of them. */
export function findIgnored(name: EndpointName, parameters: Parameters): string[] {
  const names = known.get(name) ?? knownTo(name)
  return Object.keys(parameters).filter((parameter) => !names.has(parameter))
}

/**
 * Names ignored parameters in a response: contract, "Unknown parameters are ignored and named in the response". In
 * `meta.info` of a page, else in the sentence of `queryExplanation`. A response that has neither, such as the statuses, gets
 * a `queryExplanation` for it: with parameters that the endpoint knows it has the reference's members alone. A 204 has no body.
 */
export function nameIgnored<Body>(body: Body, ignored: readonly string[]): Body {
  if (ignored.length === 0 || typeof body !== 'object' || body === null) return body
  const told = ignored.slice(0, most.names).map((name) => name.slice(0, most.length).toWellFormed())
  const remark = `Ignored because this endpoint has no such parameter: ${told.join(', ')}${ignored.length > told.length ? ', …' : ''}.`
  const meta = 'meta' in body ? pageMetaSchema.safeParse(body.meta).data : undefined
  if (meta !== undefined) return { ...body, meta: { ...meta, info: [...meta.info, remark] } }
  const explained =
    'queryExplanation' in body ? queryExplanationSchema.safeParse(body.queryExplanation).data : undefined
  if (explained === undefined) return { ...body, queryExplanation: explainQuery(remark, {}) }
  return { ...body, queryExplanation: explained.map((one) => ({ ...one, text: `${one.text} ${remark}` })) }
}
