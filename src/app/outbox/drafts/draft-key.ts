/** The place of what a person, by their `personKey`, is about to log on a lead: two applications may know one id. */
export const leadDraft = (person: string, lead: string) => `${person} lead ${lead}`

/** The place of an event's note that a person is editing: by its id, or by the key of its row in the outbox. */
export const noteDraft = (person: string, lead: string, event: number | string) =>
  `${person} note ${lead} ${event}`

/** The place of a refused event that a person is mending, by the key of its row. */
export const fixDraftKey = (person: string, lead: string, key: string) => `${person} mend ${lead} ${key}`

/** What a place says: none of its parts holds white space. */
export function parseDraftKey(place: string) {
  const [application = '', id = '', kind = '', lead = '', event] = place.split(' ')
  return { person: `${application} ${id}`, kind, lead, event }
}
