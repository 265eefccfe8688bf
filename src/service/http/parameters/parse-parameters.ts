import type * as z from 'zod/mini'
import { endpoints, immutableFields, type Endpoint, type EndpointName } from '../../../contract/endpoints.ts'
import { fieldErrorCodes, type FieldError } from '../../../contract/problem.ts'
import type { OperationRequest } from '../../core/backend.ts'
import type { Caller } from '../../core/caller.ts'
import { invalidRequest } from '../../core/problem.ts'
import type { Parameters } from './read-parameters.ts'
import { noHeaders, type ParsedHeaders } from './parse-write-headers.ts'

/** Parses an endpoint's parameters with its schemas; throws `invalid_request` with all errors at once. */
export function parseParameters<Name extends EndpointName>(
  name: Name,
  caller: Caller | undefined,
  id: string,
  parameters: Parameters,
  headers: ParsedHeaders = noHeaders,
): OperationRequest<Name> {
  const endpoint: Endpoint = endpoints[name]
  const query = endpoint.query?.safeParse(parameters)
  const body = endpoint.body?.safeParse(parameters)
  const errors = [
    ...userErrors(endpoint, caller),
    ...headers.errors,
    ...fieldErrors(query),
    ...fieldErrors(body),
    ...(name === 'updateEvent' ? immutableErrors(parameters) : []),
  ]
  if (errors.length > 0) throw invalidRequest(errors)
  // this endpoint's own schemas have parsed these values, which the compiler cannot infer from the table
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { id, headers: headers.values, query: query?.data, body: body?.data } as OperationRequest<Name>
}

function userErrors(endpoint: Endpoint, caller: Caller | undefined): FieldError[] {
  if (caller?.userError !== undefined) return [caller.userError]
  return endpoint.caller === 'user' && caller?.user === null ? [missingUser] : []
}

const missingUser: FieldError = {
  field: 'appUserId',
  code: 'required',
  message: 'Required: the user of your application on whose behalf this is written.',
}

function fieldErrors(result: z.core.util.SafeParseResult<unknown> | undefined): FieldError[] {
  return (result?.error?.issues ?? []).map((issue) => {
    const params: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined
    const code = fieldErrorCodes.find((known) => known === params)
    if (code === undefined) throw new Error(`an issue without a code of ours: ${issue.code}`)
    return { field: issue.path.join('.'), code, message: issue.message }
  })
}

function immutableErrors(parameters: Parameters): FieldError[] {
  return immutableFields
    .filter((field) => parameters[field] !== undefined)
    .map((field) => ({
      field,
      code: 'immutable',
      message: `Only note and date can be updated. Remove ${field}.`,
    }))
}
