/** An error of a command, as one sentence for the user at the terminal. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly exitCode: number

  /** `exitCode`: 1, or 2 if lines were rejected and the rest was written, or 130 after Ctrl+C */
  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}
