import { useEffect, useId, useRef } from 'react'
import { leadSorts, leadTypes } from '../../../contract/lead.ts'
import { isOpen } from '../../../contract/rules/open-lead.ts'
import { listsOnlyOpen, type LeadListFilter } from '../../shared/leads/lead-list-filter.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { PersonFilter } from '../../shared/people/PersonFilter.tsx'
import { Dot } from '../../shared/ui/Dot.tsx'
import type { Elements } from '../../shared/ui/elements.ts'
import { SegmentedControl } from '../../shared/ui/SegmentedControl.tsx'
import { statusColour } from '../../shared/ui/status-colour.ts'
import { useStatuses } from '../../shared/ui/statuses.ts'
import { quietOptions, useCountFormat, useLeadCounts } from './use-lead-counts.ts'
import styles from './LeadListForm.module.css'

interface LeadListFormProps {
  readonly filter: LeadListFilter
  readonly onFilter: (filter: LeadListFilter) => void
}

/** The filters of the lead list. Each choice shows the number of leads that it lists, and applies immediately. */
export function LeadListForm({ filter, onFilter }: LeadListFormProps) {
  const t = useMessages()
  const activity = useId()
  const form = useRef<HTMLDivElement>(null)
  const statuses = useStatuses() ?? []
  const { status = [], open, quietDays, leadAssignee, unassigned, type } = filter
  // the URL may name other labels than those that are offered
  const labels = [...new Set([...statuses.map(({ label }) => label), ...status])]
  const days = quietOptions(filter)
  const counts = useLeadCounts(filter)
  const format = useCountFormat()
  // an order by age lists only open leads until a status is chosen
  const onlyOpen = listsOnlyOpen(filter) && open !== true && quietDays === undefined
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  return (
    <div ref={form} className={styles.form}>
      <Group legend={t('leads.filter.status')}>
        {labels.map((label) => (
          <Choice
            key={label}
            colour={statusColour(label, statuses)}
            isChecked={status.includes(label)}
            count={
              onlyOpen && !isOpen({ status: label }, statuses)
                ? undefined
                : format(counts?.statuses.find((counted) => counted.status === label))
            }
            onChange={(isChecked) =>
              onFilter({
                ...filter,
                // in the order of the funnel, so that each choice has one URL
                status: labels.filter((other) => (other === label ? isChecked : status.includes(other))),
              })
            }
          >
            {label}
          </Choice>
        ))}
      </Group>
      <Group legend={t('leads.filter.activity')}>
        <Choice
          group={activity}
          isChecked={open !== true && quietDays === undefined}
          count={format(onlyOpen ? counts?.open : counts?.anyActivity)}
          onChange={() => onFilter({ ...filter, open: undefined, quietDays: undefined })}
        >
          {t('leads.filter.activity.any')}
        </Choice>
        <Choice
          group={activity}
          isChecked={open === true && quietDays === undefined}
          count={format(counts?.open)}
          onChange={() => onFilter({ ...filter, open: true, quietDays: undefined })}
        >
          {t('leads.filter.activity.open')}
        </Choice>
        {days.map((option, index) => (
          <Choice
            key={option}
            group={activity}
            isChecked={quietDays === option}
            count={format(counts?.quiet[index])}
            onChange={() => onFilter({ ...filter, open: undefined, quietDays: option })}
          >
            {t('leads.filter.activity.quiet', { days: option })}
          </Choice>
        ))}
      </Group>
      <Group legend={t('leads.filter.assignee')}>
        <PersonFilter
          label={t('leads.filter.assignee')}
          value={leadAssignee}
          onChange={(person) => onFilter({ ...filter, leadAssignee: person, unassigned: undefined })}
          countOf={(person) =>
            format(
              person === undefined
                ? counts?.anyAssignee
                : counts?.assignees.find((counted) => counted.leadAssignee === person),
            )
          }
        />
        <Choice
          isChecked={unassigned === true}
          count={format(counts?.unassigned)}
          onChange={(isChecked) =>
            onFilter({
              ...filter,
              leadAssignee: isChecked ? undefined : leadAssignee,
              unassigned: isChecked || undefined,
            })
          }
        >
          {t('leads.filter.unassigned')}
        </Choice>
      </Group>
      <Group legend={t('leads.type')}>
        <SegmentedControl
          label={t('leads.type')}
          options={(['any', ...leadTypes] as const).map((value) => ({
            value,
            label: t(value === 'any' ? 'leads.filter.type.any' : `leads.type.${value}`),
            count: format(
              value === 'any' ? counts?.anyType : counts?.types.find((counted) => counted.type === value),
            ),
          }))}
          value={type ?? 'any'}
          onChange={(value) => onFilter({ ...filter, type: value === 'any' ? undefined : value })}
        />
      </Group>
    </div>
  )
}

/** The orders of the lead list. */
export function LeadSortForm({ filter, onFilter }: LeadListFormProps) {
  const t = useMessages()
  const name = useId()
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('input:checked')?.focus(), [])
  return (
    <div ref={form} className={styles.form}>
      <Group legend={t('leads.sort')}>
        {leadSorts.map((sort) => (
          <Choice
            key={sort}
            group={name}
            isChecked={(filter.sort ?? 'recent') === sort}
            onChange={() => onFilter({ ...filter, sort })}
          >
            {t(`leads.sort.${sort}`)}
          </Choice>
        ))}
      </Group>
    </div>
  )
}

function Group({ legend, children }: { readonly legend: string; readonly children: Elements }) {
  return (
    <fieldset className={styles.group}>
      <legend>{legend}</legend>
      {children}
    </fieldset>
  )
}

interface ChoiceProps {
  /** the name of a group of choices of which exactly one is checked; without it any number of them can be */
  readonly group?: string
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
  /** the colour of a dot before the text, as a CSS value */
  readonly colour?: string
  /** the number of leads, formatted */
  readonly count?: string | undefined
  readonly children: string
}

/** A check box or, in a group, a radio button with its label. */
function Choice({ group, isChecked, onChange, colour, count, children }: ChoiceProps) {
  const id = useId()
  return (
    <label className={styles.choice}>
      <input
        type={group === undefined ? 'checkbox' : 'radio'}
        name={group}
        checked={isChecked}
        aria-labelledby={id}
        aria-describedby={count === undefined ? undefined : `${id}-count`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {colour !== undefined && <Dot colour={colour} />}
      <span id={id} className={styles.name}>
        {children}
      </span>
      {count !== undefined && (
        <span id={`${id}-count`} data-figures>
          {count}
        </span>
      )}
    </label>
  )
}
