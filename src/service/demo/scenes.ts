/**
 * The scenes of a lead's story, each with its distance from the previous step in working days: [minimum, maximum].
 * The notes of each scene are in data/notes.en.json and data/notes.it.json.
 */
export const GAPS = {
  opened: [0, 0],
  attempt: [0, 3],
  firstMail: [0, 3],
  contacted: [1, 4],
  noAnswer: [1, 6],
  smallTalk: [2, 8],
  postponed: [1, 6],
  infoSent: [0, 3],
  infoRead: [3, 7],
  sampleAsked: [1, 5],
  sampleSent: [1, 4],
  sampleFeedback: [2, 6],
  visitPlanned: [1, 5],
  visit: [2, 8],
  visitThanks: [0, 2],
  demoPlanned: [1, 5],
  demo: [2, 7],
  demoFollow: [0, 3],
  refsAsked: [1, 4],
  refsSent: [0, 3],
  refsHeard: [3, 8],
  supplier: [1, 6],
  qualified: [1, 5],
  pilotAgreed: [1, 5],
  pilotStarted: [3, 8],
  pilotCheck: [4, 7],
  pilotResult: [5, 9],
  techCall: [2, 6],
  techSolved: [1, 5],
  bossMeeting: [2, 7],
  proposal: [2, 6],
  chase: [2, 6],
  discountAsked: [1, 5],
  discountGranted: [0, 2],
  legalAsked: [1, 5],
  legalDone: [2, 7],
  verbalYes: [1, 5],
  won: [1, 5],
  kickoff: [3, 8],
  training: [4, 9],
  invoice: [1, 6],
  firstFeedback: [8, 16],
  upsell: [15, 35],
  lostEarly: [2, 8],
  lostLate: [2, 8],
  afterLost: [12, 30],
  quietTail: [4, 10],
  handoverGive: [0, 4],
  handoverTake: [0, 4],
  handoverMove: [0, 4],
  handoverPartner: [0, 4],
  released: [1, 5],
  taken: [1, 6],
  parked: [2, 8],
  revived: [25, 60],
  managerNote: [0, 3],
  beforeSummer: [1, 4],
  beforeChristmas: [1, 4],
  fresh: [0, 0],
  offHours: [0, 0],
} as const satisfies Record<string, readonly [number, number]>

/** A scene's name. */
export type Scene = keyof typeof GAPS

/** Scenes that belong together and occur in this order, at most once per lead. */
export const EPISODES = {
  info: ['infoSent', 'infoRead'],
  sample: ['sampleAsked', 'sampleSent', 'sampleFeedback'],
  visit: ['visitPlanned', 'visit', 'visitThanks'],
  demo: ['demoPlanned', 'demo', 'demoFollow'],
  references: ['refsAsked', 'refsSent', 'refsHeard'],
  supplier: ['supplier'],
  pilot: ['pilotAgreed', 'pilotStarted', 'pilotCheck', 'pilotResult'],
  technical: ['techCall', 'techSolved'],
  boss: ['bossMeeting'],
  discount: ['discountAsked', 'discountGranted'],
  legal: ['legalAsked', 'legalDone'],
} as const satisfies Record<string, readonly Scene[]>

/** An episode's name. */
export type Episode = keyof typeof EPISODES

/** The note templates of one scene: for every lead, or only for companies or people. */
export interface ScenePool {
  any?: readonly string[]
  company?: readonly string[]
  person?: readonly string[]
}

/** The note templates of one language. `[a|b]` is a choice of a or b, `{slot}` a fact of the lead or a date. */
export interface NoteBook {
  /** The template that replaces `{next}` at the end of a note. */
  next: string
  scenes: Readonly<Record<Scene, ScenePool>>
}
