import { createContext, use } from 'react'
import type { Session } from '../../../contract/user.ts'

/** A session of somebody. */
export interface SignedIn extends Session {
  readonly user: NonNullable<Session['user']>
}

export const SignedInContext = createContext<SignedIn | undefined>(undefined)

/** Who is signed in, and what this back end can do; only below `SessionGate`. */
export function useSignedIn(): SignedIn {
  const session = use(SignedInContext)
  if (session === undefined) throw new Error('useSignedIn is for what stands below SessionGate')
  return session
}
