import * as z from 'zod/mini'
import { eventChangeSchema, eventVersionSchema } from '../../contract/event-change.ts'
import { importSchema } from '../../contract/import-job.ts'
import { instantSchema } from '../../contract/instant.ts'
import { leadEventDetailsSchema, leadEventSchema, ownerSchema } from '../../contract/lead-event.ts'
import { leadStatusSchema } from '../../contract/lead-status.ts'
import { leadCountSchema, leadCountsSchema } from '../../contract/lead-counts.ts'
import { leadStateChangeSchema, leadSchema, leadStateSchema } from '../../contract/lead.ts'
import {
  changedLeadSchema,
  overviewSchema,
  personFiguresSchema,
  recentChangesSchema,
  statusFiguresSchema,
} from '../../contract/overview.ts'
import { pageMetaSchema, queryExplanationSchema } from '../../contract/paging.ts'
import { fieldErrorSchema, problemSchema } from '../../contract/problem.ts'
import { linkedPersonSchema, personLinkSchema, personSchema } from '../../contract/person.ts'
import { listedUserSchema, sessionSchema, userSchema } from '../../contract/user.ts'
import type { JsonSchema } from '../../contract/params.ts'
import * as fields from './descriptions/fields.ts'

/** A schema of the contract with a name of its own in the description. */
interface Component {
  readonly schema: z.ZodMiniType
  readonly description: string
  /** the meaning of each of its fields */
  readonly fields?: Readonly<Record<string, string>>
  /** additions to the contract's schema */
  readonly more?: JsonSchema
}

const components: Readonly<Record<string, Component>> = {
  LeadEvent: { schema: leadEventSchema, description: 'One event of one lead.', fields: fields.leadEvent },
  LeadEventDetails: {
    schema: leadEventDetailsSchema,
    description: 'An event, and the state of its lead without it.',
    fields: fields.leadEventDetails,
  },
  Owner: { schema: ownerSchema, description: 'The user who logged an event.', fields: fields.owner },
  LeadStatus: {
    schema: leadStatusSchema,
    description: 'A status events can set.',
    fields: fields.leadStatus,
  },
  LeadState: {
    schema: leadStateSchema,
    description: 'The status and assignee of a lead.',
    fields: fields.leadState,
  },
  EventChange: {
    schema: eventChangeSchema,
    description: 'One edit, deletion or erasure of an event.',
    fields: fields.eventChange,
  },
  EventVersion: {
    schema: eventVersionSchema,
    description: 'One version of an event.',
    fields: fields.eventVersion,
  },
  Lead: { schema: leadSchema, description: 'A lead with its current state.', fields: fields.lead },
  LeadMove: {
    schema: leadStateChangeSchema,
    description: 'An event that changed its lead’s status or assignee.',
    fields: fields.leadMove,
  },
  LeadCounts: {
    schema: leadCountsSchema,
    description: 'The leads of each choice of a list’s filters.',
    fields: fields.leadCounts,
  },
  LeadCount: {
    schema: leadCountSchema,
    description: 'A number of leads, counted up to 1,000.',
    fields: fields.leadCount,
  },
  Overview: {
    schema: overviewSchema,
    description: 'The figures of the first screen.',
    fields: fields.overview,
  },
  StatusFigures: {
    schema: statusFiguresSchema,
    description: 'The leads in one status.',
    fields: fields.statusFigures,
  },
  PersonFigures: {
    schema: personFiguresSchema,
    description: 'One person’s open leads and logged events.',
    fields: fields.personFigures,
  },
  RecentChanges: {
    schema: recentChangesSchema,
    description: 'What changed since a time.',
    fields: fields.recentChanges,
  },
  ChangedLead: {
    schema: changedLeadSchema,
    description: 'A lead that changed, with its state before and after.',
    fields: fields.changedLead,
  },
  User: { schema: userSchema, description: 'A user of the application.', fields: fields.user },
  ListedUser: {
    schema: listedUserSchema,
    description: 'A user of the application, and whether they are blocked.',
    fields: fields.listedUser,
  },
  Person: {
    schema: personSchema,
    description: 'A person in the application, as managers see them.',
    fields: fields.person,
  },
  PersonLink: {
    schema: personLinkSchema,
    description: 'A one-time link to hand over, returned only once.',
    fields: fields.personLink,
  },
  LinkedPerson: {
    schema: linkedPersonSchema,
    description: 'The person a link is for.',
    fields: fields.linkedPerson,
  },
  Import: { schema: importSchema, description: 'An import of a file of events.', fields: fields.importJob },
  Session: { schema: sessionSchema, description: 'The current session.', fields: fields.session },
  PageMeta: {
    schema: pageMetaSchema,
    description: 'Metadata of a page of results.',
    fields: fields.pageMeta,
  },
  QueryExplanation: {
    schema: queryExplanationSchema,
    description: 'How the request was interpreted: engine, one sentence and parsed parameters.',
  },
  Instant: {
    schema: instantSchema,
    description: 'A timestamp: ISO 8601 in UTC with milliseconds.',
    more: { format: 'date-time', pattern: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$` },
  },
  Problem: {
    schema: problemSchema,
    description: 'An error (RFC 9457).',
    fields: fields.problem,
  },
  FieldFault: { schema: fieldErrorSchema, description: 'One error of one field.', fields: fields.fieldFault },
}

/** Returns the name of a schema if it is a component. */
export function componentOf(schema: z.ZodMiniType): string | undefined {
  return Object.entries(components).find(([, component]) => component.schema === schema)?.[0]
}

/** Creates a reference to a component. */
export function reference(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` }
}

/**
 * Describes the components as JSON Schema, and also `others` (the responses of operations), which refer to them.
 * Responses may get further fields: clients must ignore fields that are not described, so no schema forbids them.
 */
export function describeSchemas(others: Readonly<Record<string, z.ZodMiniType>>) {
  const registry = z.registry<{ id: string }>()
  for (const [id, { schema }] of Object.entries(components)) registry.add(schema, { id })
  for (const [id, schema] of Object.entries(others)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, {
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
    },
  })
  const bare = (id: string): JsonSchema => {
    const { $id: _, $schema: __, ...schema } = schemas[id] ?? {}
    return schema
  }
  return {
    components: Object.fromEntries(
      Object.entries(components).map(([id, component]) => [id, withDescriptions(bare(id), component)]),
    ),
    others: Object.fromEntries(Object.keys(others).map((id) => [id, bare(id)])),
  }
}

function withDescriptions(
  schema: JsonSchema,
  { description, fields: descriptions = {}, more }: Component,
): JsonSchema {
  const { properties } = schema
  return {
    description,
    ...schema,
    ...more,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, field]) => [
          name,
          { ...(typeof field === 'object' && field), description: descriptions[name] ?? '' },
        ]),
      ),
    }),
  }
}
