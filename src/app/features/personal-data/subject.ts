/** The subject of personal data: one event, a lead with all of its events, or a user of the application. */
export interface Subject {
  readonly kind: 'event' | 'lead' | 'person'
  readonly id: string
  /** the displayed name */
  readonly name: string
}
