import type { Ordering } from '../../../contract/paging.ts'
import { useGetLeadPath } from '../../shared/api/queries.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { Dialog } from '../../shared/ui/Dialog.tsx'
import { LoadError } from '../../shared/ui/LoadError.tsx'
import { PathTable } from './PathTable.tsx'

interface LeadPathDialogProps {
  readonly id: string
  readonly order: Ordering
  readonly onClose: () => void
}

/** A lead's path as a table, where the header has no room for the path itself. */
export function LeadPathDialog({ id, order, onClose }: LeadPathDialogProps) {
  const t = useMessages()
  const { data, error, refetch, isFetching } = useGetLeadPath(id)
  if (data !== undefined) return <PathTable id={id} order={order} changes={data.items} onClose={onClose} />
  return (
    <Dialog title={t('path.title')} onClose={onClose}>
      {error !== null && <LoadError error={error} onRetry={refetch} retrying={isFetching} />}
    </Dialog>
  )
}
