import type { BodyOf, EndpointName, QueryOf } from '../../../contract/endpoints.ts'
import type { TagName } from './introduction.ts'

/** What an operation is told of in words; its shapes and limits are the contract's. */
export interface OperationDescription<Name extends EndpointName> {
  readonly tag: TagName
  readonly summary: string
  readonly description: string
  readonly parameters: Readonly<Record<keyof QueryOf<Name> | keyof BodyOf<Name>, string>>
}
