import { personName } from '../../contract/person.ts'
import { identifier, dotSegmentMessage, required } from '../../contract/params.ts'
import type { Application } from '../core/caller.ts'
import { demoApplicationId } from '../demo/demo-sign-in.ts'
import { findApplication } from '../store/applications/applications.ts'
import type { Connection } from '../store/connection/database.ts'
import { CommandError } from './command-error.ts'

const id = required(identifier(128))

/** Parses an identifier by the rules of the API. */
export function readIdentifier(what: string, raw: string): string {
  const result = id.safeParse(raw)
  if (result.success && result.data !== '.' && result.data !== '..') return result.data
  throw new CommandError(
    `Invalid ID of the ${what}: ${result.error?.issues[0]?.message ?? dotSegmentMessage}`,
  )
}

/** Parses the ID of an application to create. */
export function readNewApplicationId(raw: string): string {
  const application = readIdentifier('application', raw)
  if (application !== demoApplicationId) return application
  throw new CommandError(
    `The ID ${application} is reserved for the demo, whose passwords are well known. Choose another.`,
  )
}

const appUserId = required(identifier(320))

/** Parses an `appUserId` of Atoka: it can be an assignee, so it has the same maximum length. */
export function readAtokaUserId(raw: string): string {
  const result = appUserId.safeParse(raw)
  if (result.success) return result.data
  throw new CommandError(`Invalid appUserId: ${result.error.issues[0]?.message}`)
}

/** Parses the name of a person, an application or a token, by the rules for a person's. */
export function readName(raw: string): string {
  const name = personName(raw)
  if (typeof name === 'string') return name
  throw new CommandError(
    'Invalid name: expected 1 to 200 characters on one line, without bidirectional control characters.',
  )
}

/** Returns the application with this ID. */
export async function readApplication(connection: Connection, applicationId: string): Promise<Application> {
  const application = await findApplication(connection, applicationId)
  if (application !== undefined) return application
  throw new CommandError(`Application ${applicationId} not found. Run "application list" to see all.`)
}
