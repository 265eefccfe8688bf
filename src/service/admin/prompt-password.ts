import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { Writable } from 'node:stream'
import { newPassword, passwordLength } from '../../contract/person.ts'
import { ParseIssue } from '../../contract/params.ts'
import { CommandError } from './command-error.ts'
import type { CliContext } from './cli-context.ts'

/** A new password: asked for twice at a terminal, without showing it; else the first line of the input. */
export async function promptPassword(surroundings: Pick<CliContext, 'input' | 'err'>): Promise<string> {
  const password =
    surroundings.input.isTTY === true ? await askTwice(surroundings) : await firstLine(surroundings.input)
  if (!(newPassword(password) instanceof ParseIssue)) return password
  throw new CommandError(`The password must have ${passwordLength.min} to ${passwordLength.max} characters.`)
}

async function firstLine(input: CliContext['input']): Promise<string> {
  const [line = ''] = (await text(input)).split(/\r?\n/)
  return line
}

async function askTwice(surroundings: Pick<CliContext, 'input' | 'err'>): Promise<string> {
  const first = await askUnseen('Password: ', surroundings)
  if (first === (await askUnseen('Repeat password: ', surroundings))) return first
  throw new CommandError('The passwords do not match.')
}

function askUnseen(prompt: string, { input, err }: Pick<CliContext, 'input' | 'err'>): Promise<string> {
  err.write(prompt)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input, output: nowhere, terminal: true })
  return new Promise<string>((resolve, reject) => {
    lines.once('line', resolve)
    lines.once('SIGINT', () => reject(new CommandError('Cancelled; nothing was changed.', 130)))
    lines.once('close', () => reject(new CommandError('No password was entered.')))
  }).finally(() => {
    lines.close()
    err.write('\n')
  })
}
