import type * as z from 'zod/mini'
import { fieldErrorCodes, type FieldErrorCode } from '../../../contract/problem.ts'

/** Returns the error code of a value by the contract's schema of a parameter; `undefined` if the service would accept it. */
export function contractError(schema: z.ZodMiniType, value: unknown): FieldErrorCode | undefined {
  const [issue] = schema.safeParse(value).error?.issues ?? []
  if (issue?.code !== 'custom') return undefined
  return fieldErrorCodes.find((code) => code === issue.params?.['code'])
}
