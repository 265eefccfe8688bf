import * as z from 'zod/mini'
import { hasControlCharacter, hasBidiControl } from '../../contract/text.ts'
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

const name = z.string().check(
  z.trim(),
  z.minLength(1),
  z.maxLength(200),
  z.refine((text) => !hasControlCharacter(text) && !hasBidiControl(text) && !/[\n\t]/.test(text)),
)

/** Parses a name: one line that is not empty, without bidirectional controls. */
export function readName(raw: string): string {
  const result = name.safeParse(raw)
  if (result.success) return result.data
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
