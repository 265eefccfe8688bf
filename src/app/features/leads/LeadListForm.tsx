import { useEffect, useId, useRef } from 'react'
import { leadSorts, leadTypes } from '../../../contract/lead.ts'
import { quietAfterDays } from '../../../contract/rules/open-lead.ts'
import type { LeadListFilter } from '../../shared/leads/lead-list-filter.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { PersonFilter } from '../../shared/people/PersonFilter.tsx'
import { Dot } from '../../shared/ui/Dot.tsx'
import type { Elements } from '../../shared/ui/elements.ts'
import { SegmentedControl } from '../../shared/ui/SegmentedControl.tsx'
import { statusColour } from '../../shared/ui/status-colour.ts'
import { useStatuses } from '../../shared/ui/statuses.ts'
import styles from './LeadListForm.module.css'

interface LeadListFormProps {
  readonly filter: LeadListFilter
  readonly onFilter: (filter: LeadListFilter) => void
}

/** The offered numbers of days without an event. */
const quietOptions = [quietAfterDays, 60, 90] as const

/** The filters of the lead list; each choice applies immediately. */
export function LeadListForm({ filter, onFilter }: LeadListFormProps) {
  const t = useMessages()
  const activity = useId()
  const form = useRef<HTMLDivElement>(null)
  const statuses = useStatuses() ?? []
  const { status = [], open, quietDays, leadAssignee, unassigned, type } = filter
  // the URL may name other labels and another number of days than those that are offered
  const labels = [...new Set([...statuses.map(({ label }) => label), ...status])]
  const days = [...new Set([...quietOptions, ...(quietDays === undefined ? [] : [quietDays])])].toSorted(
    (one, other) => one - other,
  )
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  return (
    <div ref={form} className={styles.form}>
      <Group legend={t('leads.filter.status')}>
        {labels.map((label) => (
          <Choice
            key={label}
            isChecked={status.includes(label)}
            onChange={(isChecked) =>
              onFilter({
                ...filter,
                // in the order of the funnel, so that each choice has one URL
                status: labels.filter((other) => (other === label ? isChecked : status.includes(other))),
              })
            }
          >
            <Dot colour={statusColour(label, statuses)} />
            <span>{label}</span>
          </Choice>
        ))}
      </Group>
      <Group legend={t('leads.filter.activity')}>
        <Choice
          group={activity}
          isChecked={open !== true && quietDays === undefined}
          onChange={() => onFilter({ ...filter, open: undefined, quietDays: undefined })}
        >
          <span>{t('leads.filter.activity.any')}</span>
        </Choice>
        <Choice
          group={activity}
          isChecked={open === true && quietDays === undefined}
          onChange={() => onFilter({ ...filter, open: true, quietDays: undefined })}
        >
          <span>{t('leads.filter.activity.open')}</span>
        </Choice>
        {days.map((option) => (
          <Choice
            key={option}
            group={activity}
            isChecked={quietDays === option}
            onChange={() => onFilter({ ...filter, open: undefined, quietDays: option })}
          >
            <span>{t('leads.filter.activity.quiet', { days: option })}</span>
          </Choice>
        ))}
      </Group>
      <Group legend={t('leads.filter.assignee')}>
        <PersonFilter
          label={t('leads.filter.assignee')}
          value={leadAssignee}
          onChange={(person) => onFilter({ ...filter, leadAssignee: person, unassigned: undefined })}
        />
        <Choice
          isChecked={unassigned === true}
          onChange={(isChecked) =>
            onFilter({
              ...filter,
              leadAssignee: isChecked ? undefined : leadAssignee,
              unassigned: isChecked || undefined,
            })
          }
        >
          <span>{t('leads.filter.unassigned')}</span>
        </Choice>
      </Group>
      <Group legend={t('leads.type')}>
        <SegmentedControl
          label={t('leads.type')}
          options={(['any', ...leadTypes] as const).map((value) => ({
            value,
            label: t(value === 'any' ? 'leads.filter.type.any' : `leads.type.${value}`),
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
            <span>{t(`leads.sort.${sort}`)}</span>
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
  readonly children: Elements
}

/** A check box or, in a group, a radio button with its label. */
function Choice({ group, isChecked, onChange, children }: ChoiceProps) {
  return (
    <label className={styles.choice}>
      <input
        type={group === undefined ? 'checkbox' : 'radio'}
        name={group}
        checked={isChecked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {children}
    </label>
  )
}
