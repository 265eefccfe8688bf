import { createElement as element, useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { RowChange } from './plain-page.ts'

/** A row of the floor page, with the texts that the plain page shows. */
export interface FloorRow {
  readonly id: number
  readonly date: string
  readonly owner: string
  readonly changes: readonly RowChange[]
  readonly note: string
}

/** The first rows and the composer, rendered by React alone, with nothing else: no cache, no outbox, no messages. */
function Floor({ rows, count }: { readonly rows: readonly FloorRow[]; readonly count: number }) {
  const [note, setNote] = useState('')
  return element(
    'div',
    { className: 'column' },
    element(
      'form',
      { 'aria-label': 'Log an event' },
      element('textarea', {
        'aria-label': 'Note',
        value: note,
        onChange: (event: { readonly target: { readonly value: string } }) => setNote(event.target.value),
      }),
    ),
    element(
      'div',
      { role: 'feed', 'aria-label': 'Timeline' },
      rows.map((row, index) => element(Row, { key: row.id, row, position: index + 1, count })),
    ),
  )
}

interface RowProps {
  readonly row: FloorRow
  readonly position: number
  readonly count: number
}

function Row({ row: { id, date, owner, changes, note }, position, count }: RowProps) {
  return element(
    'article',
    {
      id: `event-${id}`,
      className: 'row',
      tabIndex: 0,
      'aria-posinset': position,
      'aria-setsize': count,
      'aria-labelledby': `event-${id}-owner event-${id}-time`,
    },
    element(
      'div',
      { className: 'event' },
      element(
        'span',
        { id: `event-${id}-time`, className: 'time' },
        element('time', { dateTime: date, title: date }, date.slice(11, 16)),
      ),
      element('span', { className: 'rail' }),
      element(
        'div',
        { className: 'body' },
        element(
          'div',
          { className: 'head' },
          element('b', { id: `event-${id}-owner`, className: 'owner' }, owner),
          changes.map(([from, to]) =>
            element(
              'span',
              { key: to, className: 'change' },
              `${from} → `,
              element('b', { className: 'to' }, to),
            ),
          ),
          element(
            'span',
            { className: 'actions' },
            ['Edit note', 'Event actions'].map((label) =>
              element(
                'button',
                {
                  key: label,
                  type: 'button',
                  className: 'button',
                  'aria-label': label,
                  'data-variant': 'quiet',
                  'data-size': 's',
                },
                label === 'Edit note' ? 'Edit' : '…',
              ),
            ),
          ),
        ),
        element('p', { dir: 'auto', className: 'note' }, note),
      ),
    ),
  )
}

const data = document.querySelector('#rows')?.textContent ?? '{}'
const root = document.querySelector('#root')
if (root === null) throw new Error('the floor page has no #root')
createRoot(root).render(element(Floor, JSON.parse(data)))
