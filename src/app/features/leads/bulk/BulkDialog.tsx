import { useQueries, useQueryClient, type InfiniteData, type QueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { note as noteParameter, noteLimit, required } from '../../../../contract/params.ts'
import type { ResponseOf } from '../../../../contract/endpoints.ts'
import type { Lead } from '../../../../contract/lead.ts'
import { nextStatuses } from '../../../../contract/rules/next-statuses.ts'
import { bulkDraft } from '../../../outbox/drafts/draft-key.ts'
import { useCreateEvents } from '../../../outbox/mutations.ts'
import { useOutbox, useOutboxContext } from '../../../outbox/outbox-context.ts'
import { contractError } from '../../../shared/api/contract-error.ts'
import { leadQueries } from '../../../shared/api/queries.ts'
import { queryKeys } from '../../../shared/api/query-keys.ts'
import { EventChanges } from '../../../shared/events/EventChanges.tsx'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { assigneeOptions } from '../../../shared/people/assignee-options.ts'
import { usePeople } from '../../../shared/people/use-people.ts'
import { usePersonNames } from '../../../shared/people/use-person-names.ts'
import { useSignedIn } from '../../../shared/session/signed-in.ts'
import { Combobox } from '../../../shared/ui/Combobox.tsx'
import { FormDialog } from '../../../shared/ui/FormDialog.tsx'
import { LoadError } from '../../../shared/ui/LoadError.tsx'
import { Name } from '../../../shared/ui/Name.tsx'
import { Select } from '../../../shared/ui/Select.tsx'
import { ShowAllButton, useShortened } from '../../../shared/ui/ShowAllButton.tsx'
import { showToast } from '../../../shared/ui/show-toast.ts'
import { statusColour } from '../../../shared/ui/status-colour.ts'
import { useStatuses } from '../../../shared/ui/statuses.ts'
import { TextArea } from '../../../shared/ui/TextArea.tsx'
import { maxBulkLeads, planBulk, type BulkAction, type PlannedEvent } from './bulk-plan.ts'
import { BulkProgress, type StartedBulk } from './BulkProgress.tsx'
import styles from './Bulk.module.css'

/** Milliseconds for which a bulk action is delayed, so that it can be undone: as long as a deletion. */
const undoWindowMs = 10_000

export interface BulkDialogProps {
  readonly leads: readonly string[]
  readonly onClose: () => void
}

/**
 * Assigns several leads to a person, sets their status, or both, with one note: the values and what they change, and
 * after the confirmation the progress. What is typed is stored until it is confirmed.
 */
export function BulkDialog({ leads: ids, onClose }: BulkDialogProps) {
  const t = useMessages()
  const { drafts, person = '' } = useOutboxContext()
  const { outbox, operations } = useOutbox()
  const createEvents = useCreateEvents()
  const draftKey = bulkDraft(person)
  const [action, setAction] = useState(() => parseAction(drafts.read(draftKey)))
  const [error, setError] = useState<string>()
  const [started, setStarted] = useState<StartedBulk>()
  const { leads, failure } = useLeads(ids)
  const planned = planBulk(leads, action, operations)
  const changeAction = (next: BulkAction) => {
    setError(undefined)
    setAction(next)
    if (JSON.stringify(next) === JSON.stringify(emptyAction)) drafts.remove(draftKey)
    else drafts.write(draftKey, next)
  }
  const start = () => {
    const problem = problemOf()
    setError(problem)
    if (problem !== undefined || planned.length === 0) return
    const keys = createEvents(planned)
    const orders = outbox.operations().filter(({ key }) => keys.includes(key))
    setStarted({ keys, orders: orders.map(({ order }) => order) })
    drafts.remove(draftKey)
    showToast({
      text: t('bulk.started', { count: keys.length }),
      milliseconds: undoWindowMs,
      action: {
        label: t('timeline.undo'),
        name: t('bulk.undo', { count: keys.length }),
        onPress: () => {
          for (const key of keys) outbox.undo(key)
          drafts.write(draftKey, action)
          setStarted(undefined)
        },
      },
      onClose: (by) => {
        if (by !== 'action') for (const key of keys) outbox.release(key)
      },
    })
  }
  const problemOf = () => {
    if (ids.length > maxBulkLeads) return t('bulk.tooMany', { most: maxBulkLeads, count: ids.length })
    if (action.status === null && action.assignee === 'keep') return t('bulk.choose')
    if (contractError(noteSchema, action.note) === 'too_long')
      return t('problem.field.too_long', { max: noteLimit })
    return undefined
  }
  if (started !== undefined) return <BulkProgress started={started} onClose={onClose} />
  return (
    <FormDialog
      title={t('bulk.title', { count: ids.length })}
      onClose={onClose}
      className={styles.body}
      onSubmit={start}
      onCancel={() => {
        drafts.remove(draftKey)
        onClose()
      }}
      submit={t('bulk.confirm', { count: planned.length })}
    >
      <div className={styles.fields}>
        <BulkAssignee
          value={action.assignee}
          onChange={(assignee) => changeAction({ ...action, assignee })}
        />
        <BulkStatus value={action.status} onChange={(status) => changeAction({ ...action, status })} />
      </div>
      <TextArea
        aria-label={t('timeline.note')}
        placeholder={t('timeline.note')}
        value={action.note}
        onChange={(event) => changeAction({ ...action, note: event.currentTarget.value })}
      />
      <div role="alert" className={styles.fault}>
        {error !== undefined && <span>{error}</span>}
      </div>
      {failure !== undefined && (
        <LoadError error={failure.error} onRetry={failure.retry} retrying={failure.retrying} />
      )}
      {leads.length < ids.length && failure === undefined ? (
        <p className={styles.hint} role="status">
          {t('leads.loading')}
        </p>
      ) : (
        <BulkPreview action={action} planned={planned} count={leads.length} />
      )}
    </FormDialog>
  )
}

const emptyAction: BulkAction = { note: '', status: null, assignee: 'keep' }

const actionSchema = z.object({
  note: z.string(),
  status: z.nullable(z.string()),
  assignee: z.union([z.literal('keep'), z.literal('remove'), z.object({ to: z.string() })]),
})

function parseAction(draft: unknown): BulkAction {
  return actionSchema.safeParse(draft).data ?? emptyAction
}

const noteSchema = required(noteParameter)

/** The values of the options that are not a person: no identifier contains white space. */
const [keep, remove] = [' keep', ' remove']

interface FieldProps<Value> {
  readonly value: Value
  readonly onChange: (value: Value) => void
}

function BulkAssignee({ value, onChange }: FieldProps<BulkAction['assignee']>) {
  const t = useMessages()
  const names = usePersonNames()
  const me = useSignedIn().user
  const [typed, setTyped] = useState('')
  const fixed = [
    { value: keep, label: t('bulk.keep') },
    { value: remove, label: t('composer.nobody') },
  ] as const
  const chosen =
    typeof value === 'object'
      ? { value: value.to, label: names.full(value.to) }
      : fixed[value === 'keep' ? 0 : 1]
  // the field shows the chosen person's name, which is not a search
  const q = typed === chosen.label ? '' : typed.trim()
  const { users, loading, failure } = usePeople(q)
  const emptyText = loading ? t('composer.peopleLoading') : t('ui.noMatch')
  const people = assigneeOptions({ users: users.filter(({ blocked }) => !blocked), me, q, names, t })
  return (
    <>
      <span className={styles.hint} aria-hidden="true">
        {t('composer.assignee')}
      </span>
      <span className={styles.person}>
        <Combobox
          label={t('composer.assignee')}
          choices={[...(q === '' ? fixed : []), ...people]}
          value={chosen}
          onChange={(choice) => {
            if (choice.value === keep) onChange('keep')
            else onChange(choice.value === remove ? 'remove' : { to: choice.value })
          }}
          onType={setTyped}
          empty={failure === undefined ? emptyText : t('composer.peopleFailed')}
        />
      </span>
    </>
  )
}

function BulkStatus({ value, onChange }: FieldProps<string | null>) {
  const t = useMessages()
  const statuses = useStatuses() ?? []
  const { next, others, sinks } = nextStatuses(statuses, null)
  const toOptions = (offered: typeof sinks) =>
    offered.map(({ label }) => ({ value: label, label, colour: statusColour(label, statuses) }))
  const steps = new Set([...next, ...others])
  return (
    <Select
      label={t('composer.status')}
      groups={[
        { choices: [{ value: '', label: t('composer.noChange') }] },
        {
          heading: t('composer.steps'),
          choices: toOptions(statuses.filter((status) => steps.has(status))),
        },
        { heading: t('composer.ends'), choices: toOptions(sinks) },
      ].filter(({ choices }) => choices.length > 0)}
      value={value ?? ''}
      onChange={(status) => onChange(status === '' ? null : status)}
    />
  )
}

/** Number of leads of the preview that are shown before it is expanded. */
const collapsedCount = 10

interface BulkPreviewProps {
  readonly action: BulkAction
  readonly planned: readonly PlannedEvent[]
  /** number of selected leads */
  readonly count: number
}

/** The effect of a bulk action: what changes on each lead, and how many leads stay as they are. */
function BulkPreview({ action: { status, assignee }, planned, count }: BulkPreviewProps) {
  const t = useMessages()
  const statuses = useStatuses() ?? []
  const { shown, button } = useShortened(planned, collapsedCount)
  if (status === null && assignee === 'keep') return null
  const same = count - planned.length
  const closing = statuses.find(({ label, sink }) => sink && label === status)
  return (
    <>
      <output className={styles.hint}>
        <b>{t('bulk.effect', { count: planned.length })}</b>
        {same > 0 && <span>{` ${t('bulk.same', { count: same })}`}</span>}
        {closing !== undefined && <span>{` ${t('bulk.closes', { status: closing.label })}`}</span>}
      </output>
      {planned.length > 0 && (
        <ul className={styles.list}>
          {shown.map(({ lead, changes }) => (
            <li key={lead.id} className={styles.lead}>
              <Name className={styles.name}>{lead.name ?? lead.id}</Name>
              <span className={styles.changes}>
                <EventChanges changes={changes} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {button !== undefined && (
        <ShowAllButton {...button} label={t('several.showAll', { count: planned.length })} />
      )}
    </>
  )
}

/** The selected leads as far as they are loaded, from the picker's list if it contains them. */
function useLeads(ids: readonly string[]) {
  const queryClient = useQueryClient()
  const [listed] = useState(() => listedLeads(queryClient))
  const queries = useQueries({
    queries: ids.slice(0, maxBulkLeads).map((id) => ({
      ...leadQueries.detail(id),
      // each lead is read again before its event is sent
      staleTime: 60_000,
      initialData: () => listed.get(id)?.response,
      initialDataUpdatedAt: () => listed.get(id)?.loadedAt,
    })),
  })
  const failed = queries.filter(({ isError, data }) => isError && data === undefined)
  const leads: readonly Lead[] = queries.flatMap(({ data }) => (data === undefined ? [] : [data.item]))
  return {
    leads,
    failure:
      failed[0] === undefined
        ? undefined
        : {
            error: failed[0].error,
            retrying: failed.some(({ isFetching }) => isFetching),
            retry: () => {
              for (const { refetch } of failed) void refetch()
            },
          },
  }
}

interface ListedLead {
  readonly response: ResponseOf<'getLead'>
  /** when its list was loaded, in milliseconds since 1970 */
  readonly loadedAt: number
}

/** Returns the leads of all loaded lead lists by their ID, as the newest list has them. */
function listedLeads(queryClient: QueryClient): ReadonlyMap<string, ListedLead> {
  const leads = new Map<string, ListedLead>()
  const lists = queryClient.getQueryCache().findAll({ queryKey: queryKeys.directories })
  const oldestFirst = lists.toSorted((one, other) => one.state.dataUpdatedAt - other.state.dataUpdatedAt)
  for (const { queryKey, state } of oldestFirst) {
    const data = queryClient.getQueryData<InfiniteData<ResponseOf<'listLeads'>>>(queryKey)
    for (const item of data?.pages.flatMap(({ items }) => items) ?? [])
      leads.set(item.id, { response: { item, queryExplanation: [] }, loadedAt: state.dataUpdatedAt })
  }
  return leads
}
