import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { endpoints } from '../../contract/endpoints.ts'
import { createDocument } from './document.ts'
import { endpointNames } from '../core/endpoint-names.ts'
import { methodNames, type Operation, type PathItem } from './openapi.ts'

const document = createDocument()

const operationsOf = (item: PathItem): Operation[] => Object.values(item)
const operations = Object.values(document.paths).flatMap(operationsOf)

/** Returns every object in a value, including itself. */
function objectsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return []
  return [value, ...Object.values(value).flatMap((inner) => objectsIn(inner))]
}

describe('the API description', () => {
  it('is valid OpenAPI 3.1 by the official schema', async () => {
    const validator = new Validator()
    const { valid, errors } = await validator.validate(structuredClone({ ...document }))
    expect(errors).toBeUndefined()
    expect(valid).toBe(true)
    expect(validator.version).toBe('3.1')
  })

  it('has one operation per row of the contract, with its name', () => {
    const named = endpointNames.map((name) => {
      const { method, path } = endpoints[name]
      return document.paths[path]?.[methodNames[method]]?.operationId
    })
    expect(named).toEqual(endpointNames)
    expect(operations).toHaveLength(endpointNames.length)
  })

  it('has no broken reference', () => {
    const references = objectsIn(document).flatMap((one) =>
      '$ref' in one && typeof one.$ref === 'string' ? [one.$ref] : [],
    )
    const shapes = Object.keys(document.components.schemas)
    const known = new Set(shapes.map((name) => `#/components/schemas/${name}`))
    expect(references.length).toBeGreaterThan(50)
    expect(references.filter((reference) => !known.has(reference))).toEqual([])
  })

  it('describes every operation, parameter, response and field', () => {
    const described = objectsIn(document).filter((one) => 'description' in one)
    expect(described.filter((one) => one.description === '')).toEqual([])
    const fields = Object.values(document.components.schemas).flatMap(({ properties = {} }) =>
      Object.entries(properties),
    )
    expect(
      fields.filter(([, field]) => typeof field !== 'object' || field.description === undefined),
    ).toEqual([])
  })

  it('contains every path and every parameter of a path', () => {
    for (const [path, item] of Object.entries(document.paths)) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      for (const { parameters } of operationsOf(item)) {
        expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(names)
      }
    }
  })
})
