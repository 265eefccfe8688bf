/** An error of an import, as one sentence for the user. */
export class ImportError extends Error {
  override readonly name = 'ImportError'
}

/** The import was stopped and can continue. */
export class ImportStopped extends ImportError {}
