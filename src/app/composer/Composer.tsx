import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect, useId, type KeyboardEvent } from 'react'
import { useController, useForm } from 'react-hook-form'
import { useCreateEvent } from '../api/mutations.ts'
import { useMessages } from '../i18n/i18n.ts'
import { leadDraft, mendDraft } from '../outbox/draft-place.ts'
import type { CreateOperation } from '../outbox/operation.ts'
import { useUnsent } from '../outbox/outbox-context.ts'
import { personKey, personOf } from '../outbox/person.ts'
import { useSignedIn } from '../session/signed-in.ts'
import { Button } from '../ui/Button.tsx'
import { FieldFaultText } from '../ui/FieldFaultText.tsx'
import { isModified, modified } from '../ui/shortcut.ts'
import { TextArea } from '../ui/TextArea.tsx'
import { AssigneeField } from './AssigneeField.tsx'
import styles from './Composer.module.css'
import { composerSchema } from './composer-schema.ts'
import {
  emptyValues,
  isEmpty,
  latestOf,
  readDraft,
  toCreateBody,
  toValues,
  type ComposerLead,
  type ComposerValues,
} from './composer-values.ts'
import { DateField } from './DateField.tsx'
import { DateHint } from './DateHint.tsx'
import { StatusField } from './StatusField.tsx'
import { useFaultWords } from './use-fault-words.ts'

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
  const noteId = useId()
  const { user } = useSignedIn()
  const { drafts, outbox } = useUnsent()
  const createEvent = useCreateEvent()
  const person = personKey(personOf(user))
  const place = mending === undefined ? leadDraft(person, lead.id) : mendDraft(person, lead.id, mending.key)
  const form = useForm<ComposerValues>({
    defaultValues: startingValues(drafts.read(place), mending),
    resolver: zodResolver(composerSchema(latestOf(lead))),
  })
  const { control } = form
  const note = useController({ control, name: 'note' }).field
  const faults = useFaultWords(form.formState, lead, mending)

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
    if (focused) form.setFocus('note')
  }, [form, focused])

  const log = form.handleSubmit((values) => {
    const body = toCreateBody(values, lead)
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
      <TextArea
        {...note}
        frame="bare"
        aria-label={t('composer.note')}
        placeholder={t('composer.placeholder')}
        aria-invalid={faults.note !== undefined || undefined}
        aria-describedby={`${noteId}-fault`}
      />
      <div className={styles.faults}>
        <FieldFaultText id={`${noteId}-fault`} words={faults.note} />
      </div>
      <div className={styles.foot}>
        <div className={styles.fields}>
          <StatusField control={control} lead={lead} fault={faults.status} />
          <DateField control={control} lead={lead} invalid={faults.date !== undefined} />
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
      <DateHint control={control} lead={lead} fault={faults.date} onMended={() => form.setFocus('note')} />
    </form>
  )
}

function startingValues(draft: unknown, mending: CreateOperation | undefined): ComposerValues {
  return draft === undefined && mending !== undefined ? toValues(mending.body) : readDraft(draft)
}
