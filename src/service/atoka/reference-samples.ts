/* The sample responses of the API reference, verbatim except where they are not JSON ("..." and undefined). */
const item = {
  id: 42,
  lead: 'foo',
  type: 'foo',
  status: 'foo',
  note: 'foo',
  noteVisibility: 'foo',
  date: 'foo',
  created: 'foo',
  owner: { id: 'foo', name: 'foo', application: 'foo' },
  updateTime: 'foo',
  statusCollectionId: 'foo',
  leadAssignee: 'foo',
}

const queryExplanation = [{ engine: 'foo', text: 'foo', json: { foo: 'bar' } }]

export const sampleItem = { item, queryExplanation }

export const samplePage = {
  items: [item],
  meta: {
    ordering: 'default',
    count: 57,
    limit: 10,
    offset: 30,
    info: ['foo'],
    obfuscated: { foo: null, bar: null, baz: null },
  },
  queryExplanation,
}

export const sampleStatuses = { items: [{ label: 'foo', previous: 'foo', sink: false, hidden: false }] }
