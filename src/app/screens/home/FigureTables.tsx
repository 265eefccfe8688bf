import { useId, useState, type ReactElement } from 'react'
import type { LeadSort } from '../../../contract/lead.ts'
import type { Overview } from '../../../contract/overview.ts'
import { quietAfterDays } from '../../../contract/rules/open-lead.ts'
import { formatDays } from '../../shared/i18n/format-days.ts'
import { daysAgo, dayKey, formatShort } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import type { LeadListFilter } from '../../shared/leads/lead-list-filter.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import type { RouteTarget } from '../../shared/router/route.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Dot } from '../../shared/ui/Dot.tsx'
import { LeadLink } from '../../shared/ui/LeadLink.tsx'
import { Name } from '../../shared/ui/Name.tsx'
import { statusColour } from '../../shared/ui/status-colour.ts'
import { StatusLabel } from '../../shared/ui/StatusLabel.tsx'
import { Time } from '../../shared/ui/Time.tsx'
import { useStatuses } from '../../shared/ui/statuses.ts'
import { Figure, HomeSection, type SectionQuery } from './HomeSection.tsx'
import section from './HomeSection.module.css'
import styles from './FigureTables.module.css'
import type { Figures } from './opened-figures.ts'

/** The route of the lead list with a filter. */
export function leadsRoute(list: LeadListFilter): RouteTarget {
  return { page: 'leads', list }
}

/** The route of the leads in a status; `undefined` for leads without one, which the list cannot select. */
function statusRoute(status: string | null, sort?: LeadSort): RouteTarget | undefined {
  return status === null ? undefined : leadsRoute({ status: [status], sort })
}

interface FiguresProps {
  readonly figures: Figures | undefined
  readonly query: SectionQuery
}

/** Open leads by status, with the days in their status; closed ones in a line below. */
export function StatusTable({ figures, query }: FiguresProps) {
  const t = useMessages()
  const notes = useId()
  const statuses = useStatuses()
  const open = figures?.statuses.filter((row) => row.open && row.leads > 0) ?? []
  const closed = figures?.statuses.filter((row) => !row.open && row.leads > 0) ?? []
  const most = Math.max(...open.map(({ leads }) => leads))
  const days = (count: number | null) => (count === null ? '–' : formatDays(count, t))
  return (
    <HomeSection title={t('home.statuses')} query={query}>
      <table className={styles.table} aria-describedby={notes}>
        <thead>
          <tr>
            <th scope="col">{t('home.status')}</th>
            <th scope="col">{t('home.leads')}</th>
            <th scope="col">{t('home.median')}</th>
            <th scope="col">{t('home.longest')}</th>
          </tr>
        </thead>
        <tbody>
          {open.map(({ status, leads, medianDays, longestDays }) => {
            const label = status ?? t('leads.noStatus')
            const byLength = statusRoute(status, 'longest')
            return (
              <tr key={label}>
                <th scope="row">{status === null ? label : <StatusLabel status={status} />}</th>
                <BarFigure
                  colour={status === null ? 'var(--line-2)' : statusColour(status, statuses)}
                  share={leads / most}
                >
                  <Figure to={statusRoute(status)} about={`${label}, ${t('home.leads')}`}>
                    {String(leads)}
                  </Figure>
                </BarFigure>
                <td>
                  <Figure to={byLength} about={`${label}, ${t('home.median')}`}>
                    {days(medianDays)}
                  </Figure>
                </td>
                <td>
                  <Figure to={byLength} about={`${label}, ${t('home.longest')}`}>
                    {days(longestDays)}
                  </Figure>
                </td>
              </tr>
            )
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('home.allOpen')}</th>
            <td>
              <Figure to={leadsRoute({ open: true })} about={t('home.allOpen')}>
                {String(figures?.open ?? 0)}
              </Figure>
            </td>
          </tr>
        </tfoot>
      </table>
      {closed.length > 0 && (
        <ul className={styles.closed} aria-label={t('home.closed')}>
          {closed.map(({ status, leads }) => (
            <li key={status}>
              <Dot colour={statusColour(status ?? '', statuses)} />
              <span>{status}</span>
              <Figure to={statusRoute(status)} about={`${status ?? ''}, ${t('home.leads')}`}>
                {String(leads)}
              </Figure>
            </li>
          ))}
        </ul>
      )}
      <p id={notes} className={section.notes}>
        {t('home.statuses.about')}
      </p>
    </HomeSection>
  )
}

interface BarFigureProps {
  readonly colour: string
  /** from 0 to 1 */
  readonly share: number
  readonly children: ReactElement
}

/** A cell with a figure, after a bar of its share of the largest one. */
function BarFigure({ colour, share, children }: BarFigureProps) {
  return (
    <td className={styles.barCell}>
      <span className={styles.withBar}>
        <i className={styles.bar} style={{ '--c': colour, '--w': `${100 * share}%` }} />
        {children}
      </span>
    </td>
  )
}

/** People that are shown before the table is expanded. */
const collapsedPeople = 10

interface PeopleTableProps extends FiguresProps {
  /** `undefined` if the back end does not count what was logged */
  readonly overview: Overview | undefined
}

/** The people with open leads or with events of this week: how many leads are quiet, and the events that they logged. */
export function PeopleTable({ figures, overview, query }: PeopleTableProps) {
  const t = useMessages()
  const notes = useId()
  const viewer = useViewer()
  const [isExpanded, setIsExpanded] = useState(false)
  const all = figures?.people ?? []
  const people = isExpanded ? all : all.slice(0, collapsedPeople)
  const count = overview?.peopleCount ?? all.length
  const from = overview && { today: dayKey(overview.today, viewer), week: dayKey(overview.week, viewer) }
  return (
    <HomeSection title={t('home.people')} query={query}>
      <table className={styles.table} aria-describedby={notes}>
        <thead>
          <tr>
            <th scope="col">{t('home.person')}</th>
            <th scope="col">{t('home.open')}</th>
            <th scope="col">{t('home.quiet')}</th>
            <th scope="col" className={styles.secondary}>
              {t('home.quietest')}
            </th>
            {from !== undefined && <th scope="col">{t('home.today')}</th>}
            {from !== undefined && <th scope="col">{t('home.week')}</th>}
          </tr>
        </thead>
        <tbody>
          {people.map((row) => (
            <PersonRow key={row.id ?? ''} row={row} from={from} />
          ))}
        </tbody>
      </table>
      {all.length > collapsedPeople && (
        <Button
          variant="quiet"
          size="s"
          aria-expanded={isExpanded}
          onClick={() => setIsExpanded(!isExpanded)}
        >
          {isExpanded ? t('timeline.showLess') : t('drafts.showAll', { count: all.length })}
        </Button>
      )}
      <p id={notes} className={section.notes}>
        <span>{t('home.people.about', { days: quietAfterDays })}</span>
        {count > all.length && <span>{` ${t('home.people.beyond', { most: all.length })}`}</span>}
      </p>
    </HomeSection>
  )
}

interface PersonRowProps {
  readonly row: Figures['people'][number]
  /** the days from which the logged events count; `undefined` if they are not counted */
  readonly from: { readonly today: string; readonly week: string } | undefined
}

function PersonRow({
  row: { id, open, quiet, quietest, loggedToday, loggedThisWeek },
  from,
}: PersonRowProps) {
  const t = useMessages()
  const viewer = useViewer()
  const names = usePersonNames()
  const name = id === null ? t('leads.nobody') : names.full(id)
  const ofPerson: LeadListFilter = id === null ? { unassigned: true } : { leadAssignee: id }
  const quietRoute = leadsRoute({ ...ofPerson, quietDays: quietAfterDays, sort: 'quiet' })
  const loggedSince = (day: string): RouteTarget | undefined =>
    id === null ? undefined : { page: 'activity', filter: { owner: id, from: day } }
  return (
    <tr>
      <th scope="row" className={styles.nameCell}>
        {id === null ? <span className={section.about}>{name}</span> : <Name title={name}>{name}</Name>}
      </th>
      <td>
        <Figure to={leadsRoute({ ...ofPerson, open: true })} about={`${name}, ${t('home.open')}`}>
          {String(open)}
        </Figure>
      </td>
      <td>
        <Figure to={quietRoute} about={`${name}, ${t('home.quiet')}`}>
          {String(quiet)}
        </Figure>
      </td>
      <td className={styles.secondary}>
        {quietest === null ? (
          '–'
        ) : (
          <Figure to={quietRoute} about={`${name}, ${t('home.quietest')}`}>
            {formatDays(daysAgo(quietest, viewer), t)}
          </Figure>
        )}
      </td>
      {from !== undefined && (
        <>
          <td>
            <Figure to={loggedSince(from.today)} about={`${name}, ${t('home.today')}`}>
              {String(loggedToday ?? 0)}
            </Figure>
          </td>
          <td>
            <Figure to={loggedSince(from.week)} about={`${name}, ${t('home.week')}`}>
              {String(loggedThisWeek ?? 0)}
            </Figure>
          </td>
        </>
      )}
    </tr>
  )
}

/** The open leads that have had their status longest. */
export function LongestTable({ figures, query }: FiguresProps) {
  const t = useMessages()
  const viewer = useViewer()
  const names = usePersonNames()
  const longest = figures?.longest ?? []
  const list: LeadListFilter = { sort: 'longest' }
  return (
    <HomeSection
      title={t('home.longestLeads')}
      about={t('home.openLeads')}
      all={{ to: leadsRoute(list), label: t('home.all', { count: figures?.open ?? 0 }) }}
      query={query}
      rows={10}
    >
      {longest.length === 0 ? (
        <p className={section.none}>{t('home.longestLeads.none')}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('home.lead')}</th>
              <th scope="col" className={styles.textCell}>
                {t('home.inStatus')}
              </th>
              <th scope="col" className={styles.textCell}>
                {t('home.assignee')}
              </th>
              <th scope="col" className={styles.secondary}>
                {t('home.lastEvent')}
              </th>
            </tr>
          </thead>
          <tbody>
            {longest.map(({ id, name, status, statusDate, leadAssignee, lastEventDate }) => (
              <tr key={id}>
                <th scope="row" className={styles.nameCell}>
                  <LeadLink to={{ leads: [id], list }} name={name ?? id} />
                </th>
                <td className={styles.textCell}>
                  {status !== null && (
                    <StatusLabel status={status}>
                      <span>{`${status} `}</span>
                      <b>{formatDays(statusDate === null ? 0 : daysAgo(statusDate, viewer), t)}</b>
                    </StatusLabel>
                  )}
                </td>
                <td className={styles.textCell}>
                  {leadAssignee === null ? t('leads.nobody') : <Name>{names.short(leadAssignee)}</Name>}
                </td>
                <td className={styles.secondary}>
                  {lastEventDate === null ? (
                    '–'
                  ) : (
                    <Time instant={lastEventDate}>{formatShort(lastEventDate, viewer, t)}</Time>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </HomeSection>
  )
}
