import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect } from 'react'
import { useForm } from 'react-hook-form'
import { useCreateEvent } from '../../outbox/mutations.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { leadDraft, fixDraftKey } from '../../outbox/drafts/draft-key.ts'
import type { CreateOperation } from '../../outbox/operations/operation.ts'
import { useOutboxContext } from '../../outbox/outbox-context.ts'
import { personKey, personOf } from '../../shared/session/person.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { AssigneeField } from './AssigneeField.tsx'
import styles from './Composer.module.css'
import { composerSchema } from './composer-schema.ts'
import {
  emptyValues,
  isEmpty,
  readDraft,
  toCreateBody,
  toValues,
  type LeadContext,
  type ComposerValues,
} from './composer-values.ts'
import { DateField } from '../../shared/dates/DateField.tsx'
import { DateHint } from '../../shared/dates/DateHint.tsx'
import { LeadChangePreview } from './LeadChangePreview.tsx'
import { LogButtons } from './LogButtons.tsx'
import { NoteField } from './NoteField.tsx'
import { StatusField } from './StatusField.tsx'
import { useComposerDate } from './use-composer-date.ts'
import { useComposerKeys } from './use-composer-keys.ts'
import { useErrorMessages } from './use-error-messages.ts'
import { useLatestEvent } from './use-latest-event.ts'
import { useNextLead } from './use-next-lead.ts'

interface ComposerProps {
  readonly lead: LeadContext
  /** a refused event that is mended here, in place of a new one */
  readonly mending?: CreateOperation | undefined
  /** how many times it was asked for: each time its note takes the focus, the first one as soon as it is there */
  readonly asked?: number
  /** called with the key of the event's row in the outbox */
  readonly onLogged: (key: string) => void
  /** goes back to a new event; what was refused stays on the timeline */
  readonly onPutAside?: () => void
}

/** The form that logs an event. What is typed is kept as the draft of its lead until it is logged. */
export function Composer({ lead, mending, asked = 0, onLogged, onPutAside }: ComposerProps) {
  const t = useMessages()
  const { user } = useSignedIn()
  const { drafts, outbox } = useOutboxContext()
  const createEvent = useCreateEvent()
  const person = personKey(personOf(user))
  const place = mending === undefined ? leadDraft(person, lead.id) : fixDraftKey(person, lead.id, mending.key)
  const latest = useLatestEvent(lead, mending)
  const form = useForm<ComposerValues>({
    defaultValues: startingValues(drafts.read(place), mending),
    resolver: zodResolver(composerSchema(latest)),
  })
  const { control } = form
  const faults = useErrorMessages(form.formState, latest, mending)
  const date = useComposerDate(control, latest)
  const dateFault = faults.date ?? date.said.fault
  const { prepare } = useNextLead(lead)
  const toNote = () => form.setFocus('note')

  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) => {
          if (isEmpty(values)) drafts.remove(place)
          else drafts.write(place, values)
        },
      }),
    [form, drafts, place],
  )
  // another tab shows the same draft
  useEffect(
    () => drafts.follow(place, (draft) => form.reset(startingValues(draft, mending))),
    [form, drafts, place, mending],
  )
  useEffect(() => {
    if (asked > 0) form.setFocus('note')
  }, [form, asked])

  const logEvent = (values: ComposerValues) => {
    const body = toCreateBody(values, lead, latest)
    const key = (mending && outbox.replace(mending.key, body)) ?? createEvent(body)
    form.reset(emptyValues)
    form.setFocus('note')
    onLogged(key)
  }
  const log = form.handleSubmit(logEvent)
  const logAndNext = form.handleSubmit(async (values) => {
    const goOn = prepare()
    logEvent(values)
    await goOn()
  })
  const onKeyDown = useComposerKeys({ log, logAndNext: mending === undefined ? logAndNext : log })
  return (
    // the shortcut works from every field within
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      noValidate
      aria-label={t('composer.title')}
      className={styles.form}
      onSubmit={log}
      onKeyDown={onKeyDown}
    >
      {mending !== undefined && (
        <p className={styles.mending}>
          {faults.form ?? t('composer.mending')}
          <Button variant="quiet" size="s" onClick={onPutAside}>
            {t('composer.putAside')}
          </Button>
        </p>
      )}
      <NoteField control={control} lead={lead} fault={faults.note} onMended={toNote} />
      <div className={styles.foot}>
        <div className={styles.fields}>
          <StatusField control={control} lead={lead} fault={faults.status} />
          <DateField
            {...date.shared}
            unchosen={t('composer.nowMeans')}
            invalid={dateFault !== undefined}
            hintId={date.hintId}
            onSaid={toNote}
          />
          <AssigneeField control={control} lead={lead} fault={faults.assignee} />
        </div>
        <LogButtons lead={lead} onLogAndNext={mending === undefined ? logAndNext : undefined} />
      </div>
      <div className={styles.said}>
        <DateHint
          {...date.shared}
          id={date.hintId}
          verdict={date.said.verdict}
          fault={dateFault}
          onMended={toNote}
        />
        <LeadChangePreview control={control} lead={lead} />
      </div>
    </form>
  )
}

function startingValues(draft: unknown, mending: CreateOperation | undefined): ComposerValues {
  return draft === undefined && mending !== undefined ? toValues(mending.body) : readDraft(draft)
}
