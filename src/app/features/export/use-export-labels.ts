import { toInstant } from '../../../contract/instant.ts'
import type { TimelineQuery } from '../../shared/api/queries.ts'
import { filterParts } from '../../shared/event-model/event-filter.ts'
import { partName, partValue } from '../../shared/events/filter-words.ts'
import { bidiIsolate } from '../../shared/i18n/bidi-isolate.ts'
import { formatExact } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import type { ExportLabels } from './export-labels.ts'
import type { Exported } from './use-export.ts'

/** Returns a function that creates the labels of an export from the loaded events. */
export function useExportLabels({ leads, ordering, filter = {} }: TimelineQuery) {
  const t = useMessages()
  const viewer = useViewer()
  const names = usePersonNames().unmarked
  const { q } = filter
  const filterTexts = () => [
    ...(q === undefined ? [] : [`“${bidiIsolate(q)}”`]),
    ...filterParts.flatMap((part) => {
      const value = partValue(part, filter, { t, viewer, names })
      return value === undefined ? [] : [`${partName(part, t)}: ${bidiIsolate(value)}`]
    }),
  ]
  return ({ events, count, leads: leadNames }: Exported): ExportLabels => {
    const lead = (id: string) => leadNames.get(id) ?? id
    const [first = ''] = leads
    return {
      t,
      viewer,
      names,
      lead,
      title: leads.length > 1 ? t('timeline.leads', { count: leads.length }) : bidiIsolate(lead(first)),
      subtitle: [
        events.length < count
          ? t('export.part', { read: events.length, count })
          : t('timeline.events', { count: events.length }),
        t(ordering === 'newest' ? 'timeline.newest' : 'timeline.oldest'),
        ...filterTexts(),
        formatExact(toInstant(viewer.now), viewer),
      ].join(' · '),
      namesLead: leads.length > 1,
    }
  }
}
