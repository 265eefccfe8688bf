import { toProblem } from '../../../shared/api/problems.ts'
import { useGetEvent } from '../../../shared/api/queries.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { useViewer } from '../../../shared/i18n/use-viewer.ts'
import { parseDraftKey } from '../../../outbox/drafts/draft-key.ts'
import { useDrafts, useOutboxContext } from '../../../outbox/outbox-context.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { Icon } from '../../../shared/ui/Icon.tsx'
import { EventNote } from '../event/EventNote.tsx'
import { deletedMessage } from '../../../shared/events/deleted-message.ts'
import styles from './SaveError.module.css'
import { parseNoteDraft } from './note-draft.ts'

interface OrphanedDraftsProps {
  readonly leads: readonly string[]
  /** whether the event is loaded: its row then shows the draft itself */
  readonly isLoaded: (event: number) => boolean
}

/** Drafts of notes whose event has been deleted. Their rows have disappeared, so the drafts are shown here. */
export function OrphanedDrafts({ leads, isLoaded }: OrphanedDraftsProps) {
  return useDrafts().flatMap(({ place: draftKey, value }) => {
    const { lead, eventId } = parseDraftKey(draftKey)
    if (eventId === undefined || !leads.includes(lead) || isLoaded(eventId)) return []
    const note = parseNoteDraft(value)?.note ?? ''
    return <OrphanedDraft key={draftKey} draftKey={draftKey} event={eventId} note={note} />
  })
}

interface OrphanedDraftProps {
  readonly draftKey: string
  readonly event: number
  readonly note: string
}

function OrphanedDraft({ draftKey, event, note }: OrphanedDraftProps) {
  const t = useMessages()
  const viewer = useViewer()
  const { drafts } = useOutboxContext()
  const { error } = useGetEvent(event)
  const problem = error === null ? undefined : toProblem(error)
  if (problem?.code !== 'gone') return null
  const discard = () => drafts.remove(draftKey)
  return (
    <div className={styles.box} role="status">
      <p className={styles.message}>
        <Icon name="warning" />
        <span>
          <b>{t('timeline.goneWhileEdited')}</b>
          <span>{` ${deletedMessage(problem, viewer, t)}`}</span>
        </span>
      </p>
      <div className={styles.text}>
        <EventNote note={note} open onToggle={discard} />
      </div>
      <div className={styles.actions}>
        <Button size="s" variant="quiet" onClick={discard}>
          {t('timeline.discard')}
        </Button>
      </div>
    </div>
  )
}
