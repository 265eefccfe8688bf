import type { BodyOf, EndpointName, QueryOf } from '../../../contract/endpoints.ts'
import type { TagName } from './introduction.ts'

/** The texts of an operation; its schemas and limits come from the contract. */
export interface OperationDescription<Name extends EndpointName> {
  readonly tag: TagName
  readonly summary: string
  readonly description: string
  readonly parameters: Readonly<Record<keyof QueryOf<Name> | keyof BodyOf<Name>, string>>
}
