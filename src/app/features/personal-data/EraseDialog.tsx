import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { request } from '../../shared/api/client.ts'
import { deleteOtherOwners } from '../../shared/api/response-cache.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import styles from '../../shared/export/Export.module.css'
import { FormDialog } from '../../shared/ui/FormDialog.tsx'
import { LoadError } from '../../shared/ui/LoadError.tsx'
import { showToast } from '../../shared/ui/show-toast.ts'
import { TextField } from '../../shared/ui/TextField.tsx'
import type { Subject } from './subject.ts'
import { Name } from '../../shared/ui/Name.tsx'

const eraseEndpoints = { event: 'eraseEvent', lead: 'eraseLead', person: 'erasePerson' } as const

interface EraseDialogProps {
  readonly subject: Subject
  readonly onClose: () => void
}

/** Explains what an erasure removes and what remains, and requires the user to type the ID, because it cannot be undone. */
export function EraseDialog({ subject, onClose }: EraseDialogProps) {
  const t = useMessages()
  const { kind, id, name } = subject
  const erase = useErase(subject)
  const [typed, setTyped] = useState('')
  const [mismatch, setMismatch] = useState(false)
  const confirm = () => {
    setMismatch(typed.trim() !== id)
    if (typed.trim() !== id) return
    erase.mutate(undefined, {
      onSuccess: () => {
        showToast({ text: t('erase.done') })
        onClose()
      },
    })
  }
  return (
    <FormDialog
      title={t(`erase.title.${kind}`)}
      onClose={onClose}
      alert
      className={styles.body}
      onSubmit={confirm}
      submit={t('erase.do')}
      variant="danger"
      busy={erase.isPending}
    >
      {kind !== 'event' && (
        <p>
          <Name>{name}</Name>
        </p>
      )}
      <p className={styles.about}>{t(`erase.text.${kind}`)}</p>
      <TextField
        label={t('erase.type', { id })}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={mismatch ? t('erase.differs') : undefined}
        autoComplete="off"
        spellCheck={false}
      />
      {erase.isError && <LoadError error={erase.error} />}
    </FormDialog>
  )
}

/** Permanently erases the data about a subject, refetches the displayed data and deletes all cached copies. */
function useErase({ kind, id }: Subject) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async () => request(eraseEndpoints[kind], { id }),
    onSuccess: async () => {
      queryClient.removeQueries({ type: 'inactive' })
      void queryClient.invalidateQueries()
      // a browser without storage has no copies to delete
      await deleteOtherOwners('session').catch(() => undefined)
    },
  })
}
