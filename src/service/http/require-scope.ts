import type { EndpointName } from '../../contract/endpoints.ts'
import { scopeOf } from '../../contract/token-scope.ts'
import type { Caller } from '../core/caller.ts'
import { Problem } from '../core/problem.ts'

/** Throws `forbidden` for a token that was not made for such a call; a session has no scopes. */
export function requireScope({ token }: Caller, name: EndpointName): void {
  const needed = scopeOf(name)
  if (token === undefined || token.scopes.includes(needed)) return
  throw new Problem(
    'forbidden',
    `This token lacks the scope ${needed} (it has ${token.scopes.join(', ')}). Use a token that has it.`,
  )
}
