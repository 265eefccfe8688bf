import { correcting } from './correcting.ts'
import { deleting } from './deleting.ts'
import type { Example } from './example.ts'
import { leads } from './leads.ts'
import { logging } from './logging.ts'
import { people } from './people.ts'
import { personalData } from './personal-data.ts'
import { reading } from './reading.ts'
import { signingIn } from './signing-in.ts'
import { statuses } from './statuses.ts'

/** All examples, in chronological order. */
export const examples: readonly Example[] = [
  ...statuses,
  ...logging,
  ...reading,
  ...correcting,
  ...leads,
  ...deleting,
  ...signingIn,
  ...people,
  ...personalData,
]
