import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect, type KeyboardEvent } from 'react'
import { useForm } from 'react-hook-form'
import { useCreateEvent } from '../api/mutations.ts'
import { useMessages } from '../i18n/i18n.ts'
import { leadDraft, mendDraft } from '../outbox/drafts.ts'
import type { CreateOperation } from '../outbox/operation.ts'
import { useUnsent } from '../outbox/outbox-context.ts'
import { personKey, personOf } from '../outbox/person.ts'
import { useSignedIn } from '../session/signed-in.ts'
import { Button } from '../ui/Button.tsx'
import { isModified, modified } from '../ui/shortcut.ts'
import { AssigneeField } from './AssigneeField.tsx'
import styles from './Composer.module.css'
import { composerSchema } from './composer-schema.ts'
import {
  emptyValues,
  isEmpty,
  readDraft,
  toCreateBody,
  toValues,
  type ComposerLead,
  type ComposerValues,
} from './composer-values.ts'
import { DateField } from './DateField.tsx'
import { DateHint } from './DateHint.tsx'
import { Effects } from './Effects.tsx'
import { NoteField } from './NoteField.tsx'
import { StatusField } from './StatusField.tsx'
import { useDateVerdict } from './use-date-verdict.ts'
import { useFaultWords } from './use-fault-words.ts'
import { useLatest } from './use-latest.ts'

interface ComposerProps {
  readonly lead: ComposerLead
  /** a refused event that is mended here, in place of a new one */
  readonly mending?: CreateOperation | undefined
  /** takes the focus as soon as it is there, on the field that has to be mended or the note */
  readonly focused?: boolean
  /** called with the key of the event's row in the outbox */
  readonly onLogged: (key: string) => void
  /** goes back to a new event; what was refused stays on the timeline */
  readonly onPutAside?: () => void
}

/** The form that logs an event. What is typed is kept as the draft of its lead until it is logged. */
export function Composer({ lead, mending, focused = false, onLogged, onPutAside }: ComposerProps) {
  const t = useMessages()
  const { user } = useSignedIn()
  const { drafts, outbox } = useUnsent()
  const createEvent = useCreateEvent()
  const place = mending === undefined ? leadDraft(personKey(personOf(user)), lead.id) : mendDraft(mending.key)
  const latest = useLatest(lead, mending)
  const form = useForm<ComposerValues>({
    defaultValues: startingValues(drafts.read(place), mending),
    resolver: zodResolver(composerSchema(latest)),
  })
  const { control } = form
  const faults = useFaultWords(form.formState, latest, mending)
  const date = useDateVerdict(control, latest)
  const dateFault = faults.date ?? date.fault
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
  useEffect(() => {
    if (focused) form.setFocus('note')
  }, [form, focused])

  const log = form.handleSubmit((values) => {
    const body = toCreateBody(values, lead, latest)
    const key = (mending && outbox.replace(mending.key, body)) ?? createEvent(body)
    form.reset(emptyValues)
    form.setFocus('note')
    onLogged(key)
  })
  const logByKeys = (event: KeyboardEvent) => {
    if (!isModified(event, 'Enter')) return
    event.preventDefault()
    void log()
  }
  return (
    // the shortcut works from every field within
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      noValidate
      aria-label={t('composer.title')}
      className={styles.form}
      onSubmit={log}
      onKeyDown={logByKeys}
    >
      {mending !== undefined && (
        <p className={styles.mending}>
          {faults.form ?? t('composer.mending')}
          <Button variant="quiet" size="s" onClick={onPutAside}>
            {t('composer.putAside')}
          </Button>
        </p>
      )}
      <NoteField control={control} fault={faults.note} onMended={toNote} />
      <div className={styles.foot}>
        <div className={styles.fields}>
          <StatusField control={control} lead={lead} fault={faults.status} />
          <DateField control={control} latest={latest} invalid={dateFault !== undefined} onSaid={toNote} />
          <AssigneeField control={control} lead={lead} fault={faults.assignee} />
        </div>
        <span className={styles.log}>
          <Button
            type="submit"
            variant="primary"
            shortcut={modified('Enter')}
            aria-keyshortcuts="Meta+Enter Control+Enter"
          >
            {t('composer.log')}
          </Button>
        </span>
      </div>
      <div className={styles.said}>
        <DateHint
          control={control}
          latest={latest}
          verdict={date.verdict}
          fault={dateFault}
          onMended={toNote}
        />
        <Effects control={control} lead={lead} />
      </div>
    </form>
  )
}

function startingValues(draft: unknown, mending: CreateOperation | undefined): ComposerValues {
  return draft === undefined && mending !== undefined ? toValues(mending.body) : readDraft(draft)
}
