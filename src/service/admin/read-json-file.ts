import { readFile } from 'node:fs/promises'
import { CommandError } from './command-error.ts'
import { JsonError, readJson, type ReadJson } from './read-json.ts'

/**
 * Reads a JSON file with the lines of its values.
 * @throws CommandError if it cannot be read, or with the line that is not JSON
 */
export async function readJsonFile(path: string): Promise<ReadJson> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`Cannot read ${path} (${error.code}).`)
  })
  try {
    return readJson(text)
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    throw new CommandError(`${path} is not valid JSON: line ${error.line}: ${error.message}.`)
  }
}
