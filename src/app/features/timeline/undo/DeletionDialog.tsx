import { useRef } from 'react'
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
  /** the state to which the lead would revert */
  readonly fallback: LeadState
  readonly onCancel: () => void
  readonly onConfirm: () => void
}

/** Confirms a deletion that would change the lead's state, and shows the change. */
export function DeletionDialog({ lead, fallback, onCancel, onConfirm }: DeletionDialogProps) {
  const t = useMessages()
  const keep = useRef<HTMLButtonElement>(null)
  const names = usePersonNames()
  const current = useGetLead(lead).data?.item
  const status = (label: string | null) => label ?? t('timeline.noStatus')
  const assignee = (id: string | null) => (id === null ? t('timeline.nobody') : names.full(id))
  const changes = [
    {
      name: t('timeline.confirm.status'),
      from: current && status(current.status),
      to: status(fallback.status),
    },
    {
      name: t('timeline.confirm.assignee'),
      from: current && assignee(current.leadAssignee),
      to: assignee(fallback.leadAssignee),
    },
  ].filter(({ from, to }) => from !== to)
  return (
    <Dialog
      title={t('timeline.confirm.title')}
      onClose={onCancel}
      alert
      initialFocus={keep}
      footer={
        <>
          <Button ref={keep} onClick={onCancel}>
            {t('timeline.confirm.cancel')}
          </Button>
          <Button variant="danger" onClick={onConfirm}>
            {t('timeline.deleteEvent')}
          </Button>
        </>
      }
    >
      <p>{t('timeline.confirm.text')}</p>
      <dl className={styles.changes}>
        {changes.map(({ name, from, to }) => (
          <div key={name} className={styles.change}>
            <dt className={styles.name}>{name}</dt>
            <dd>
              {from !== undefined && <span>{`${bidiIsolate(from)} → `}</span>}
              <b className={styles.to}>{bidiIsolate(to)}</b>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
