import { useState } from 'react'
import { useGetLead } from '../../shared/api/queries.ts'
import styles from '../../shared/export/Export.module.css'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Dialog } from '../../shared/ui/Dialog.tsx'
import type { Subject } from './subject.ts'
import { toInstant } from '../../../contract/instant.ts'
import { ExportProgress } from '../../shared/export/ExportProgress.tsx'
import { fileName, saveFile } from '../../shared/export/save-file.ts'
import { useExportProgress } from '../../shared/export/use-export-progress.ts'
import { dayKey } from '../../shared/i18n/format-time.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { LeadFilter } from '../../shared/leads/LeadFilter.tsx'
import { PersonFilter } from '../../shared/people/PersonFilter.tsx'
import fields from '../../shared/ui/FilterFields.module.css'
import screen from '../../shared/ui/Screen.module.css'
import { EraseButton } from './EraseButton.tsx'
import type { EventData, LeadData, PersonData } from '../../../contract/personal-data.ts'
import { request } from '../../shared/api/client.ts'
import { Name } from '../../shared/ui/Name.tsx'

interface PersonalDataButtonProps {
  /** the lead and the user of the screen's filter, if any */
  readonly lead: string | undefined
  readonly person: string | undefined
}

/** Opens the dialog that exports or erases the data stored about a lead or a user. */
export function PersonalDataButton({ lead, person }: PersonalDataButtonProps) {
  const t = useMessages()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="s" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('personal.title')}
      </Button>
      {open && <PersonalDataDialog lead={lead} person={person} onClose={() => setOpen(false)} />}
    </>
  )
}

/** Chooses a lead and a user, at first those of the screen's filter, and offers what is possible for each. */
function PersonalDataDialog(props: PersonalDataButtonProps & { readonly onClose: () => void }) {
  const t = useMessages()
  const names = usePersonNames()
  const [lead, setLead] = useState(props.lead)
  const [person, setPerson] = useState(props.person)
  const leadName = useGetLead(lead ?? '', { enabled: lead !== undefined }).data?.item.name
  const none = t('personal.none')
  return (
    <Dialog title={t('personal.title')} onClose={props.onClose}>
      <div className={styles.body}>
        <p className={styles.about}>{t('personal.choose')}</p>
        <div className={fields.days}>
          <div className={fields.day}>
            <span className={fields.name} aria-hidden="true">
              {t('changeLog.lead')}
            </span>
            <div>
              <LeadFilter value={lead} unset={none} onChange={setLead} />
            </div>
          </div>
          <div className={fields.day}>
            <span className={fields.name} aria-hidden="true">
              {t('personal.user')}
            </span>
            <div>
              <PersonFilter label={t('personal.user')} value={person} unset={none} onChange={setPerson} />
            </div>
          </div>
        </div>
        {lead !== undefined && (
          <PersonalDataExport
            key={`lead ${lead}`}
            subject={{ kind: 'lead', id: lead, name: leadName ?? lead }}
          />
        )}
        {person !== undefined && (
          <PersonalDataExport
            key={`person ${person}`}
            subject={{ kind: 'person', id: person, name: names.unmarked.full(person) }}
          />
        )}
      </div>
    </Dialog>
  )
}

/** Exports the data stored about a lead or a user to a file, or erases it. */
function PersonalDataExport({ subject }: { readonly subject: Subject }) {
  const t = useMessages()
  const viewer = useViewer()
  const { state, start, stop } = useExportProgress({
    fetchAll: async (signal, onProgress) => fetchPersonalData(subject, signal, onProgress),
    measure: ({ events: { length } }) => ({ read: length, count: length }),
  })
  const save = async () =>
    start((data) => {
      const day = dayKey(toInstant(viewer.now), viewer)
      saveFile(fileName(subject.id, day, 'json'), [JSON.stringify(data, null, 2)], 'application/json')
    })
  return (
    <section className={styles.body}>
      <h3>
        <span>{`${t(subject.kind === 'lead' ? 'personal.lead' : 'personal.person')} `}</span>
        <Name>{subject.name}</Name>
      </h3>
      <p className={styles.about}>{t('personal.about')}</p>
      <div className={screen.bar}>
        {state.kind === 'reading' ? (
          <Button onClick={stop}>{t('export.stop')}</Button>
        ) : (
          <Button onClick={() => void save()}>{t('personal.save')}</Button>
        )}
        <EraseButton subject={subject} />
      </div>
      <ExportProgress state={state} of="events" onRetry={() => void save()} />
    </section>
  )
}

/** All data stored about a lead or a user. */
type PersonalData = ({ readonly lead: LeadData } | { readonly person: PersonData }) & {
  readonly events: readonly EventData[]
}

interface Progress {
  readonly read: number
  readonly count: undefined
}

/** Fetches all data stored about a lead or a user, page by page. The number of events is unknown until the last page. */
async function fetchPersonalData(
  { kind, id }: Subject,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<PersonalData> {
  const events: EventData[] = []
  for (let after = 0; ;) {
    const page =
      kind === 'lead'
        ? await request('exportLead', { id, query: { after }, signal })
        : await request('exportPerson', { id, query: { after }, signal })
    events.push(...page.events)
    onProgress({ read: events.length, count: undefined })
    if (page.next === null) {
      return 'lead' in page ? { lead: page.lead, events } : { person: page.person, events }
    }
    after = page.next
  }
}
