import type { Lead } from '../../../contract/lead.ts'
import { daysAgo } from '../i18n/format-time.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useViewer } from '../i18n/use-viewer.ts'
import { StatusLabel } from '../ui/StatusLabel.tsx'

/** A lead's current status and its duration: `Qualified for 12 days`. */
export function StatusSince({ lead: { status, statusDate } }: { readonly lead: Lead }) {
  const t = useMessages()
  const viewer = useViewer()
  if (status === null) return <span>{t('timeline.noStatus')}</span>
  return (
    <StatusLabel status={status}>
      {statusDate === null
        ? status
        : t('path.for', { status, days: Math.max(0, daysAgo(statusDate, viewer)) })}
    </StatusLabel>
  )
}
