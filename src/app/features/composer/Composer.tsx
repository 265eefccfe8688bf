import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect, useId, useRef, type KeyboardEvent, type ReactElement } from 'react'
import { useController, useForm, type Control } from 'react-hook-form'
import type { Instant } from '../../../contract/instant.ts'
import { useCreateEvent } from '../../outbox/mutations.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { leadDraft, fixDraftKey } from '../../outbox/drafts/draft-key.ts'
import { queuedDate, type CreateOperation } from '../../outbox/operations/operation.ts'
import { useOutboxContext, useOutboxOf } from '../../outbox/outbox-context.ts'
import { personKey, personOf } from '../../shared/session/person.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { AssigneeField } from './AssigneeField.tsx'
import styles from './Composer.module.css'
import { composerSchema } from './composer-schema.ts'
import {
  emptyValues,
  isEmpty,
  latestEventDate,
  parseDraft,
  toCreateBody,
  toValues,
  type LeadContext,
  type ComposerValues,
} from './composer-values.ts'
import { DateField } from '../../shared/dates/DateField.tsx'
import { DateHint } from '../../shared/dates/DateHint.tsx'
import { useDateValidation } from '../../shared/dates/use-date-validation.ts'
import type { ChosenDate } from '../../shared/time/local-minute.ts'
import { LeadChangePreview } from './LeadChangePreview.tsx'
import { LogButtons } from './LogButtons.tsx'
import { NoteField } from './NoteField.tsx'
import { StatusField } from './StatusField.tsx'
import { useErrorMessages } from './use-error-messages.ts'
import { useNextLead } from './use-next-lead.ts'
import { isModified } from '../../shared/ui/shortcut.ts'
import { useRoomForLabels } from './use-room-for-labels.ts'

interface ComposerProps {
  readonly lead: LeadContext
  /** chooses another lead, in a view of several leads */
  readonly leadField?: ReactElement | undefined
  /** a rejected event to fix here, instead of a new one */
  readonly fixing?: CreateOperation | undefined
  /** number of requests to focus the note, each of which moves the focus; above zero on mount, the note takes it at once */
  readonly focusRequests?: number
  /** called with the key of the event's row in the outbox */
  readonly onLogged: (key: string) => void
  /** returns to a new event; the rejected one stays on the timeline */
  readonly onPutAside?: () => void
}

/** The form that logs an event. It stores its values as the lead's draft until the event is logged. */
export function Composer(props: ComposerProps) {
  const { lead, leadField, fixing, focusRequests = 0, onLogged, onPutAside } = props
  const t = useMessages()
  const { user } = useSignedIn()
  const { drafts, outbox } = useOutboxContext()
  const createEvent = useCreateEvent()
  const person = personKey(personOf(user))
  const draftKey =
    fixing === undefined ? leadDraft(person, lead.id) : fixDraftKey(person, lead.id, fixing.key)
  const latest = useLatestEvent(lead, fixing)
  const form = useForm<ComposerValues>({
    defaultValues: initialValues(drafts.read(draftKey), fixing),
    resolver: zodResolver(composerSchema(latest)),
  })
  const { control } = form
  const errors = useErrorMessages(form.formState, latest, fixing)
  const date = useComposerDate(control, latest)
  const dateError = errors.date ?? date.validation.error
  const { prepare } = useNextLead(lead)
  const focusNote = () => form.setFocus('note')
  const [foot, hasRoomForLabels] = useRoomForLabels()

  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) => {
          if (isEmpty(values)) drafts.remove(draftKey)
          else drafts.write(draftKey, values)
        },
      }),
    [form, drafts, draftKey],
  )
  // follow changes of the same draft in another tab
  useEffect(
    () => drafts.follow(draftKey, (draft) => form.reset(initialValues(draft, fixing))),
    [form, drafts, draftKey, fixing],
  )
  const isNew = useRef(true)
  useEffect(() => {
    if (focusRequests > 0) form.setFocus('note')
  }, [form, focusRequests])

  const logEvent = (values: ComposerValues) => {
    const body = toCreateBody(values, lead, latest)
    const key = (fixing && outbox.replace(fixing.key, body)) ?? createEvent(body)
    // before the reset, after which the form has no reference to its fields until the next render
    form.setFocus('note')
    form.reset(emptyValues)
    onLogged(key)
  }
  const log = form.handleSubmit(logEvent)
  const logAndNext = form.handleSubmit(async (values) => {
    const goToNext = prepare()
    logEvent(values)
    await goToNext()
  })
  // the next lead is that of the list, which a view of several leads does not follow
  const hasNext = fixing === undefined && leadField === undefined
  const onKeyDown = useComposerKeys({ log, logAndNext: hasNext ? logAndNext : log })
  return (
    // the shortcuts work from every field of the form
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      noValidate
      aria-label={t('composer.title')}
      className={styles.form}
      onSubmit={log}
      onKeyDown={onKeyDown}
      onSelect={(event) => rememberCaret(draftKey, event)}
      onFocus={({ target }) => {
        if (!isNew.current || !(target instanceof HTMLTextAreaElement)) return
        isNew.current = false
        restoreCaret(draftKey, target)
      }}
    >
      {fixing !== undefined && (
        <p className={styles.fixing}>
          <span>{errors.form ?? t('composer.fixing')}</span>
          <Button variant="quiet" size="s" onClick={onPutAside}>
            {t('composer.putAside')}
          </Button>
        </p>
      )}
      {leadField !== undefined && <div className={styles.lead}>{leadField}</div>}
      <NoteField control={control} lead={lead} error={errors.note} onFixed={focusNote} />
      <div ref={foot} className={styles.foot} data-labels={hasRoomForLabels ? undefined : 'hidden'}>
        <div className={styles.fields}>
          <StatusField control={control} lead={lead} error={errors.status} />
          <DateField
            {...date.shared}
            unchosen={t('composer.nowMeans')}
            invalid={dateError !== undefined}
            hintId={date.hintId}
            onConfirm={focusNote}
          />
          <AssigneeField control={control} lead={lead} error={errors.assignee} />
        </div>
        <LogButtons lead={lead} onLogAndNext={hasNext ? logAndNext : undefined} />
      </div>
      <div className={styles.hints}>
        <DateHint
          {...date.shared}
          id={date.hintId}
          validation={date.validation.result}
          error={dateError}
          onFixed={focusNote}
        />
        <LeadChangePreview control={control} lead={lead} />
      </div>
    </form>
  )
}

/** Where the user last wrote in a note: the key of its draft, and the selection in UTF-16 code units. */
let lastCaret: { readonly draftKey: string; readonly start: number; readonly end: number } | undefined

function rememberCaret(draftKey: string, { target: note }: { readonly target: EventTarget }): void {
  if (!(note instanceof HTMLTextAreaElement)) return
  lastCaret = { draftKey, start: note.selectionStart, end: note.selectionEnd }
}

/**
 * Puts the caret of a new note field where the user last wrote, else at the end: a page that becomes short replaces the
 * composer by one in a sheet, and a new field has its caret at the start.
 */
function restoreCaret(draftKey: string, note: HTMLTextAreaElement): void {
  // something has already been selected in it
  if (note.selectionEnd > 0) return
  const end = note.value.length
  const last = lastCaret?.draftKey === draftKey ? lastCaret : { start: end, end }
  note.setSelectionRange(last.start, last.end)
}

function initialValues(draft: unknown, fixing: CreateOperation | undefined): ComposerValues {
  return draft === undefined && fixing !== undefined ? toValues(fixing.body) : parseDraft(draft)
}

/**
 * The date after which a new event must be, as far as it is known here: that of the lead's latest event, or of one of the
 * user's queued events, which are sent first. A rejected event that is being fixed is sent before the queued ones, so only
 * the lead's latest event counts for it.
 */
function useLatestEvent(lead: LeadContext, fixing: CreateOperation | undefined): Instant | undefined {
  const operations = useOutboxOf([lead.id])
  const latestOfLead = latestEventDate(lead)
  if (fixing !== undefined) return latestOfLead
  return operations
    .filter((operation) => operation.kind === 'create')
    .filter(({ state }) => state !== 'refused')
    .map(queuedDate)
    .reduce((latest, date) => (latest === undefined || date > latest ? date : latest), latestOfLead)
}

/** The form's date with its validation; `shared` contains the props that the date field and its hint have in common. */
function useComposerDate(control: Control<ComposerValues>, latest: Instant | undefined) {
  const hintId = useId()
  const { field } = useController({ control, name: 'date' })
  const value = field.value === 'now' ? undefined : field.value
  return {
    hintId,
    validation: useDateValidation(value, latest, 'log'),
    shared: {
      value,
      onChange: (date: ChosenDate | undefined) => field.onChange(date ?? 'now'),
      latest,
      wording: 'log',
    } as const,
  }
}

interface ComposerKeys {
  readonly log: () => Promise<void>
  readonly logAndNext: () => Promise<void>
}

/** The shortcuts that work in every field of the composer: ⌘/Ctrl+Enter logs, Shift also opens the next lead, Escape leaves. */
function useComposerKeys({ log, logAndNext }: ComposerKeys) {
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape' && event.currentTarget.closest('dialog') === null) {
      focusTimeline()
      return
    }
    const toNextLead = isModified(event, 'Enter', { shift: true })
    if (!toNextLead && !isModified(event, 'Enter')) return
    event.preventDefault()
    const submit = toNextLead ? logAndNext : log
    // the same Enter confirms the option of an open list, which reaches the form just after this event
    if (isOpenList(event.target)) setTimeout(() => void submit())
    else void submit()
  }
}

function isOpenList(target: EventTarget): boolean {
  return target instanceof Element && target.getAttribute('aria-expanded') === 'true'
}

/** Moves the focus to the timeline, where its own shortcuts work. The draft stays. */
function focusTimeline() {
  const target =
    document.querySelector<HTMLElement>('[role="feed"] article') ?? document.querySelector('main')
  target?.focus()
}
