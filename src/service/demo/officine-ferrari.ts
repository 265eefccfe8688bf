import type { ScriptLine } from './script.ts'

const OPENING: readonly ScriptLine[] = [
  {
    back: 112,
    owner: 'marco',
    status: 'New',
    assignee: 'giulia',
    note: 'From the supplier day in Vicenza: three plants (Rovereto, Schio, Feltre), 240 people, turned parts for food machinery. Their group reads along from Stuttgart, so notes in English here, please.',
  },
  {
    back: 111,
    owner: 'giulia',
    note: 'Switchboard. Purchasing is a Mr Denis Manica, in from seven, gone by four.',
  },
  {
    back: 110,
    owner: 'giulia',
    note: 'Rang Denis Manica at half past seven. In the workshop, call back after the first shift.',
  },
  { back: 109, owner: 'giulia', note: 'Rang again, engaged. Sent him six lines and one page.' },
  {
    back: 108,
    owner: 'giulia',
    status: 'Contacted',
    note: 'First talk with Denis Manica, purchasing, 15 minutes. 430 suppliers, half of the addresses wrong, and two bankruptcies last year that they read about in the newspaper. Wants to know earlier.',
  },
  {
    back: 107,
    owner: 'giulia',
    note: 'Sent the list of sources and an example with three firms from Schio that he will know.',
  },
  {
    back: 103,
    owner: 'giulia',
    note: 'He knew all three. "The second one has moved, you have the new address, we did not."',
  },
  {
    back: 101,
    owner: 'luca',
    note: 'Took a call for Giulia: Mr Manica asks whether foreign suppliers are in it as well. Told him Austria, Germany and Slovenia, the others on request.',
  },
  {
    back: 98,
    owner: 'giulia',
    note: 'Long call. Their supplier list lives in the ERP and in a spreadsheet that only Denis can open. He laughs about it, his boss does not.',
  },
  { back: 95, owner: 'giulia', note: 'Asked for a sample list: 150 suppliers, his choice.' },
  { back: 94, owner: 'giulia', note: 'List is here. 150 rows, 11 doubles, four firms that no longer exist.' },
  {
    back: 91,
    owner: 'giulia',
    note: 'Sample returned: 143 of 150 matched. The seven others listed, each with the reason.',
  },
  {
    back: 88,
    owner: 'marco',
    note: 'Good sample. Before we talk about money: who signs at Officine Ferrari, Denis or somebody above him?',
  },
  {
    back: 87,
    owner: 'giulia',
    note: 'Signs: the CFO, Nadia Bresciani. Denis prepares, she decides, and she wants to see a return within the year.',
  },
  {
    back: 84,
    owner: 'giulia',
    note: 'Denis checked forty rows by telephone. Two mistakes. "Our own list would have had fifteen."',
  },
  { back: 81, owner: 'giulia', note: 'Rang, he is at a supplier’s in Brescia all day.' },
]

const CONTACTED: readonly ScriptLine[] = [
  {
    back: 80,
    owner: 'giulia',
    note: 'Demo agreed: 45 minutes online, Denis and two colleagues from quality.',
  },
  {
    back: 76,
    owner: 'giulia',
    note: 'Demo held, five people instead of three. Quality asked the best questions: what if a certificate runs out, who gets the alert, can it be passed on. It can.',
  },
  {
    back: 75,
    owner: 'giulia',
    note: 'Recording sent, and the answer that I owed them (certificates: date of expiry yes, scanned copy no).',
  },
  { back: 73, owner: 'giulia', note: 'Test access opened for ten days, three seats.' },
  {
    back: 70,
    owner: 'giulia',
    note: 'Used on all three days so far. Most looked at: their own customers. They all do that first.',
  },
  {
    back: 67,
    owner: 'giulia',
    note: 'Denis asks for the alerts by e-mail, once a day, not one by one. Showed him the switch.',
  },
  {
    back: 66,
    owner: 'luca',
    note: 'Rang back a Ms Tait from the group in Stuttgart: wants to know where the data is kept. In the EU, sent it to her in writing.',
  },
  { back: 62, owner: 'giulia', note: 'End of the test. Asked what was missing. Denis: "time".' },
  { back: 60, owner: 'giulia', note: 'Missed each other twice today.' },
  {
    back: 58,
    owner: 'giulia',
    note: 'He forwarded our summary to Ms Bresciani with one line: "this is the one I meant."',
  },
  { back: 55, owner: 'giulia', note: 'Ms Bresciani’s office: she reads it after the quarterly figures.' },
  {
    back: 52,
    owner: 'marco',
    note: 'Met their production manager, Mr Sartori, at the industrialists’ evening. Sceptical, but he knows what a late supplier costs: a day of the line in Rovereto is € 18,000.',
  },
  {
    back: 51,
    owner: 'giulia',
    note: 'Used that figure with Denis. He had never heard it, and wrote it down.',
  },
  { back: 48, owner: 'giulia', note: 'No answer, left a message.' },
  {
    back: 46,
    owner: 'giulia',
    note: 'Denis back from holiday. Two others have turned up meanwhile, Visurella and Dataprisma. He will compare, rule of the house.',
  },
  {
    back: 45,
    owner: 'giulia',
    note: 'Sent the comparison, one page. Wrote down honestly where Visurella is better (scanned certificates).',
  },
  {
    back: 42,
    owner: 'giulia',
    note: 'He thanked for the honest page: "the other two are best at everything."',
  },
  {
    back: 39,
    owner: 'luca',
    note: 'Technical question from their IT, a Mr Zandonai: can the ERP fetch the data at night? Yes, a file at four in the morning. He was content with that.',
  },
  {
    back: 36,
    owner: 'giulia',
    note: 'Call with Denis and Mr Zandonai, half an hour. Customer numbers stay, doubles are marked and never deleted.',
  },
  {
    back: 34,
    owner: 'marco',
    assignee: null,
    note: 'Giulia is away for two weeks. Nobody’s for the time being, Luca and I take the calls.',
  },
]

const QUALIFYING: readonly ScriptLine[] = [
  {
    back: 32,
    owner: 'luca',
    note: 'Denis rang: can Schio be left out at first? It can, seats move from plant to plant.',
  },
  {
    back: 29,
    owner: 'marco',
    note: 'Ms Tait in Stuttgart has no objection; Italy may decide alone up to € 60k. Good to know.',
  },
  {
    back: 26,
    owner: 'luca',
    note: 'Test import of 430 suppliers: 419 fine at the first go, 11 need a human eye. Sent Mr Zandonai the list.',
  },
  {
    back: 24,
    owner: 'luca',
    note: 'Mr Zandonai has looked through the eleven: nine were typing mistakes on their side.',
  },
  {
    back: 20,
    time: [11, 30],
    owner: 'giulia',
    assignee: 'giulia',
    note: 'First visit, good impression; asked for references in the food sector.',
  },
  {
    back: 19,
    owner: 'giulia',
    note: 'Minutes of the visit sent, one page. Denis added a line: Mr Sartori wants to be there next time.',
  },
  {
    back: 18,
    owner: 'giulia',
    note: 'Two references named, both make machines for dairies. They expect the call.',
  },
  {
    back: 17,
    owner: 'giulia',
    note: 'Denis has spoken to the first: "dull to set up, then nobody wants to give it back."',
  },
  { back: 14, owner: 'giulia', note: 'Second reference reached as well. No more questions on that side.' },
  {
    back: 13,
    owner: 'giulia',
    note: 'Mr Sartori on the phone himself, five minutes. He wants to see it in the plant, not on a slide.',
  },
  {
    back: 12,
    time: [10, 42],
    owner: 'giulia',
    status: 'Qualified',
    note: 'Call with Denis and, for the first time, Ms Bresciani. Need is clear, money can be found this year, and she names what counts: one avoided stoppage pays for it. Three plants, 25 seats, Rovereto first.',
  },
  {
    back: 11,
    owner: 'giulia',
    note: 'Sent Ms Bresciani the calculation she asked for. One stoppage avoided a year, 25 seats, no hidden lines.',
  },
  {
    back: 10,
    owner: 'marco',
    note: 'Well done. Let us agree on the technical call before anybody says the word offer.',
  },
  {
    back: 7,
    time: [9, 18],
    owner: 'luca',
    note: 'Mr Zandonai asks for fixed addresses for the firewall. Sent, with the schedule of the nightly file.',
  },
  {
    back: 7,
    time: [16, 21],
    owner: 'giulia',
    note: 'Denis: the plant in Rovereto would like a pilot, Feltre too. Schio waits and watches.',
  },
  {
    back: 6,
    time: [8, 55],
    owner: 'giulia',
    note: 'Wrote down what a pilot would be: two plants, four weeks, 12 seats, free, ends by itself.',
  },
  {
    back: 6,
    time: [15, 37],
    owner: 'giulia',
    note: 'Answer within the hour: "send it to the area manager as well, she has a say in Feltre." No name given.',
  },
  {
    back: 5,
    time: [10, 9],
    owner: 'giulia',
    note: 'Reception in Feltre does not give out names. Asked Denis.',
  },
  { back: 5, time: [14, 48], owner: 'luca', note: 'Mr Zandonai tested the connection: green on both sides.' },
  {
    back: 4,
    time: [9, 31],
    owner: 'giulia',
    note: 'Ms Bresciani’s office wants our last two balance sheets. Sent; she is right to look at ours, too.',
  },
  {
    back: 4,
    time: [17, 2],
    owner: 'giulia',
    note: 'Denis is ill until the end of the week. Everything waits for the area manager’s name.',
  },
]

const LATEST: readonly ScriptLine[] = [
  { back: 1, time: [9, 12], owner: 'marco', note: 'Rang twice, no answer.' },
  {
    back: 1,
    time: [11, 26],
    owner: 'luca',
    note: 'Mr Sartori’s assistant: he has kept two afternoons free for us next month, we may choose.',
  },
  {
    back: 1,
    time: [17, 45],
    owner: 'giulia',
    note: 'Got contact of area manager: Paola Larentis, best before 10.\nSent the two-page summary she asked for.',
  },
]

const CONFIRMED =
  '€ 48k for the first year. They compare us with two others; decision by mid-{month+1}. Next: technical call with the plant in Rovereto about the pilot.'

/** The lead with the newest event of the demo. @param office whether that event is within office hours */
export function officineFerrari(office: boolean): readonly ScriptLine[] {
  const opening = office
    ? 'Budget confirmed by the CFO, '
    : 'Mail from the CFO, outside office hours: budget confirmed, '
  const newest: ScriptLine = { back: 0, owner: 'luca', assignee: 'luca', note: opening + CONFIRMED }
  return [...OPENING, ...CONTACTED, ...QUALIFYING, ...LATEST, newest]
}
