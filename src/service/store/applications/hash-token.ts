import { createHash } from 'node:crypto'

/** How a token is stored and looked up: its SHA-256. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
