import type { EndpointName } from '../../contract/endpoints.ts'
import { scopeOf } from '../../contract/token-scope.ts'
import type { Caller } from '../core/caller.ts'
import { Problem } from '../core/problem.ts'

/** Throws `forbidden` if the token lacks the scope of the endpoint; sessions have no scopes. */
export function requireScope({ token }: Caller, name: EndpointName): void {
  const scope = scopeOf(name)
  if (token === undefined || token.scopes.includes(scope)) return
  throw new Problem(
    'forbidden',
    `This token lacks the scope ${scope} (it has ${token.scopes.join(', ')}). Use a token that has it.`,
  )
}
