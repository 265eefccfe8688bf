import { Suspense, type ReactNode } from 'react'
import { useGetSession } from '../shared/api/queries.ts'
import { personKey, personOf } from '../shared/session/person.ts'
import { RowFacts } from '../shared/people/RowFacts.tsx'
import { beside, onDemand } from '../shared/ui/beside.ts'
import { Failed } from '../shared/ui/Failed.tsx'
import { useUrlState } from '../shared/router/url-state.ts'
import styles from './SessionGate.module.css'
import { SignedInContext } from '../shared/session/signed-in.ts'

const SignIn = beside(async () => (await import('../bundles/beside-first.ts')).SignIn)

// a link is followed once
const JoinScreen = onDemand(async () => (await import('../screens/account/JoinScreen.tsx')).JoinScreen)

/**
 * Shows its children to whoever is signed in, the sign-in screen to anybody else. The address stays as it is, so that
 * a person who was signed out in between is where they were; what one person did to the screen is not for the next.
 */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { data: session, error, refetch, isFetching } = useGetSession()
  const { page } = useUrlState()
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
        {error !== null && <Failed error={error} onRetry={refetch} retrying={isFetching} />}
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
      <RowFacts>{children}</RowFacts>
    </SignedInContext>
  )
}
