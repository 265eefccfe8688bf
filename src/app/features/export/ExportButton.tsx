import { Suspense, useState } from 'react'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { timelineQuery } from '../../shared/events/timeline-query.ts'
import { lazyComponent } from '../../shared/ui/lazy.ts'
import { HeaderAction } from '../../shared/ui/HeaderAction.tsx'
import { useRoute } from '../../shared/router/route.ts'

// few visits export anything
export const ExportDialog = lazyComponent(async () => (await import('./ExportDialog.tsx')).ExportDialog)

/** Opens the dialog that exports the displayed timeline. */
export function ExportButton({ leads }: { readonly leads: readonly string[] }) {
  const t = useMessages()
  const route = useRoute()
  const [open, setOpen] = useState(false)
  return (
    <>
      <HeaderAction
        label={t('export.open')}
        icon="export"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      />
      {open && (
        <Suspense>
          <ExportDialog query={timelineQuery(leads, route.order, route)} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
