/** A reason why a command did not do what it was asked, in one sentence for the person at the terminal. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly exitCode: number

  /** `exitCode`: 1, or 2 where lines were refused and the rest was done, or 130 after Ctrl+C */
  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}
