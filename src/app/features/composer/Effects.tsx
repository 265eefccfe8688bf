import { useWatch, type Control } from 'react-hook-form'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { isolate } from '../../shared/i18n/isolate.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { changesOfUnsent } from '../../outbox/unsent-changes.ts'
import type { Change } from '../../shared/event-model/event-changes.ts'
import { useStatuses } from '../../shared/ui/statuses.ts'
import { toCreateBody, type ComposerLead, type ComposerValues } from './composer-values.ts'
import styles from './Effects.module.css'

interface EffectsProps {
  readonly control: Control<ComposerValues>
  readonly lead: ComposerLead
}

/** What the event will do to its lead, before it does: `New → Contacted`, `Qualified → Won, ends the deal`. */
export function Effects({ control, lead }: EffectsProps) {
  const t = useMessages()
  const names = usePersonNames()
  const statuses = useStatuses() ?? []
  const [status, assignee] = useWatch({ control, name: ['status', 'assignee'] })
  const named = typeof assignee !== 'object' || assignee.to !== ''
  const said = { note: '', status, date: 'now', assignee: named ? assignee : 'keep' } as const
  const changes = changesOfUnsent(toCreateBody(said, lead), lead).filter(({ from, to }) => from !== to)

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
            {isolate(before)} → <b>{isolate(after ?? '')}</b>
            {ends && t('composer.endsDeal')}
          </span>
        )
      })}
    </output>
  )
}
