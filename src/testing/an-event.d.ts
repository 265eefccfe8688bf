import type { LeadEvent } from '../contract/lead-event.ts';
/** An event as the service answers it, with what matters to a test. */
export declare function anEvent(more?: Partial<LeadEvent>): LeadEvent;
