import type { TimelineQuery } from '../../shared/api/queries.ts'
import { filterParts } from '../../shared/event-model/event-filter.ts'
import { partName, partValue } from '../../shared/events/filter-words.ts'
import { formatExact } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { isolate } from '../../shared/i18n/isolate.ts'
import { useReader } from '../../shared/i18n/use-reader.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { toInstant } from '../../../contract/instant.ts'
import type { ExportWords } from './export-words.ts'
import type { Exported } from './use-export.ts'

/** The words of an export, for what was read. */
export function useExportWords({ leads, ordering, filter = {} }: TimelineQuery) {
  const t = useMessages()
  const reader = useReader()
  const names = usePersonNames()
  const { q } = filter
  const filtered = () => [
    ...(q === undefined ? [] : [`“${isolate(q)}”`]),
    ...filterParts.flatMap((part) => {
      const value = partValue(part, filter, { t, reader, names })
      return value === undefined ? [] : [`${partName(part, t)}: ${isolate(value)}`]
    }),
  ]
  return ({ events, count, leads: leadNames }: Exported): ExportWords => {
    const lead = (id: string) => leadNames.get(id) ?? id
    const [first = ''] = leads
    return {
      t,
      reader,
      names,
      lead,
      title: leads.length > 1 ? t('timeline.leads', { count: leads.length }) : isolate(lead(first)),
      subtitle: [
        events.length < count
          ? t('export.part', { read: events.length, count })
          : t('timeline.events', { count: events.length }),
        t(ordering === 'newest' ? 'timeline.newest' : 'timeline.oldest'),
        ...filtered(),
        formatExact(toInstant(reader.now), reader),
      ].join(' · '),
      namesLead: leads.length > 1,
    }
  }
}
