import { useState } from 'react'
import { useGetLead } from '../../shared/api/queries.ts'
import styles from '../../shared/export/Export.module.css'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Dialog } from '../../shared/ui/Dialog.tsx'
import { PersonalDataExport } from './PersonalDataExport.tsx'
import type { Subject } from './subject.ts'

interface PersonalDataButtonProps {
  /** the lead and the user of the screen's filter, if any */
  readonly lead: string | undefined
  readonly person: string | undefined
}

/** Opens the dialog that exports or erases the data stored about a lead or a user. */
export function PersonalDataButton({ lead, person }: PersonalDataButtonProps) {
  const t = useMessages()
  const names = usePersonNames()
  const leadName = useGetLead(lead ?? '', { enabled: lead !== undefined }).data?.item.name
  const [open, setOpen] = useState(false)
  const subjects: Subject[] = [
    ...(lead === undefined ? [] : [{ kind: 'lead' as const, id: lead, name: leadName ?? lead }]),
    ...(person === undefined ? [] : [{ kind: 'person' as const, id: person, name: names.full(person) }]),
  ]
  return (
    <>
      <Button size="s" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('personal.title')}
      </Button>
      {open && (
        <Dialog title={t('personal.title')} onClose={() => setOpen(false)}>
          <div className={styles.body}>
            {subjects.length === 0 && <p>{t('personal.choose')}</p>}
            {subjects.map((subject) => (
              <PersonalDataExport key={subject.kind} subject={subject} />
            ))}
          </div>
        </Dialog>
      )}
    </>
  )
}
