import { Suspense, useEffect, useRef, type ReactNode } from 'react'
import { useGetSession } from '../shared/api/queries.ts'
import { personKey, personOf } from '../shared/session/person.ts'
import { RowDataProvider } from '../shared/people/RowDataProvider.tsx'
import { lazyComponent } from '../shared/ui/lazy.ts'
import { LoadError } from '../shared/ui/LoadError.tsx'
import { isFocusInitial } from '../shared/ui/commands.ts'
import { useRoute } from '../shared/router/route.ts'
import styles from './RequireSession.module.css'
import { SignedInContext } from '../shared/session/signed-in.ts'

const SignIn = lazyComponent(async () => (await import('../features/sign-in/SignIn.tsx')).SignIn)

// a user opens an invitation or reset link only once
const SetPasswordScreen = lazyComponent(
  async () => (await import('../screens/account/SetPasswordScreen.tsx')).SetPasswordScreen,
)

/** Milliseconds to wait for the heading of a screen that is still loading. */
const headingTimeoutMs = 5_000

/**
 * Moves the focus to the page's heading when the user has signed in or out, because the button that had it is gone. `screen`
 * is what identifies the user; `undefined` until the session is known. The first screen of a visit takes no focus.
 */
function useFocusHeading(screen: string | undefined): void {
  const previous = useRef<string>(undefined)
  useEffect(() => {
    const isChange = previous.current !== undefined && previous.current !== screen
    previous.current = screen
    if (!isChange) return undefined
    const deadline = performance.now() + headingTimeoutMs
    let frame = 0
    const tryFocus = () => {
      // the user or a command has already moved it
      if (!isFocusInitial()) return
      const heading = document.querySelector('h1')
      if (heading !== null) {
        heading.tabIndex = -1
        heading.focus({ preventScroll: true })
      } else if (performance.now() < deadline) frame = requestAnimationFrame(tryFocus)
    }
    tryFocus()
    return () => cancelAnimationFrame(frame)
  }, [screen])
}

/**
 * Renders its children for a signed-in user, and otherwise the sign-in screen. The URL does not change, so a user who was
 * signed out returns to the same view. The `key` discards the screen's state when another user signs in.
 */
export function RequireSession({ children }: { readonly children: ReactNode }) {
  const { data: session, error, refetch, isFetching } = useGetSession()
  const { page } = useRoute()
  useFocusHeading(session && (session.user === null ? 'sign-in' : personKey(personOf(session.user))))
  const waiting = <main className={styles.waiting} aria-busy="true" />
  if (page === 'join') {
    return (
      <Suspense fallback={waiting}>
        <SetPasswordScreen />
      </Suspense>
    )
  }
  if (session === undefined) {
    return (
      <main className={styles.waiting} aria-busy={error === null}>
        {error !== null && <LoadError error={error} onRetry={refetch} retrying={isFetching} />}
      </main>
    )
  }
  const { user } = session
  if (user === null) {
    return (
      <Suspense fallback={waiting}>
        <SignIn demoPeople={session.demoPeople} singleSignOn={session.singleSignOn} />
      </Suspense>
    )
  }
  return (
    <SignedInContext key={personKey(personOf(user))} value={{ ...session, user }}>
      <RowDataProvider>{children}</RowDataProvider>
    </SignedInContext>
  )
}
