import { useWatch, type Control } from 'react-hook-form'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { bidiIsolate } from '../../shared/i18n/bidi-isolate.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { changesOfQueued } from '../../outbox/queued-changes.ts'
import type { Change } from '../../shared/event-model/event-changes.ts'
import { useStatuses } from '../../shared/ui/statuses.ts'
import { toCreateBody, type LeadContext, type ComposerValues } from './composer-values.ts'
import styles from './LeadChangePreview.module.css'

interface EffectsProps {
  readonly control: Control<ComposerValues>
  readonly lead: LeadContext
}

/** What the event will do to its lead, before it does: `New → Contacted`, `Qualified → Won, ends the deal`. */
export function LeadChangePreview({ control, lead }: EffectsProps) {
  const t = useMessages()
  const names = usePersonNames()
  const statuses = useStatuses() ?? []
  const [status, assignee] = useWatch({ control, name: ['status', 'assignee'] })
  const named = typeof assignee !== 'object' || assignee.to !== ''
  const said = { note: '', status, date: 'now', assignee: named ? assignee : 'keep' } as const
  const changes = changesOfQueued(toCreateBody(said, lead), lead).filter(({ from, to }) => from !== to)

  function words({ kind, from, to }: Change): readonly [before: string, after: string | null] {
    if (kind === 'status') return [from ?? t('timeline.noStatus'), to]
    const name = (person: string | null | undefined) =>
      person === null || person === undefined ? t('timeline.nobody') : names.short(person)
    return [name(from), name(to)]
  }
  return (
    <output className={styles.effects}>
      {changes.map((change) => {
        const [before, after] = words(change)
        const ends =
          change.kind === 'status' && statuses.some(({ label, sink }) => sink && label === change.to)
        return (
          <span key={change.kind} className={styles.effect}>
            {bidiIsolate(before)} → <b>{bidiIsolate(after ?? '')}</b>
            {ends && t('composer.endsDeal')}
          </span>
        )
      })}
    </output>
  )
}
