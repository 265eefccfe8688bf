import { can } from '../../../contract/permissions.ts'
import { useEffect, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import { createPortal } from 'react-dom'
import type { Instant } from '../../../contract/instant.ts'
import type { LeadEventDetails } from '../../../contract/lead-event.ts'
import { useOutboxOf } from '../../outbox/outbox-context.ts'
import { toProblem } from '../../shared/api/problems.ts'
import type { TimelineQuery } from '../../shared/api/queries.ts'
import { articleId, findNeighbour } from '../../shared/events/focus-event.ts'
import { timelineQuery } from '../../shared/events/timeline-query.ts'
import { currentRoute, navigate, useRoute } from '../../shared/router/route.ts'
import { hasOwnKeys } from '../../shared/ui/is-shortcut-blocked.ts'
import { hasNoModifier, shortcutKey } from '../../shared/ui/shortcut.ts'
import { areSingleLetterShortcutsEnabled } from '../../shared/ui/single-letter-shortcuts.ts'
import { EventSteps } from '../../features/event-details/EventSteps.tsx'
import { useAdjacentEvents } from '../../features/event-details/use-adjacent-events.ts'
import { EventEditor } from '../../features/timeline/EditedNote.tsx'
import { RejectedEdit } from '../../features/timeline/editing/RejectedEdit.tsx'
import { useEventEditing } from '../../features/timeline/editing/use-event-editing.ts'
import { SavingBadge } from '../../features/timeline/event/SavingBadge.tsx'
import { changeOf } from '../../features/timeline/list/timeline-rows.ts'
import { DeletionDialog } from '../../features/timeline/undo/DeletionDialog.tsx'
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
import { EventProperties, TechnicalProperties } from '../../features/event-details/EventProperties.tsx'
import { EventHistory } from '../../features/event-details/EventHistory.tsx'
import styles from './EventPanel.module.css'
import { QueryExplanation } from '../../features/event-details/QueryExplanation.tsx'
import { closeDetails } from '../../shared/router/open-details.ts'
import { useDateEdit } from '../../features/timeline/editing/use-date-edit.ts'
import { useUndoableUpdate } from '../../features/timeline/undo/use-edit-undo.ts'
import { useEventDetails } from '../../features/event-details/use-event-details.ts'

/**
 * The details of one event in a side panel: its note and properties, its history, and technical data last. It can be edited
 * and deleted as in its row, and the buttons in the header show the events next to it in the timeline.
 */
export function EventPanel({ id }: { readonly id: number }) {
  const t = useMessages()
  const { user, capabilities } = useSignedIn()
  const { event, explanation, error, retrying, retry } = useEventDetails(id)
  const problem = error === null ? undefined : toProblem(error)
  const deleted = problem?.code === 'gone'
  const present = deleted ? undefined : event
  const adjacent = useAdjacentEvents(id, useQueryAround(event))
  const [openedId] = useState(id)
  const [footer, setFooter] = useState<HTMLElement | null>(null)
  const close = useClose(id, id !== openedId)
  const mayErase =
    can(user, 'erasePersonalData') && capabilities.includes('personalData') && problem?.code !== 'not_found'
  return (
    <Dialog
      title={t('event.title')}
      place="side"
      onClose={close}
      onKeyDown={pressButtonOfKey}
      controls={<EventSteps adjacent={adjacent} />}
      footer={present === undefined ? undefined : <div ref={setFooter} className={styles.actions} />}
    >
      <div key={id} className={styles.panel} aria-busy={retrying || undefined}>
        {present !== undefined ? (
          <EventContent event={present} footer={footer} />
        ) : problem === undefined ? (
          <Skeleton height="240px" />
        ) : (
          <EventError problem={problem} retrying={retrying} onRetry={retry} />
        )}
        {capabilities.includes('history') && problem?.code !== 'not_found' && (
          <Section name={t('event.history')}>
            {present === undefined ? (
              <EventHistory id={id} event={undefined} />
            ) : (
              <RestorableHistory event={present} />
            )}
          </Section>
        )}
        {(present !== undefined || mayErase) && (
          <Section name={t('event.technical')}>
            {present !== undefined && <TechnicalProperties event={present} />}
            {explanation !== undefined && !deleted && <QueryExplanation explanation={explanation} />}
            {mayErase && (
              <span>
                <EraseButton subject={{ kind: 'event', id: String(id), name: String(id) }} />
              </span>
            )}
          </Section>
        )}
      </div>
    </Dialog>
  )
}

/** The timeline in which an event is displayed: that of the screen, or else of the event's lead. */
function useQueryAround(event: LeadEventDetails | undefined): TimelineQuery {
  const route = useRoute()
  return route.page === 'timeline' && route.leads.length > 0
    ? timelineQuery(route.leads, route.order, route)
    : { leads: event === undefined ? [] : [event.lead], ordering: 'newest' }
}

/** Returns a function that closes the details; the timeline then shows the last event to which the user has stepped. */
function useClose(id: number, hasStepped: boolean): () => void {
  return () => {
    const route = currentRoute()
    if (hasStepped && route.page === 'timeline' && route.leads.length > 0)
      navigate({ ...route, details: undefined, event: id }, { replace: true })
    else closeDetails()
  }
}

/** Presses the button that declares a key as its shortcut: the keys of a row, and `j` and `k` as in the timeline. */
function pressButtonOfKey(event: KeyboardEvent<HTMLDialogElement>): void {
  if (!hasNoModifier(event) || hasOwnKeys(event.target)) return
  const key = shortcutKey(event)
  if (key.length === 1 && !areSingleLetterShortcutsEnabled()) return
  const button = [...event.currentTarget.querySelectorAll<HTMLElement>('[aria-keyshortcuts]')].find(
    (candidate) => candidate.getAttribute('aria-keyshortcuts') === key,
  )
  if (button === undefined) return
  event.preventDefault()
  // as a click does; the buttons of the next event are others than those of this one
  button.focus()
  button.click()
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

interface EventContentProps {
  readonly event: LeadEventDetails
  /** the element for the buttons */
  readonly footer: HTMLElement | null
}

function EventContent({ event, footer }: EventContentProps) {
  const t = useMessages()
  const link = useCopyLink({ id: event.id, details: true })
  const operation = changeOf(useOutboxOf([event.lead]), event.id)
  const focusAfterClose = useFocusAfterClose()
  const { note, edit, deletion, onEdit, onDelete, rejected, isConflict } = useEventEditing({
    event,
    operation,
    onDeletion: () => {
      focusAfterClose(findNeighbour(articleId(event.id)))
      closeDetails()
    },
  })
  const links = useNoteLinks(note)
  return (
    <>
      {edit.draft !== undefined ? (
        <EventEditor edit={edit} draft={edit.draft} event={event} />
      ) : note === '' ? (
        <p className={styles.note} data-empty>
          {t('event.noNote')}
        </p>
      ) : (
        !isConflict && <NoteText text={note} links={links} className={styles.note} />
      )}
      {operation !== undefined && <SavingBadge operation={operation} />}
      {rejected !== undefined && (
        <RejectedEdit operation={rejected} onFix={edit.open} onForce={deletion.confirmFallback} />
      )}
      <EventProperties event={event} />
      {footer !== null &&
        createPortal(
          <EventActions
            buttons={edit.buttons}
            onCopyLink={link.copy}
            onDelete={onDelete}
            busy={deletion.checking}
            onEdit={onEdit}
          />,
          footer,
        )}
      {link.isShown && <CopyLinkDialog id={event.id} details onClose={link.close} />}
      {deletion.fallback !== undefined && (
        <DeletionDialog
          lead={event.lead}
          fallback={deletion.fallback}
          onCancel={deletion.cancel}
          onConfirm={deletion.confirm}
        />
      )}
    </>
  )
}

interface EventActionsProps {
  readonly buttons: Ref<HTMLSpanElement>
  readonly onCopyLink: () => void
  /** absent, like `onEdit`, if the user may not change the event or is editing it */
  readonly onDelete: (() => void) | undefined
  /** whether the effect of a deletion is being fetched */
  readonly busy: boolean
  readonly onEdit: (() => void) | undefined
}

/** The actions of the event's row, with the same names and keys. */
function EventActions({ buttons, onCopyLink, onDelete, busy, onEdit }: EventActionsProps) {
  const t = useMessages()
  return (
    <span ref={buttons} className={styles.actions}>
      {onEdit !== undefined && (
        <Button aria-keyshortcuts="e" aria-label={t('timeline.editNote')} onClick={onEdit}>
          {t('timeline.edit')}
        </Button>
      )}
      <Button onClick={onCopyLink}>{t('timeline.copyLink')}</Button>
      {onDelete !== undefined && (
        <Button aria-keyshortcuts="Delete" busy={busy} onClick={onDelete}>
          {t('timeline.delete')}
        </Button>
      )}
    </span>
  )
}

/** Returns a function that sets the element to focus when the details have closed: until then it is inert. */
function useFocusAfterClose(): (element: HTMLElement | undefined) => void {
  const target = useRef<HTMLElement>(undefined)
  useEffect(
    () => () => {
      const { current } = target
      if (current !== undefined) requestAnimationFrame(() => current.focus({ preventScroll: true }))
    },
    [],
  )
  return (element) => {
    target.current = element
  }
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
