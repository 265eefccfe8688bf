import * as z from 'zod/mini'

/** What `schema` reads, and `otherwise` of anything that it does not: answers from outside are taken as they come. */
export function catchInvalid<Schema extends z.ZodMiniType, Otherwise>(schema: Schema, otherwise: Otherwise) {
  return z.pipe(
    z.optional(z.unknown()),
    z.transform((said): z.output<Schema> | Otherwise => {
      const { data, success } = schema.safeParse(said)
      return success ? data : otherwise
    }),
  )
}
