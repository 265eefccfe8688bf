import crypto, { type ScryptOptions } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/*
 * Hashing a password takes 70 ms of CPU time by intention, and tests sign in the same few people a thousand times. A worker
 * hashes each password with each salt once.
 */
const compute = crypto.scrypt
const hashes = new Map<string, Promise<Buffer>>()

function rememberedScrypt(
  password: string,
  salt: string,
  length: number,
  options: ScryptOptions,
  give: (error: Error | null, hash?: Buffer) => void,
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
  hash.then((computed) => give(null, computed), give)
}

// the next file of the worker evaluates its set-up again
if (compute.name !== rememberedScrypt.name) {
  Object.assign(crypto, { scrypt: rememberedScrypt })
  syncBuiltinESMExports()
}
