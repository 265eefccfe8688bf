import { createContext, use } from 'react'
import type { Session } from '../../../contract/user.ts'

/** A session with a user. */
export interface SignedIn extends Session {
  readonly user: NonNullable<Session['user']>
}

export const SignedInContext = createContext<SignedIn | undefined>(undefined)

/** Returns the session with the signed-in user and the back end's capabilities. Throws outside `RequireSession`. */
export function useSignedIn(): SignedIn {
  const session = use(SignedInContext)
  if (session === undefined) throw new Error('useSignedIn requires RequireSession above it')
  return session
}
