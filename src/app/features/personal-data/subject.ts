/** What data is about: one event, a lead with all of its events, or a person of the application. */
export interface Subject {
  readonly kind: 'event' | 'lead' | 'person'
  readonly id: string
  /** what it is called on the screen */
  readonly name: string
}
