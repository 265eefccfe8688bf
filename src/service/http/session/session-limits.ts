/** The limits of a session's duration. */
export interface SessionLimits {
  /** seconds since it was last renewed */
  readonly idleSeconds: number
  /** seconds since the user signed in, however active they are */
  readonly absoluteSeconds: number
}

/** The default number of days for which a browser shows its cached responses without the service. */
export const defaultOfflineDays = 7

/** A working day and the following night, and a month: acceptable for users, with few sessions left open. */
export const defaultSessionLimits: SessionLimits = {
  idleSeconds: 24 * 60 * 60,
  absoluteSeconds: 30 * 24 * 60 * 60,
}
