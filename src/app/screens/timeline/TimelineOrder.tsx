import type { Ordering } from '../../../contract/paging.ts'
import { SortToggle } from '../../features/timeline/navigation/SortToggle.tsx'
import { currentRoute, navigate } from '../../shared/router/route.ts'

/** The order of a timeline; another one drops the URL's event, which is elsewhere then. */
export function TimelineOrder({ order }: { readonly order: Ordering }) {
  return (
    <SortToggle
      order={order}
      onChange={(next) => navigate({ ...currentRoute(), order: next, event: undefined })}
    />
  )
}
