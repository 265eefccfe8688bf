import { createHash } from 'node:crypto'

/** Returns the SHA-256 of a token, by which it is stored and looked up. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
