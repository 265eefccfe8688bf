import type * as z from 'zod/mini'
import { fieldErrorCodes, type FieldErrorCode } from '../../../contract/problem.ts'

/** Returns the error code with which the service would reject a value, by the contract's schema of the parameter. */
export function contractError(schema: z.ZodMiniType, value: unknown): FieldErrorCode | undefined {
  const [issue] = schema.safeParse(value).error?.issues ?? []
  if (issue?.code !== 'custom') return undefined
  return fieldErrorCodes.find((code) => code === issue.params?.['code'])
}
