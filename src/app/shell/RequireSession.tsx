import { Suspense, type ReactNode } from 'react'
import { useGetSession } from '../shared/api/queries.ts'
import { personKey, personOf } from '../shared/session/person.ts'
import { RowDataProvider } from '../shared/people/RowDataProvider.tsx'
import { lazyWithPreload, lazyComponent } from '../shared/ui/lazy.ts'
import { LoadError } from '../shared/ui/LoadError.tsx'
import { useRoute } from '../shared/router/route.ts'
import styles from './RequireSession.module.css'
import { SignedInContext } from '../shared/session/signed-in.ts'

const SignIn = lazyWithPreload(async () => (await import('../bundles/timeline-bundle.ts')).SignIn)

// a user opens an invitation or reset link only once
const SetPasswordScreen = lazyComponent(
  async () => (await import('../screens/account/SetPasswordScreen.tsx')).SetPasswordScreen,
)

/**
 * Renders its children for a signed-in user, and otherwise the sign-in screen. The URL does not change, so a user who was
 * signed out returns to the same view. The `key` discards the screen's state when another user signs in.
 */
export function RequireSession({ children }: { readonly children: ReactNode }) {
  const { data: session, error, refetch, isFetching } = useGetSession()
  const { page } = useRoute()
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
