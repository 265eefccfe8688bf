import { useWatch, type Control } from 'react-hook-form'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { bidiIsolate } from '../../shared/i18n/bidi-isolate.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { changesOfQueued } from '../../outbox/queued-changes.ts'
import type { Change } from '../../shared/event-model/event-changes.ts'
import { useStatuses } from '../../shared/ui/statuses.ts'
import { toCreateBody, type LeadContext, type ComposerValues } from './composer-values.ts'
import styles from './LeadChangePreview.module.css'

interface LeadChangePreviewProps {
  readonly control: Control<ComposerValues>
  readonly lead: LeadContext
}

/** Previews how the event will change its lead: `New → Contacted`, `Qualified → Won, closes the lead`. */
export function LeadChangePreview({ control, lead }: LeadChangePreviewProps) {
  const t = useMessages()
  const names = usePersonNames()
  const statuses = useStatuses() ?? []
  const [status, assignee] = useWatch({ control, name: ['status', 'assignee'] })
  const hasAssignee = typeof assignee !== 'object' || assignee.to !== ''
  const values = { note: '', status, date: 'now', assignee: hasAssignee ? assignee : 'keep' } as const
  const changes = changesOfQueued(toCreateBody(values, lead), lead).filter(({ from, to }) => from !== to)

  function labels({ kind, from, to }: Change): readonly [before: string, after: string | null] {
    if (kind === 'status') return [from ?? t('timeline.noStatus'), to]
    const name = (person: string | null | undefined) =>
      person === null || person === undefined ? t('timeline.nobody') : names.short(person)
    return [name(from), name(to)]
  }
  return (
    <output className={styles.changes}>
      {changes.map((change) => {
        const [before, after] = labels(change)
        const endsDeal =
          change.kind === 'status' && statuses.some(({ label, sink }) => sink && label === change.to)
        return (
          <span key={change.kind} className={styles.change}>
            <span>{`${bidiIsolate(before)} → `}</span>
            <b>{bidiIsolate(after ?? '')}</b>
            {endsDeal && <span>{t('composer.endsDeal')}</span>}
          </span>
        )
      })}
    </output>
  )
}
