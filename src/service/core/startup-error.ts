/**
 * An error that prevents the start, for the user at the terminal: one clear sentence that states the fix. `main`
 * prints only its message and exits with 1.
 */
export class StartupError extends Error {
  override readonly name = 'StartupError'
}
