import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../contract/endpoints.ts'
import { serveCurl } from '../../../testing/run-curl.ts'
import { startService, testNow, type TestService } from '../../../testing/start-service.ts'
import { demoApplicationId, demoPassword } from '../../demo/demo-sign-in.ts'
import { PEOPLE } from '../../demo/people.ts'
import { STATUSES } from '../../demo/statuses.ts'
import { createPerson } from '../../store/people/create-person.ts'
import { tokenScopes } from '../../../contract/token-scope.ts'
import { insertToken } from '../../store/applications/api-tokens.ts'
import { hashToken } from '../../store/applications/hash-token.ts'
import { createApplication } from '../../store/applications/new-application.ts'
import { createDocument } from '../document.ts'
import { endpointNames } from '../../core/endpoint-names.ts'
import { methodNames, type MediaType } from '../openapi.ts'
import { curl } from './curl.ts'
import { exampleToken, type Example } from './example.ts'
import { examples } from './examples.ts'
import { exampleLinkToken } from './people.ts'
import { personalDataToken } from './personal-data.ts'

/*
 * Sends the examples of the API description with curl exactly as the page shows them, in order. The service's clock
 * has the time of each example, and its application has the demo's statuses and people and no events.
 */
let service: TestService
let shell: Awaited<ReturnType<typeof serveCurl>>

beforeAll(async () => {
  service = await startService({ makeToken: () => exampleLinkToken })
  shell = await serveCurl(service.service)
  await service.database.transaction(async (transaction) => {
    await createApplication(transaction, {
      id: demoApplicationId,
      name: 'Leadline demo',
      features: ['useLeadEventsSync'],
      token: exampleToken,
      people: PEOPLE,
      statusCollection: { id: 'demo-funnel', statuses: STATUSES },
    })
    await insertToken(transaction, demoApplicationId, testNow, {
      name: 'personal data',
      hash: hashToken(personalDataToken),
      scopes: tokenScopes,
      expires: null,
    })
    for (const { id, name, email } of PEOPLE) {
      const person = { email, name, password: demoPassword, applicationUserId: id }
      await createPerson(transaction, { ...person, applicationId: demoApplicationId })
    }
  })
})

afterAll(async () => {
  await shell.close()
  await service.close()
})

const { paths } = createDocument()

const operationOf = ({ operation }: Example) => {
  const { method, path } = endpoints[operation]
  return paths[path]?.[methodNames[method]]
}

/** Returns the values that the document contains for an example. */
const documented = (content: Readonly<Record<string, MediaType>> | undefined, { name }: Example) =>
  Object.values(content ?? {}).map(({ examples: some }) => some?.[name]?.value)

describe('an example of the description', () => {
  it.each(examples.map((example) => [`${example.operation}, ${example.name}`, example] as const))(
    'gets the response that it shows: %s',
    async (_, example) => {
      service.setNow(example.at)
      const response = await shell.curl(curl(example, shell.origin))
      expect(response.body).toEqual(example.response.body)
      expect(response.status).toBe(example.response.status)
      for (const [name, value] of Object.entries(example.response.headers)) {
        expect([name, response.headers.get(name)]).toEqual([name, value])
      }
    },
  )

  it.each(examples.map((example) => [`${example.operation}, ${example.name}`, example] as const))(
    'is in the document with its request and its response: %s',
    (_, example) => {
      const { responses, requestBody } = operationOf(example) ?? {}
      const answer = responses?.[example.response.status]
      const wanted = example.response.body === undefined ? [] : [example.response.body]
      expect(documented(answer?.content, example)).toEqual(wanted)
      const sent = documented(requestBody?.content, example).filter((value) => value !== undefined)
      expect(sent).toEqual(requestBody === undefined ? [] : [example.request.parameters])
    },
  )

  it('erases no person of the demo, in case a user runs all of them', () => {
    const { parameters } = paths['/v2/users/{id}/personal-data']?.delete ?? { parameters: [] }
    const ids = parameters.flatMap(({ name, examples: some }) =>
      name !== 'id' ? [] : Object.values(some ?? {}).map(({ value }) => value),
    )
    expect(ids).toContain('anna-verdi')
    const shown = examples.filter(({ operation }) => operation === 'erasePerson')
    const named = new Set([...ids, ...shown.map(({ request }) => request.id)])
    expect(PEOPLE.filter(({ id }) => named.has(id))).toEqual([])
    expect(shown.filter(({ request }) => !('token' in request) || request.token === exampleToken)).toEqual([])
  })

  it('exists for every operation', () => {
    const described = new Set(examples.map(({ operation }) => operation))
    expect(endpointNames.filter((name) => !described.has(name))).toEqual([])
  })

  it('has a unique name within its operation', () => {
    const keys = examples.map(({ operation, name }) => `${operation} ${name}`)
    expect(new Set(keys).size).toBe(keys.length)
  })
})
