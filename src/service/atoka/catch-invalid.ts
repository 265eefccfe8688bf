import * as z from 'zod/mini'

/**
 * Creates a schema that returns what `schema` parses, and `otherwise` for any other value, so that unexpected parts
 * of a response do not fail.
 */
export function catchInvalid<Schema extends z.ZodMiniType, Otherwise>(schema: Schema, otherwise: Otherwise) {
  return z.pipe(
    z.optional(z.unknown()),
    z.transform((value): z.output<Schema> | Otherwise => {
      const { data, success } = schema.safeParse(value)
      return success ? data : otherwise
    }),
  )
}
