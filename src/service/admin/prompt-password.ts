import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { Writable } from 'node:stream'
import { newPassword, passwordLength } from '../../contract/person.ts'
import { ParseIssue } from '../../contract/params.ts'
import { CommandError } from './command-error.ts'
import type { CliContext } from './cli-context.ts'

/** Reads a new password: at a terminal twice, without showing it; otherwise the first line of the input. */
export async function promptPassword(cli: Pick<CliContext, 'input' | 'err'>): Promise<string> {
  const password = cli.input.isTTY === true ? await askTwice(cli) : await firstLine(cli.input)
  if (!(newPassword(password) instanceof ParseIssue)) return password
  throw new CommandError(`The password must have ${passwordLength.min} to ${passwordLength.max} characters.`)
}

async function firstLine(input: CliContext['input']): Promise<string> {
  const [line = ''] = (await text(input)).split(/\r?\n/)
  return line
}

async function askTwice(cli: Pick<CliContext, 'input' | 'err'>): Promise<string> {
  const first = await askUnseen('Password: ', cli)
  if (first === (await askUnseen('Repeat password: ', cli))) return first
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
