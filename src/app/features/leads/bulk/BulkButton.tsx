import { Suspense, useState } from 'react'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { lazyComponent } from '../../../shared/ui/lazy.ts'
import type { BulkDialogProps } from './BulkDialog.tsx'

/** Changes several leads at once; loaded on demand, because few visits need it. */
export const BulkDialog = lazyComponent<BulkDialogProps>(
  async () => (await import('./BulkDialog.tsx')).BulkDialog,
)

/** The button that assigns several leads to a person or sets their status. */
export function BulkButton({ leads }: { readonly leads: readonly string[] }) {
  const t = useMessages()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button size="s" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        {t('bulk.open')}
      </Button>
      <Suspense>{isOpen && <BulkDialog leads={leads} onClose={() => setIsOpen(false)} />}</Suspense>
    </>
  )
}
