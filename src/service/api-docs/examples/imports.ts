import type { ProblemDetails } from '../../../contract/problem.ts'
import { errorExample, example, type Example } from './example.ts'
import { at } from './story.ts'

const session = { token: undefined } as const

const unknown: ProblemDetails = {
  type: 'urn:leadline:problem:not_found',
  title: 'Not found',
  status: 404,
  detail: 'This import does not exist. It was discarded or replaced by another one.',
  code: 'not_found',
}

const unknownExample = { name: 'unknown', summary: 'Error: an unknown import', at: at('12:55') } as const

/** The manager looks for an import; the ID and the time of one differ in each database. */
export const imports: readonly Example[] = [
  example('getImport', { name: 'none', summary: 'No import', at: at('12:55'), request: session }, 200, {
    item: null,
  }),
  errorExample(
    'createImport',
    {
      name: 'too-large',
      summary: 'Error: a file that is too large',
      at: at('12:55'),
      request: { ...session, parameters: { file: 'calls.csv', size: '300000000' } },
    },
    {
      type: 'urn:leadline:problem:invalid_request',
      title: 'Invalid request',
      status: 400,
      detail: 'Fix the fields listed under errors (size) and try again.',
      code: 'invalid_request',
      errors: [
        {
          field: 'size',
          code: 'out_of_range',
          message: 'Must be a whole number from 1 to 268435456.',
        },
      ],
    },
  ),
  errorExample(
    'uploadImport',
    {
      ...unknownExample,
      request: {
        ...session,
        id: 999,
        headers: { 'Content-Type': 'application/octet-stream' },
        parameters: { offset: '0' },
      },
    },
    unknown,
  ),
  errorExample(
    'changeImport',
    { ...unknownExample, request: { ...session, id: 999, parameters: { action: 'start' } } },
    unknown,
  ),
  errorExample('deleteImport', { ...unknownExample, request: { ...session, id: 999 } }, unknown),
  errorExample('getRejectedLines', { ...unknownExample, request: { ...session, id: 999 } }, unknown),
]
