import type { Instant } from '../../../contract/instant.ts'
import type { LeadEventDetails } from '../../../contract/lead-event.ts'
import { toProblem } from '../../shared/api/problems.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { deletedMessage } from '../../shared/events/deleted-message.ts'
import { EraseButton } from '../../features/personal-data/EraseButton.tsx'
import { NoteText } from '../../shared/events/NoteText.tsx'
import { useNoteLinks } from '../../shared/events/use-note-links.ts'
import { CopyLinkDialog, useCopyLink } from '../../shared/events/CopyLinkDialog.tsx'
import { Button } from '../../shared/ui/Button.tsx'
import { Dialog } from '../../shared/ui/Dialog.tsx'
import type { Elements } from '../../shared/ui/elements.ts'
import { LoadError } from '../../shared/ui/LoadError.tsx'
import { Skeleton } from '../../shared/ui/Skeleton.tsx'
import { EventProperties } from '../../features/event-details/EventProperties.tsx'
import { EventHistory } from '../../features/event-details/EventHistory.tsx'
import styles from './EventPanel.module.css'
import { QueryExplanation } from '../../features/event-details/QueryExplanation.tsx'
import { closeDetails } from '../../shared/router/open-details.ts'
import { useDateEdit } from '../../features/timeline/editing/use-date-edit.ts'
import { useUndoableUpdate } from '../../features/timeline/undo/use-edit-undo.ts'
import { useEventDetails } from '../../features/event-details/use-event-details.ts'

/** The details of one event in a side panel: its properties, its history and how the service interpreted the request. */
export function EventPanel({ id }: { readonly id: number }) {
  const t = useMessages()
  const { user, capabilities } = useSignedIn()
  const { event, explanation, error, retrying, retry } = useEventDetails(id)
  const link = useCopyLink({ id, details: true })
  const problem = error === null ? undefined : toProblem(error)
  const deleted = problem?.code === 'gone'
  const mayErase =
    user.role === 'manager' && capabilities.includes('personalData') && problem?.code !== 'not_found'
  return (
    <Dialog
      title={t('event.title')}
      place="side"
      onClose={closeDetails}
      footer={
        <>
          {mayErase && <EraseButton subject={{ kind: 'event', id: String(id), name: String(id) }} />}
          {!deleted && <Button onClick={link.copy}>{t('timeline.copyLink')}</Button>}
          {link.isShown && <CopyLinkDialog id={id} details onClose={link.close} />}
        </>
      }
    >
      <div className={styles.panel} aria-busy={retrying || undefined}>
        {problem !== undefined && (event === undefined || deleted) ? (
          <EventError problem={problem} retrying={retrying} onRetry={retry} />
        ) : (
          <EventContent event={event} />
        )}
        {capabilities.includes('history') && problem?.code !== 'not_found' && (
          <Section name={t('event.history')}>
            {event === undefined || deleted ? (
              <EventHistory id={id} event={undefined} />
            ) : (
              <RestorableHistory event={event} />
            )}
          </Section>
        )}
        {explanation !== undefined && !deleted && <QueryExplanation explanation={explanation} />}
      </div>
    </Dialog>
  )
}

/** The history of an event whose earlier versions can be restored: the date only where an edit may set it. */
function RestorableHistory({ event }: { readonly event: LeadEventDetails }) {
  const updateEvent = useUndoableUpdate()
  const dateEdit = useDateEdit(event)
  const canHaveDate = (date: Instant) =>
    dateEdit !== undefined && (dateEdit.latest === undefined || date > dateEdit.latest)
  return (
    <EventHistory
      id={event.id}
      event={event}
      canHaveDate={canHaveDate}
      onRestore={({ note, date }) =>
        updateEvent(event, { note, ...(date !== event.date && canHaveDate(date) && { date }) }, undefined)
      }
    />
  )
}

function EventContent({ event }: { readonly event: LeadEventDetails | undefined }) {
  const t = useMessages()
  const links = useNoteLinks(event?.note ?? '')
  if (event === undefined) return <Skeleton height="240px" />
  return (
    <>
      {event.note === null ? (
        <p className={styles.note} data-empty>
          {t('event.noNote')}
        </p>
      ) : (
        <NoteText text={event.note} links={links} className={styles.note} />
      )}
      <EventProperties event={event} />
    </>
  )
}

interface EventErrorProps {
  readonly problem: ReturnType<typeof toProblem>
  readonly retrying: boolean
  readonly onRetry: () => unknown
}

function EventError({ problem, retrying, onRetry }: EventErrorProps) {
  const t = useMessages()
  const viewer = useViewer()
  if (problem.code === 'gone') {
    return (
      <p>
        <b className={styles.gone}>{`${t('timeline.gone.title')}.`}</b>
        <span>{` ${deletedMessage(problem, viewer, t)}`}</span>
      </p>
    )
  }
  if (problem.code === 'not_found') return <p>{`${t('timeline.missing.title')}.`}</p>
  return <LoadError error={problem} onRetry={onRetry} retrying={retrying} />
}

function Section({ name, children }: { readonly name: string; readonly children: Elements }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.name}>{name}</h3>
      {children}
    </section>
  )
}
