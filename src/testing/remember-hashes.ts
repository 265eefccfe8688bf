import crypto, { type ScryptOptions } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/*
 * Hashing a password takes 70 ms of CPU time by design, and tests sign in the same few users a thousand times. A
 * worker therefore hashes each password with each salt only once.
 */
const compute = crypto.scrypt
const hashes = new Map<string, Promise<Buffer>>()

function cachedScrypt(
  password: string,
  salt: string,
  length: number,
  options: ScryptOptions,
  report: (error: Error | null, hash?: Buffer) => void,
): void {
  const key = JSON.stringify([password, salt, length, options])
  const hash =
    hashes.get(key) ??
    new Promise<Buffer>((resolve, reject) => {
      compute(password, salt, length, options, (error, computed) =>
        error === null ? resolve(computed) : reject(error),
      )
    })
  hashes.set(key, hash)
  hash.then((computed) => report(null, computed), report)
}

// the next file of the worker evaluates its set-up again
if (compute.name !== cachedScrypt.name) {
  Object.assign(crypto, { scrypt: cachedScrypt })
  syncBuiltinESMExports()
}
