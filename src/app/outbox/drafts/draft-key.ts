import { personKey } from '../../shared/session/person.ts'

/**
 * The key of a lead's composer draft. It contains the `personKey`, because two applications may use the same lead ID.
 */
export const leadDraft = (person: string, lead: string) => `${person} lead ${lead}`

/** The key of a note that a person is editing; `event` is the event's ID, or the key of its row in the outbox. */
export const noteDraft = (person: string, lead: string, event: number | string) =>
  `${person} note ${lead} ${event}`

/** The key of a rejected event that a person is fixing; `key` is the key of its row in the outbox. */
export const fixDraftKey = (person: string, lead: string, key: string) => `${person} mend ${lead} ${key}`

/** The key of a lead's name that a person is typing. */
export const nameDraft = (person: string, lead: string) => `${person} name ${lead}`

/** The key of a bulk action that a person is preparing, for whichever leads are selected. */
export const bulkDraft = (person: string) => `${person} bulk`

/**
 * Returns the parts of a draft key. No part contains white space. `eventId` is the event of a note's draft; it is absent if
 * the event is still in the outbox.
 */
export function parseDraftKey(draftKey: string) {
  const [application = '', id = '', kind = '', lead = '', event = ''] = draftKey.split(' ')
  // the key of a row in the outbox has 32 characters
  const eventId = kind === 'note' && /^\d{1,15}$/.test(event) ? Number(event) : undefined
  return { person: personKey({ application, id }), kind, lead, eventId }
}
