import { expect, it } from 'vitest'
import { buildEvent } from '../../../testing/build-event.ts'
import type { Translate } from '../../shared/i18n/i18n.ts'
import type { CreateBody, Operation } from '../operations/operation.ts'
import { outboxText, textOf } from './outbox-words.ts'

const t: Translate = (key, values) => (values === undefined ? key : `${key} ${JSON.stringify(values)}`)
const row = {
  key: 'a',
  order: 1,
  lead: 'ferrari',
  person: 'acme giulia',
  loggedAt: 0,
  state: 'waiting',
} as const
const created = (body: Omit<CreateBody, 'lead' | 'type'>): Operation => ({
  ...row,
  kind: 'create',
  body: { lead: 'ferrari', type: 'company', ...body },
})

it('shows the content of every row, also if the row has no note', () => {
  expect(textOf(created({ note: 'Rang.' }), t)).toBe('Rang.')
  expect(textOf(created({ status: 'Won', leadAssigneeRemove: true }), t)).toBe('Won, timeline.nobody')
  const emptied: Operation = { ...row, kind: 'update', event: buildEvent(), body: { note: null } }
  expect(textOf(emptied, t)).toBe('outbox.emptied')
})

it('includes every value in the copied text', () => {
  const date = '2026-11-20T10:00:00.000Z'
  const rows = [
    created({ note: 'Rang.\nThey want an offer.', status: 'Won', date, leadAssigneeRemove: true }),
    created({ leadAssignee: 'luca+1' }),
  ]
  expect(outboxText(rows, t, { leadName: (lead) => `the ${lead}`, moment: String })).toBe(
    [
      'the ferrari (ferrari) · outbox.kind.create · 0',
      `${date} · Won · timeline.nobody`,
      'Rang.\nThey want an offer.',
      '',
      'the ferrari (ferrari) · outbox.kind.create · 0',
      'luca+1',
    ].join('\n'),
  )
})
