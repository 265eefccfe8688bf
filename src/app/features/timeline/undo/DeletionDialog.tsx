import type { LeadState } from '../../../../contract/rules/lead-state.ts'
import { useGetLead } from '../../../shared/api/queries.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { bidiIsolate } from '../../../shared/i18n/bidi-isolate.ts'
import { usePersonNames } from '../../../shared/people/use-person-names.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { Dialog } from '../../../shared/ui/Dialog.tsx'
import styles from './DeletionDialog.module.css'

interface DeletionDialogProps {
  readonly lead: string
  /** what the lead falls back to */
  readonly fallback: LeadState
  readonly onCancel: () => void
  readonly onConfirm: () => void
}

/** Asks before a deletion that would change the lead, and says how. */
export function DeletionDialog({ lead, fallback, onCancel, onConfirm }: DeletionDialogProps) {
  const t = useMessages()
  const names = usePersonNames()
  const now = useGetLead(lead).data?.item
  const status = (label: string | null) => label ?? t('timeline.noStatus')
  const assignee = (id: string | null) => (id === null ? t('timeline.nobody') : names.full(id))
  const facts = [
    { name: t('timeline.confirm.status'), from: now && status(now.status), to: status(fallback.status) },
    {
      name: t('timeline.confirm.assignee'),
      from: now && assignee(now.leadAssignee),
      to: assignee(fallback.leadAssignee),
    },
  ].filter(({ from, to }) => from !== to)
  return (
    <Dialog
      title={t('timeline.confirm.title')}
      onClose={onCancel}
      footer={
        <>
          <Button onClick={onCancel}>{t('timeline.confirm.cancel')}</Button>
          <Button variant="danger" onClick={onConfirm}>
            {t('timeline.deleteEvent')}
          </Button>
        </>
      }
    >
      <p>{t('timeline.confirm.text')}</p>
      <dl className={styles.facts}>
        {facts.map(({ name, from, to }) => (
          <div key={name} className={styles.fact}>
            <dt className={styles.name}>{name}</dt>
            <dd>
              {from !== undefined && `${bidiIsolate(from)} → `}
              <b className={styles.to}>{bidiIsolate(to)}</b>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
