/** The pilot's kick-off, as somebody types it during the meeting. */
export const KICK_OFF_MINUTES = `MINUTES, kick-off of the pilot
Place: meeting room 2, Cles, and by video from Feltre
Present: Ivana Mosca (operations), Renzo Tait (IT), Carla Job (purchasing), Piero Dusini (works council, until item 3), Luca, Giulia
Excused: the managing director, sends his regards and one question, see item 6

1. Why are we here
Ms Mosca in one sentence: "we buy from 610 suppliers, and we know forty of them." The other 570 are a name, a VAT number and a bank account. Last year two of them went bankrupt while our lorries were on the way, one changed hands without telling anybody, and one never existed. The last one was caught by accident, by a trainee, because the address was that of a car park.
The pilot shall show whether such things can be seen beforehand, by people who have other work to do.

2. What the pilot is, and what it is not
	- It is: 12 seats, six weeks, two sites (Cles and Feltre), the supplier list as of last Friday.
	- It is: alerts once a day, at seven, one e-mail for each site.
	- It is not: credit limits. Nobody will be cut off because of a colour on a screen.
	- It is not: a change to the ERP. Nothing is written back during the pilot.
	- It ends by itself. Nobody has to cancel anything.

3. Works council
Mr Dusini asks whether the tool shows who looked at what, and when. It does, for administrators. Agreed:
	a) the log is switched to sites instead of persons for the time of the pilot;
	b) whoever wants to see the log by person needs his signature and that of Ms Mosca;
	c) both is written into the agreement before anybody gets an account.
Mr Dusini is content with that and leaves for the next meeting.

4. Data
Mr Tait has the list ready: 610 rows, 14 columns. We went through the first thirty rows together. Found on the way:
	row 4	the same supplier as row 19, with a different abbreviation
	row 11	VAT number with a blank in the middle
	row 17	address of the old plant, they moved last year
	row 22	no VAT number at all ("he is a friend of the old boss")
	row 28	a private person, must not be in there; taken out at once
He expects about 40 such rows in the whole list. We return it with everything marked and nothing deleted. Deleting is for Ms Job, and only for her.

5. Who does what until when
	Luca	accounts for 12 people, list of names from Ms Job	by Thursday
	Mr Tait	cleaned list, encrypted, password by telephone	by Friday
	Giulia	short introduction, 40 minutes, twice, so that both shifts can come	next week
	Ms Job	ten suppliers about whom she knows everything, as a test of us	next week
	Ms Mosca	one page: what would make her say "yes, we buy it"	before the introduction
The last point took longest. She would like to leave it open; we would not. In the end she wrote three lines on the flip chart, see the picture in the folder.

6. The question of the managing director
"What happens to our list when we do not buy?" It is deleted on the last day of the pilot, with a written confirmation, and Mr Tait may watch. He would like to, he says.

7. Other business
Parking: the gate in Feltre closes at six, whoever stays longer needs the code. The coffee there is better than in Cles; nobody from Cles objected.

Next meeting: after two weeks, half an hour, by video only. Luca invites.
Afterthought, not for the minutes: Ms Job did not say much, but she is the one who will use it. Ring her before the introduction and let her choose the examples herself.`

/** A workshop on what the customer wants, in Italian. */
export const WORKSHOP_NOTES = `VERBALE DEL LABORATORIO SUI REQUISITI
Durata: 3 ore e 20, più il pranzo (ottimo, canederli)
Presenti: dott.ssa Mosca, Renzo Tait, Carla Job, i due capi turno, Giulia; per un’ora Marco al telefono

A. COME LAVORANO OGGI
Un fornitore nuovo nasce così:
	1. qualcuno in reparto ha bisogno di un pezzo e conosce qualcuno che lo fa;
	2. chiede un preventivo per telefono, e il preventivo arriva su un foglio, a volte fotografato;
	3. la signora Job apre l’anagrafica nel gestionale con quello che c’è sul foglio;
	4. se manca qualcosa scrive «da completare» nelle note;
	5. non si completa mai.
Abbiamo contato: 138 anagrafiche con «da completare», la più vecchia di undici anni. Il fornitore intanto ha chiuso.

B. CHE COSA VORREBBERO
Ho chiesto a ciascuno una frase sola, scritta, senza guardare il vicino.
	Mosca:	«Voglio saperlo prima io del giornale.»
	Tait:	«Non voglio un altro programma da aggiornare.»
	Job:	«Vorrei scrivere la partita IVA e basta.»
	Capo turno 1:	«Che il pezzo arrivi.»
	Capo turno 2:	«Come lui.»
Letto ad alta voce, risate, ma poi silenzio: i due capi turno sono quelli che pagano quando va male, e in quattro anni nessuno glielo aveva chiesto.

C. PROVA DAL VIVO
La signora Job ha scelto dieci fornitori di cui sa tutto. Risultato:
	- otto giusti in ogni campo;
	- uno giusto, ma con il telefono del commercialista (lo sapeva, ci ha messi alla prova);
	- uno dove avevamo ragione noi: il capannone è stato ceduto mesi fa, lei non lo sapeva. Ha chiamato subito, in viva voce. Era vero.
Da quel momento l’aria è cambiata. Il signor Tait ha chiuso il portatile e ha cominciato a fare domande.

D. DOMANDE TECNICHE E RISPOSTE DATE
	D: I dati restano in Europa?	R: Sì, anche le copie.
	D: Si può entrare con le credenziali aziendali?	R: Sì, da subito; mezza giornata di lavoro insieme.
	D: E se la rete cade?	R: L’ultimo elenco scaricato resta consultabile, con la data in evidenza.
	D: Chi vede che cosa ho cercato?	R: Solo l’amministratore; nel pilota nemmeno lui, come chiede il consiglio di fabbrica.
	D: Si può scrivere nel gestionale?	R: Nel pilota no. Dopo, un file ogni notte, e solo i campi che decidete voi.
	D: Quanto tempo serve per uscire?	R: Un clic e trenta giorni. L’elenco si porta via in un file normale.
	D: Che cosa NON sapete fare?	R: Le copie dei certificati, e le ditte di San Marino con più di dieci anni.
L’ultima risposta ha fatto più effetto delle altre sei.

E. DISACCORDI (da non nascondere)
La dott.ssa Mosca vuole gli avvisi per tutti, i capi turno non ne vogliono nessuno: «ne riceviamo già cento, di mail». Compromesso: un messaggio al giorno per sede, alle sette, e solo se c’è qualcosa. Se dopo due settimane qualcuno li cancella senza leggerli, si spengono.
Il signor Tait vorrebbe aspettare il nuovo gestionale, previsto per l’anno prossimo. La dott.ssa Mosca ha ricordato che era previsto anche l’anno scorso. Si va avanti.

F. NUMERI, PER L’OFFERTA
	sedi	2 (Cles, Feltre), forse 3
	licenze	12 nel pilota, 26 a regime
	fornitori	610, ne restano circa 540 dopo la pulizia
	fermi di produzione per colpa di un fornitore	4 l’anno scorso, 9.000 € ciascuno secondo loro, secondo me di più
	budget	non detto; la dott.ssa Mosca ha detto «sotto i quaranta firmo io»

G. PROSSIMI PASSI
	[ ] Giulia: verbale a tutti entro domani sera (questo)
	[ ] Luca: elenco degli indirizzi per il firewall
	[ ] Tait: elenco pulito, cifrato
	[ ] Job: prova per una settimana con i fornitori nuovi, e basta quelli
	[ ] Mosca: una pagina con «compriamo se …»
	[ ] Marco: bozza dell’accordo sul trattamento dei dati, due pagine al massimo

H. IMPRESSIONI MIE
Comprano se la signora Job è contenta. Lei non lo dirà mai in riunione; bisogna chiamarla, di mattina presto, prima che arrivino i corrieri. Il signor Tait non è contro di noi, è contro il lavoro in più: se l’accesso unico funziona al primo colpo, è dalla nostra parte. La dott.ssa Mosca ha già deciso, ma vuole che lo decidano gli altri.
Non mandare slide. Mandare la foto del cartellone con le cinque frasi: se la sono fatta spedire in tre prima che arrivassi alla macchina.`

/** A thread that was pasted as it came, with the quotation marks of three mail programs. */
export const FORWARDED_THREAD = `Pasted so that everybody has it, newest first. The last paragraph is the one that matters.

From: Ivana Mosca
To: Giulia Rossi
Cc: Carla Job; Renzo Tait
Subject: R: R: I: R: pilot, first week

Dear Giulia,
thank you for the quick help. To answer point by point, in between your lines:

> 1. Did the e-mail of seven o'clock arrive in Feltre?
It did, in the folder for unwanted mail. Renzo has told the mail server that you are wanted.

> 2. Are the twelve accounts enough?
Eleven are used. The twelfth belongs to a colleague who is on parental leave; please give it to the second shift.

> 3. How many alerts were useful, how many were noise?
We counted, as you asked:
	Monday	3 alerts, 1 useful (change of address)
	Tuesday	0
	Wednesday	5 alerts, 2 useful, 2 known, 1 noise
	Thursday	1 alert, and that one paid for the coffee: a supplier of packaging has new owners
	Friday	2 alerts, both known
So one third useful. Carla says that this is more than she expected, Renzo says it is less. Both have a point.

> 4. What annoyed you?
	(a) The word "anomaly". Nobody here says that. "Something has changed" would do.
	(b) After lunch one has to log in again. Two hours would be enough, thirty minutes are not.
	(c) The list prints on eleven pages. On three it would hang on the wall.

>> From: Renzo Tait
>> To: Ivana Mosca
>> Subject: I: R: pilot, first week
>>
>> Ivana, for completeness:
>> - single sign-on works since yesterday afternoon, first try, I am almost disappointed;
>> - the firewall list is in, no exceptions necessary;
>> - export checked: opens in our old spreadsheet as well, umlauts included;
>> - one open point: column 9 is called "status" and means something else here. Rename?
>>
>>> From: Carla Job
>>> To: Renzo Tait
>>>
>>> I need eleven clicks for what ought to be three. I have written them down:
>>> search, choose, open, tab 2, scroll, mark, copy, back, back, paste, save.
>>> Tell them, please, but nicely. They are nice too.

>>>> From: Piero Dusini
>>>> To: Carla Job
>>>>
>>>> Carla, two people asked me whether somebody can see how often they look things up. I have told them: by site yes, by person no, and that it stands in the agreement on page two. If anybody asks you, please say the same in the same words. And no, the eleven clicks are not a matter for the works council, although I was tempted.

Giulia, about Carla's eleven clicks: I watched her, it is true. Is there a shorter way? If yes, show her and nobody else, she will spread it. If no, please say so plainly.

A word on the second shift. They were not at the introduction (the bus, the rain, you know), so they taught themselves, from the printed summary and from each other. I went there at nine in the evening to see it. They use it differently: nobody searches for names, they all search for the VAT number, because it stands on the delivery note and can be typed with gloves on. Perhaps that is worth a thought for the others, too.

And now the paragraph for your boss: if week two is like week one we shall not wait for week six. Prepare the paper for 26 seats. I would rather sign before the stocktaking than in it.

Kind regards
Ivana Mosca

--
This message is intended for the addressee only. If you are not the addressee, you have at least read something cheerful.`

const CHECKS = [
  'accounts',
  'list imported',
  'alerts at seven',
  'introduction held',
  'key user named',
] as const
const SITES =
  'Cles Feltre Malé Fondo Denno Tuenno Mezzana Rumo Livo Bresimo Cagnò Revò Romallo Sanzeno Taio Coredo'.split(
    ' ',
  )
const REMARKS = [
  'all quiet, two questions on the first day, none since',
  'introduction moved once because of a landslide on the road, then held in the canteen',
  'the key user has printed the list and hung it up beside the time clock',
  'one person has two accounts, closed the second after asking both of her bosses',
  'asks for the alerts at six instead of seven, as the early shift begins then',
  'the line is slow there; the export takes a minute, they get themselves a coffee meanwhile',
  'found three of their suppliers in liquidation, rang me at once, first very loud, then very grateful',
  'wants a printed manual. Sent ours, 14 pages, with the important one on top',
  'the key user is on parental leave, her deputy did not know that he is the deputy. He does now',
  'signal only by the window; the desk has been moved to the window',
  'asks whether the list may be shared with the fire brigade next door. It may not, and they took it well',
  'printed the alerts for a week, then stopped, to save the paper for the wedding newspaper',
  'two suppliers there share one telephone, one fax and one brother. Left as they are, with a note',
  'tested us with the firm of the mayor. Everything correct, including the part that he does not like to read',
  'needed ten minutes for all of it. Stayed two hours, because of the view and the soup',
  'the last site and the best prepared one: three questions in writing, all three answered on the doorstep',
] as const

/** The state of a roll-out, site by site: a table with tabs that comes close to the longest note there may be. */
export function rollOutTable(): string {
  const rows = SITES.map((site, index) => {
    const seats = index % 8 < 5 ? 2 : 1
    const checks = CHECKS.map(
      (check, step) => `\t[${(index * 3 + step * 5) % 7 === 0 ? ' ' : 'x'}]\t${check}`,
    )
    return `${index + 1}.\t${site.toUpperCase()}\tseats ${seats}\tvisited in week ${1 + (index >> 1)}
${checks.join('\n')}
\tremark:\t${REMARKS[index % REMARKS.length] ?? ''}.
\tin their words:\t${QUOTES[index] ?? ''}
`
  })
  return [...HEAD, '', ...rows, ...TAIL].join('\n')
}

const QUOTES = [
  '"It does what it says, and it says little."',
  '"Who had the idea of seven o’clock? At seven I am in the yard. But I read it at ten, and that is early enough."',
  '"We are four people and have nine suppliers, I know them all by their dogs. Still: one of the nine has sold his firm, and his dog did not tell me."',
  '"Please never change the colour of the button again."',
  '"Good. More I do not say before the year is over."',
  '"My daughter showed me how. She is eleven. Put that into your advertising."',
  '"I was against it. I am now less against it."',
  '"The search does not find my cousin’s firm." It does, he had written it with one t for thirty years.',
  '"When it is quiet I look up the competitors. Is that allowed?" It is.',
  '"Works on the old computer in the workshop, too, the one with the tape on it."',
  '"We have no questions." Half an hour later: eleven questions, all of them good.',
  '"Can it tell me who will not pay?" It can tell who did not pay the others.',
  '"The lady on the phone was patient, give her our regards."',
  '"Too many e-mails." There had been two. We looked at them together, and he kept both.',
  '"Finally something that one does not have to fill in."',
  '"If you come again, bring the woman from Trento along, she explains it better than you do."',
] as const

const HEAD = [
  'STATE OF THE ROLL-OUT, all sixteen sites, for the steering meeting',
  'Sources: my own visits, the calls with the key users, and the usage report of last night. An empty box means: not done, or not believed.',
  'How to read it: number, site, seats, week of the visit; then five checks, a remark, and one sentence in their own words, because the sentence often says more than the boxes.',
  '',
  'IN SHORT',
  '\t- Sixteen of sixteen sites have been visited. It took eight weeks instead of six: a landslide, the stocktaking and one wedding to which the whole purchasing department was invited.',
  '\t- Four things are open, all small. None of them needs money.',
  '\t- The sceptics of the beginning (numbers 5, 7 and 11) use it more than the enthusiasts.',
  '\t- Nobody has asked for the old list again. It is still there, in a drawer, with Ms Job, who has the key.',
  '',
  'THE STORY SO FAR, for those who join today',
  '\tIt began with two bankruptcies in one year, both with our lorries on the way. It went on with a pilot of twelve seats in Cles and Feltre, which nobody wanted to end, and with a signature before the stocktaking, with cake.',
  '\tThen came the other fourteen sites. We had planned three a week and managed two, because every site has a kitchen, and in every kitchen somebody had prepared something. I regret nothing.',
  '\tThe rule that worked best: never explain it to everybody at once. One key user, one hour, with the key user’s own ten suppliers. The others looked over the shoulder on the second day and knew it on the third.',
  '\tThe rule that did not work: sending the manual beforehand. It was read by two people of twenty-six, and both of them had questions about the commas.',
] as const

const TAIL = [
  'WHAT I SUGGEST',
  '\t1. Accounts: leave the two unused ones open for six months, then give them to whoever asks first.',
  '\t2. Alerts: six o’clock for the sites with an early shift, seven for the others, and never on a Sunday.',
  '\t3. Introductions: repeat them once, in six months, for those who are new. Forty minutes, not longer; after forty minutes they look at the door.',
  '\t4. Key users: invite all sixteen to Cles for one morning. They do not know each other and have the same questions.',
  '\t5. Words: replace "anomaly" everywhere. Promised in the first week, still there in two places, I have found them and taken pictures.',
  '',
  'WHAT IT COST AND WHAT IT BROUGHT, as far as one can count it after eight weeks',
  '\tcost\t21,900 € a year, sixteen days of ours, two of theirs for each site, and the cake',
  '\tfound\t61 suppliers under two or more names; 19 that no longer exist; 7 with new owners; 3 in liquidation',
  '\tavoided\tone stoppage for certain (packaging, Taio, told in time), one perhaps (salt, Fondo, we shall know in three months)',
  '\tsaved\tMs Job says forty minutes a day; she has written it down for two weeks, with a pencil, and I believe her pencil',
  '\tlost\tthe old list with the friends of the old boss. Nobody has complained, except the friends',
  '',
  'WHAT I DO NOT SUGGEST',
  '\tA newsletter. A competition with prizes. A second dashboard.',
  '',
  'Luca, with thanks to the drivers of the valley bus, who waited twice.',
] as const
