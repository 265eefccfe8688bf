/** How long a session lasts. */
export interface SessionLimits {
  /** seconds after it was last renewed */
  readonly idleSeconds: number
  /** seconds after the person signed in, however busy they were */
  readonly absoluteSeconds: number
}

/** Days for which a browser shows what it read last without the service, unless the operator says another number. */
export const defaultOfflineDays = 7

/** A working day and the night after it, and a month: what people bear, with the least that is left open. */
export const defaultSessionLimits: SessionLimits = {
  idleSeconds: 24 * 60 * 60,
  absoluteSeconds: 30 * 24 * 60 * 60,
}
