import type { LeadEvent } from '../../../contract/lead-event.ts'
import { formatMoment } from '../i18n/format-time.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useViewer } from '../i18n/use-viewer.ts'
import { excerpt } from '../leads/excerpt.ts'

/** Enough to recognise a note, and short enough to hear, in UTF-16 code units. */
const maxLength = 40

/** Returns a function that names an event in the name of a control: by the beginning of its note, or else by its date. */
export function useEventLabel() {
  const t = useMessages()
  const viewer = useViewer()
  return ({ note, date }: Pick<LeadEvent, 'note' | 'date'>): string => {
    const beginning = excerpt(note ?? '', maxLength)
    return beginning === '' ? t('timeline.eventAt', { moment: formatMoment(date, viewer) }) : `“${beginning}”`
  }
}
