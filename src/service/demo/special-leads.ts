import type { DemoLead } from './demo.ts'
import { FORWARDED_THREAD, KICK_OFF_MINUTES, rollOutTable, WORKSHOP_NOTES } from './long-notes.ts'
import type { ScriptLine } from './script.ts'

/** A lead whose story was written by hand to contain text that is hard to display. */
export interface SpecialLead extends DemoLead {
  lines: readonly ScriptLine[]
}

/** The only lead without events. */
export const EVENTLESS_LEAD: DemoLead = {
  id: '0f4e1c9a7b52',
  type: 'company',
  name: 'Falegnameria Tonolli & Nipoti',
}

/** The lead with the longest history. */
export const CALL_CENTRE_LEAD: DemoLead = {
  id: 'c40b8e21d9f7',
  type: 'company',
  name: 'Ospitalpi Consorzio Alberghi S.c.a r.l.',
}

// characters that reveal missing escaping, and long text without a place to wrap
const MARKUP: readonly ScriptLine[] = [
  {
    back: 74,
    owner: 'luca',
    status: 'New',
    assignee: 'luca',
    note: 'Web form, subject line: <b>URGENT</b> & "very" important. They print labels for the pharmaceutical trade, so every sign matters to them.',
  },
  {
    back: 72,
    owner: 'luca',
    note: 'Rang. The name is really written with < and > on the door, "since 1987, before the internet".',
  },
  {
    back: 70,
    owner: 'luca',
    status: 'Contacted',
    note: 'Talked to Ms Tessa Ampère (prepress). First question: what does our export do with &amp; and &lt;? Told her: leaves both alone.',
  },
  {
    back: 66,
    owner: 'giulia',
    note: 'Campione ricevuto. La prima riga contiene <script>alert(1)</script>: «la mettiamo in ogni elenco, per vedere chi inciampa». Noi no.',
  },
  {
    back: 63,
    owner: 'luca',
    note: 'Sample back, all 60 rows. Their template fields {{name}}, {{x}}, ${total} and %s survived, so did C:\\labels\\new\\test and the *stars*, _underscores_ and `ticks`.',
  },
  {
    back: 61,
    owner: 'luca',
    note: 'Link to their specification, one line, do not break it:\nhttps://www.tipografia-ab.example/spec?lang=it&v=2&q=%3Cb%3E&redirect=https%3A%2F%2Ffiles.tipografia-ab.example%2F2026%2Flabels%2Fpharma%2Fvery-long-name-without-any-space-at-all_final_FINAL_v12(3).pdf#page=7',
  },
  {
    back: 58,
    owner: 'luca',
    note: 'Their longest article number, for our field lengths: PHRM0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000047-B',
  },
  {
    back: 54,
    owner: 'giulia',
    status: 'Qualified',
    note: 'Budget «tra 9 e 10.000 €», decide la sig.ra Ampère con il socio. Vogliono il monitor fornitori per 14 licenze.',
  },
  {
    back: 47,
    owner: 'luca',
    note: '"Quotes", \'single quotes\', “typographic ones” and «these»: she tests us with every mail. All arrive as sent.',
  },
  {
    back: 40,
    owner: 'luca',
    status: 'Proposal',
    note: 'Offer: 14 seats, € 9,450. In her words: price <= 10,000 && support >= "same day" → OK.',
  },
  {
    back: 33,
    owner: 'luca',
    note: 'Formula from her controller, to be quoted as it is: =HYPERLINK("https://example.example";"click") and +39 0461 000000 and -1+2. A spreadsheet must not calculate these.',
  },
  {
    back: 21,
    owner: 'luca',
    note: 'Question to support: </textarea><!-- is this still text? --> It is.\n\n# Not a heading\n- not a list\n> not a quotation\n[not](a link)',
  },
  {
    back: 6,
    owner: 'giulia',
    note: 'Il socio firma la settimana prossima; un solo dubbio, il campo note: «NULL; DROP TABLE etichette;--» deve restare una battuta.',
  },
]

const ICE_CREAM: readonly ScriptLine[] = [
  {
    back: 58,
    owner: 'giulia',
    status: 'New',
    assignee: 'giulia',
    note: 'Modulo dal sito, firmato «Il Pinguino 🐧». Sette gelaterie sul lago e un laboratorio a Desenzano.',
  },
  { back: 57, owner: 'giulia', note: '📞 niente, 📞 niente, 📞 segreteria.' },
  {
    back: 55,
    owner: 'giulia',
    status: 'Contacted',
    note: 'Parlato con la titolare, Mara 🙂 Scrive solo con le faccine, ma le domande sono serie: quanto, da quando, chi aiuta.',
  },
  { back: 51, owner: 'luca', note: 'She answered my mail with 👍🏽 only. I take that as a yes to Thursday.' },
  {
    back: 48,
    owner: 'giulia',
    note: 'Visita con assaggio 🍨🍦🍧. Pistacchio ottimo; vorrebbe sapere quali fornitori di 🥛 sono solidi.',
  },
  {
    back: 44,
    owner: 'giulia',
    note: 'Famiglia al completo in riunione 👨‍👩‍👧‍👦, decidono insieme. La nonna ha chiesto se il contratto si può leggere in piedi.',
  },
  {
    back: 37,
    owner: 'giulia',
    status: 'Qualified',
    note: '💶 3.200 € l’anno, 4 licenze, si parte prima della stagione ☀️.',
  },
  {
    back: 30,
    owner: 'luca',
    note: 'Flags for the menu, they asked which markets we cover: 🇮🇹 🇦🇹 🇩🇪 🇸🇮. 🇨🇭 on request. 🏴󠁧󠁢󠁳󠁣󠁴󠁿 no.',
  },
  { back: 22, owner: 'giulia', status: 'Proposal', note: 'Offerta inviata. Risposta: ⏳.' },
  { back: 12, owner: 'giulia', note: '⏳⏳' },
  { back: 4, owner: 'giulia', status: 'Won', note: '✍️✅🎉 Firmato! 3.200 €, 4 licenze. Mara: «🐧❤️📊».' },
]

const PALM: readonly ScriptLine[] = [
  {
    back: 83,
    owner: 'luca',
    status: 'New',
    assignee: 'luca',
    note: 'Importer of dates and coffee, office in Trieste. Letterhead in Arabic: مؤسسة نخلة الشمال للتجارة.',
  },
  {
    back: 80,
    owner: 'luca',
    status: 'Contacted',
    note: 'Spoke with Mr Samir Haddadin (سمير حدّادين), head of purchasing. English and Italian are both fine, contracts please in two columns.',
  },
  {
    back: 75,
    owner: 'luca',
    note: 'His mail, as it came:\nشكرًا على المكالمة. نحتاج إلى معلومات عن 85 موردًا في إيطاليا قبل نهاية الشهر.\n(Thanks for the call; they need information on 85 suppliers in Italy before the end of the month.)',
  },
  {
    back: 69,
    owner: 'giulia',
    note: 'Campione consegnato: 85 fornitori, 81 trovati. In copia il socio, د. ليلى منصور, che risponde in francese.',
  },
  {
    back: 60,
    owner: 'luca',
    status: 'Qualified',
    note: 'Budget confirmed: € 7,500 (٧٬٥٠٠ يورو). Decision with the partner, Dr Mansour.',
  },
  { back: 49, owner: 'luca', note: 'Order number for the file: طلب-2047/B (keep the dash where it is).' },
  {
    back: 41,
    owner: 'luca',
    status: 'Proposal',
    note: 'Offer sent in two columns, English left, العربية على اليمين. € 7,350, 9 seats.',
  },
  { back: 17, owner: 'luca', note: 'Mr Haddadin: "إن شاء الله this week". Asked which week.' },
]

const BEN_DROR: readonly ScriptLine[] = [
  {
    back: 66,
    owner: 'luca',
    status: 'New',
    assignee: 'luca',
    note: 'Interpreter and trade adviser in Verona, works for firms in Haifa. Writes her name נועה בן־דרור, please spell it like that on the invoice.',
  },
  {
    back: 63,
    owner: 'luca',
    status: 'Contacted',
    note: 'Good call. She checks Italian firms for her clients, about twenty a month, by hand today.',
  },
  {
    back: 59,
    owner: 'luca',
    note: 'Mail: "תודה רבה, קיבלתי את הדוגמה" (many thanks, sample received). Two questions on ownership data.',
  },
  {
    back: 52,
    owner: 'giulia',
    note: 'Sentita per Luca: le va bene il piano piccolo, 2 licenze, fattura intestata a «נועה בן־דרור – Traduzioni (Verona)».',
  },
  {
    back: 38,
    owner: 'luca',
    status: 'Qualified',
    note: 'Wants to begin in {month+1}. Limit € 900, which fits the small plan.',
  },
]

const EAST: readonly ScriptLine[] = [
  {
    back: 95,
    owner: 'luca',
    status: 'New',
    assignee: 'luca',
    note: 'Subsidiary of a machine maker from Nagano, office in Padova: 株式会社山霧精機. Request through the chamber of commerce.',
  },
  {
    back: 91,
    owner: 'luca',
    status: 'Contacted',
    note: 'Video call with 小野寺 真帆 (Onodera Maho, surname first). Very well prepared, agenda to the minute.',
  },
  {
    back: 85,
    owner: 'luca',
    note: '会議の議事録をありがとうございます。サンプルは来週までに確認いたします。\nThat is: thanks for the minutes, they check the sample by next week.',
  },
  {
    back: 78,
    owner: 'giulia',
    note: 'Per i loro fornitori cinesi chiedono anche il nome originale, p. es. 云岫阀门（苏州）有限公司. Lo conserviamo, non lo cerchiamo: detto chiaramente.',
  },
  {
    back: 71,
    owner: 'luca',
    note: 'Korean colleague joins from now on: 한빛나루 유통, 담당 서이안 대리. Copy him on everything.',
  },
  {
    back: 64,
    owner: 'luca',
    status: 'Qualified',
    note: 'Ringi (稟議) begins: the paper goes round and collects seals. Budget € 14,000, nobody can hurry it.',
  },
  { back: 50, owner: 'luca', note: 'Four seals of seven. ㊞㊞㊞㊞◯◯◯' },
  {
    back: 29,
    owner: 'luca',
    status: 'Proposal',
    note: 'Offer: 22 seats, € 13,650. Half-width ｶﾀｶﾅ in the reference number, copied as it is: ﾔﾏｷﾞﾘ-Ａ１２.',
  },
  {
    back: 9,
    owner: 'luca',
    note: 'Seven of seven. Ms Onodera sounded relieved: おかげさまで。 Contract follows by post.',
  },
]

// letters composed of a base letter and combining marks: more code points than visible characters
const ZOE: readonly ScriptLine[] = [
  {
    back: 48,
    owner: 'giulia',
    status: 'New',
    assignee: 'giulia',
    note: 'Consulente a Merano, si firma Zoe\u0308 Nguye\u0302\u0303n-Bra\u0302nza\u0306. Sul vecchio contratto era diventata «Zo? Nguy?n»: con noi non deve succedere.',
  },
  {
    back: 46,
    owner: 'giulia',
    status: 'Contacted',
    note: 'Sentita: vuole smettere di copiare a mano i dati delle ditte. Prova con tre clienti: Cafe\u0301 Re\u0301ne\u0301, A\u030angstro\u0308m Design, Đặng & Fils.',
  },
  {
    back: 42,
    owner: 'luca',
    note: 'Her test list has the same café twice, once as caf\u00e9 and once as cafe\u0301. We found both, and found that they are one. She was delighted.',
  },
  {
    back: 35,
    owner: 'giulia',
    note: 'Manda un appunto in hindi di un suo cliente: «हमें आपूर्तिकर्ता की जानकारी चाहिए». E uno in thai: «ขอใบเสนอราคา». Arrivati interi tutti e due.',
  },
  {
    back: 25,
    owner: 'giulia',
    status: 'Qualified',
    note: 'Due licenze, tetto 850 €. Test finale, dice lei: «s\u0323\u0307 q\u0307\u0323 Z̷͖͠ä̴̙́l̸̮̈g̵̛̪o». Si legge quel che si può, ma non si rompe niente.',
  },
  { back: 13, owner: 'giulia', note: 'Aspetta il saldo di un cliente, poi firma. Promemoria messo.' },
]

const CONSORTIUM: readonly ScriptLine[] = [
  {
    back: 130,
    owner: 'marco',
    status: 'New',
    assignee: 'marco',
    note: 'The name is the name, it stands so in the register. On the phone they say "il Consorzio".',
  },
  {
    back: 124,
    owner: 'marco',
    note: 'Chiamato: il segretario, dott. Pio Lenzi, c’è il martedì e il giovedì mattina.',
  },
  {
    back: 119,
    owner: 'marco',
    status: 'Contacted',
    note: 'Dott. Lenzi cortese e preciso. Diciotto comuni, ciascuno con un proprio elenco fornitori. Vogliono un elenco solo.',
  },
  {
    back: 101,
    owner: 'marco',
    note: 'Tutto passa dall’assemblea, due volte l’anno. La prossima: {mese+2}.',
  },
  { back: 88, owner: 'giulia', note: 'Mandata la scheda in diciotto copie, per posta, come richiesto.' },
  {
    back: 52,
    owner: 'marco',
    note: 'Sette comuni su diciotto hanno risposto. Il dott. Lenzi è contento, sono più del solito.',
  },
]

const ROLL_OUT: readonly ScriptLine[] = [
  {
    back: 140,
    owner: 'luca',
    status: 'New',
    assignee: 'luca',
    note: 'Road maintenance and machine hire, workshops in Cles and Feltre, 16 sites up and down the valley. Ivana Mosca, operations, wrote after the trade evening.',
  },
  { back: 136, owner: 'luca', note: 'Rang, she was on the road. Calls back, says the office.' },
  {
    back: 134,
    owner: 'luca',
    status: 'Contacted',
    note: 'She did call back. Had two suppliers go bankrupt last year while the lorries were on their way. 20 minutes, very direct.',
  },
  { back: 127, owner: 'giulia', note: WORKSHOP_NOTES },
  {
    back: 120,
    owner: 'luca',
    note: 'Carla Job (purchasing) at half past seven: "the sample was right, and where it was not, I was not either."',
  },
  {
    back: 113,
    owner: 'luca',
    status: 'Qualified',
    note: 'Ms Mosca signs below € 40,000, and says so in writing. Pilot first: 12 seats, Cles and Feltre.',
  },
  { back: 106, owner: 'luca', note: KICK_OFF_MINUTES },
  { back: 96, owner: 'giulia', note: FORWARDED_THREAD },
  {
    back: 91,
    owner: 'luca',
    status: 'Proposal',
    note: 'Offer for 26 seats: € 21,900 a year, introduction at all sites included. She wanted it before the stocktaking, she has it before the stocktaking.',
  },
  {
    back: 84,
    owner: 'luca',
    status: 'Won',
    note: 'Signed by Ms Mosca, € 21,900, 26 seats. Carla Job sent a photograph of the signature, with cake.',
  },
  {
    back: 70,
    owner: 'giulia',
    note: 'Formazione a Cles, due turni. Il capo turno 2: «alla fine il pezzo arriva, vero?»',
  },
  { back: 27, owner: 'marco', note: 'Steering meeting next week. Please one page on where we stand, Luca.' },
  { back: 22, owner: 'luca', note: rollOutTable() },
  { back: 21, owner: 'marco', note: 'I said one page.' },
  {
    back: 8,
    owner: 'giulia',
    note: 'Sentita Carla Job: usa tre clic invece di undici, li ha contati. Contenta.',
  },
]

/** All special leads. Their IDs are fixed, so that links to them remain valid. */
export const SPECIAL_LEADS: readonly SpecialLead[] = [
  { id: '5e1d7a90c3b8', type: 'company', name: 'Tipografia <A&B> "Etichette" S.n.c.', lines: MARKUP },
  { id: 'b7704f2ce6a1', type: 'company', name: 'Gelateria Il Pinguino Felice 🐧🍦', lines: ICE_CREAM },
  { id: '93ac05d1f84e', type: 'company', name: 'مؤسسة نخلة الشمال (Nakhla North Trading)', lines: PALM },
  { id: 'per-4h8wz2mk', type: 'person', name: 'נועה בן־דרור', lines: BEN_DROR },
  { id: '2f6b91e0a7cd', type: 'company', name: '株式会社山霧精機 Yamagiri Seiki Italia', lines: EAST },
  { id: 'per-9q3tn7xe', type: 'person', name: 'Zoe\u0308 Nguye\u0302\u0303n-Bra\u0302nza\u0306', lines: ZOE },
  {
    id: 'd18c3e75f02a',
    type: 'company',
    name: 'Consorzio Volontario Intercomunale per la Gestione Associata delle Forniture, dei Magazzini, dei Mezzi Sgombraneve e delle Biblioteche dei Comuni dell’Alta Conca, della Sponda Sinistra e delle Frazioni di Sopra e di Sotto, Società Consortile a Responsabilità Limitata in House',
    lines: CONSORTIUM,
  },
  { id: '7a20fd6b4c19', type: 'company', name: 'Multiservizi Alta Anaunia S.p.A.', lines: ROLL_OUT },
]
