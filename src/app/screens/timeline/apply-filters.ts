import type { EventFilter } from '../../shared/event-model/event-filter.ts'
import { currentRoute, navigate } from '../../shared/router/route.ts'

/** Applies another filter and drops the URL's event, which may not match it. */
export function applyFilters(filter: EventFilter): void {
  navigate({ ...currentRoute(), filter, event: undefined })
}
