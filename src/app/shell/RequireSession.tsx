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

// a link is followed once
const JoinScreen = lazyComponent(
  async () => (await import('../screens/account/SetPasswordScreen.tsx')).SetPasswordScreen,
)

/**
 * Shows its children to whoever is signed in, the sign-in screen to anybody else. The address stays as it is, so that
 * a person who was signed out in between is where they were; what one person did to the screen is not for the next.
 */
export function RequireSession({ children }: { readonly children: ReactNode }) {
  const { data: session, error, refetch, isFetching } = useGetSession()
  const { page } = useRoute()
  const waiting = <main className={styles.waiting} aria-busy="true" />
  if (page === 'join') {
    return (
      <Suspense fallback={waiting}>
        <JoinScreen />
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
