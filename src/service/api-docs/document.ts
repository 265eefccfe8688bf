import * as z from 'zod/mini'
import { importSchema } from '../../contract/import-job.ts'
import { queryExplanationSchema } from '../../contract/paging.ts'
import { scopeOf } from '../../contract/token-scope.ts'
import { endpoints, type Endpoint, type EndpointName } from '../../contract/endpoints.ts'
import { rolesWith } from '../../contract/permissions.ts'
import type { JsonSchema } from '../../contract/params.ts'
import { componentOf, describeSchemas, reference } from './components.ts'
import { describeResponses } from './describe-responses.ts'
import { describeBody, describeParameters } from './describe-parameters.ts'
import { endpointNames } from '../core/endpoint-names.ts'
import { addExample } from './examples/add-example.ts'
import { examples } from './examples/examples.ts'
import { methodNames, type OpenApiDocument, type Operation, type PathItem } from './openapi.ts'
import { securityOf, securitySchemes } from './security.ts'
import { introduction, tags } from './descriptions/introduction.ts'
import { operationDescriptions } from './descriptions/operations.ts'

/**
 * Describes the service in OpenAPI 3.1: paths, schemas, parameters and limits come from the rows of the contract and
 * their schemas, texts from `descriptions/`, examples from `examples/`.
 */
export function createDocument(): OpenApiDocument {
  const responses = Object.fromEntries(
    endpointNames.flatMap((name) => {
      const schema = responseOf(name)
      return schema === undefined || componentOf(schema) !== undefined ? [] : [[name, schema]]
    }),
  )
  const schemas = describeSchemas(responses)
  const document: OpenApiDocument = {
    openapi: '3.1.1',
    info: { title: 'Lead Events API', version: '2', description: introduction },
    externalDocs: { description: 'Human-readable version of this document.', url: '/v2/docs' },
    servers: [{ url: '/', description: 'This service.' }],
    tags,
    paths: describePaths((name) => schemaOf(name, schemas.others)),
    components: { schemas: schemas.components, securitySchemes },
  }
  for (const example of examples) addExample(document, example)
  return document
}

/** The responses whose items the contract's table does not describe. */
const detailedResponses: Readonly<Partial<Record<EndpointName, z.ZodMiniType>>> = {
  getImport: z.object({
    item: z.nullable(importSchema),
    queryExplanation: z.optional(queryExplanationSchema),
  }),
  createImport: importItem(),
  uploadImport: importItem(),
  changeImport: importItem(),
}

function importItem() {
  return z.object({ item: importSchema, queryExplanation: z.optional(queryExplanationSchema) })
}

function responseOf(name: EndpointName): z.ZodMiniType | undefined {
  const { response }: Endpoint = endpoints[name]
  return detailedResponses[name] ?? response
}

function schemaOf(name: EndpointName, others: Readonly<Record<string, JsonSchema>>): JsonSchema | undefined {
  const response = responseOf(name)
  const component = response && componentOf(response)
  return component === undefined ? others[name] : reference(component)
}

function describePaths(schema: (name: EndpointName) => JsonSchema | undefined): Record<string, PathItem> {
  const paths: Record<string, PathItem> = {}
  for (const name of endpointNames) {
    const { method, path } = endpoints[name]
    const item = (paths[path] ??= {})
    item[methodNames[method]] = describeOperation(name, schema(name))
  }
  return paths
}

function describeOperation(name: EndpointName, schema: JsonSchema | undefined): Operation {
  const endpoint: Endpoint = endpoints[name]
  const { tag, summary, description } = operationDescriptions[name]
  const requestBody = describeBody(name, endpoint)
  return {
    operationId: name,
    tags: [tag],
    summary,
    description: [description, ...needsOf(name)].join('\n\n'),
    security: securityOf(name),
    parameters: describeParameters(name, endpoint),
    ...(requestBody && { requestBody }),
    responses: describeResponses(name, schema),
  }
}

function needsOf(name: EndpointName): string[] {
  const { caller, feature, permission }: Endpoint = endpoints[name]
  return [
    ...(caller === 'anyone' ? [] : [`Requires a token with the scope \`${scopeOf(name)}\`.`]),
    ...(feature === undefined ? [] : [`Requires the feature \`${feature}\`.`]),
    ...(permission === undefined
      ? []
      : [
          `Requires the role ${rolesWith(permission)
            .map((role) => `\`${role}\``)
            .join(' or ')}.`,
        ]),
  ]
}
