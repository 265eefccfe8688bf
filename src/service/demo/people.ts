import type { Random } from './random.ts'

/** The demo's users; `english` is the share of their notes in English, `io` the ending of their Italian participles. */
export const PEOPLE = [
  {
    id: 'giulia',
    name: 'Giulia Rossi',
    email: 'giulia.rossi@demo.leadline.example',
    role: 'rep',
    first: 'Giulia',
    english: 0.04,
    io: 'a',
  },
  {
    id: 'luca',
    name: 'Luca Conti',
    email: 'luca.conti@demo.leadline.example',
    role: 'rep',
    first: 'Luca',
    english: 0.94,
    io: 'o',
  },
  {
    id: 'marco',
    name: 'Marco Bianchi',
    email: 'marco.bianchi@demo.leadline.example',
    role: 'manager',
    first: 'Marco',
    english: 0.5,
    io: 'o',
  },
] as const

/** The ID of the user who logged an event. */
export type Owner = (typeof PEOPLE)[number]['id']

/** One of the people other than `owner`. */
export function colleague(random: Random, owner: string | null): Owner {
  return random.pick(PEOPLE.filter(({ id }) => id !== owner)).id
}

/** The user with that ID; `undefined` for `null` and for people outside the application. */
export function personOf(id: string | null): (typeof PEOPLE)[number] | undefined {
  return PEOPLE.find((person) => person.id === id)
}
