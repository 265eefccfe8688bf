/**
 * A reason not to start that is meant for the person at the terminal: one clear sentence that says what
 * would be right. `main` prints its message alone and exits with 1.
 */
export class StartupError extends Error {
  override readonly name = 'StartupError'
}
