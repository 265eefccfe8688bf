/** A word or name in both languages of the notes. */
export interface Bilingual {
  en: string
  it: string
}

/** A role or profession; `itFemale` where Italian has a form of its own for a woman. */
export interface Role extends Bilingual {
  itFemale?: string
}

export const FEMALE_NAMES = [
  'Paola',
  'Chiara',
  'Francesca',
  'Silvia',
  'Martina',
  'Federica',
  'Anna',
  'Cristina',
  'Monica',
  'Barbara',
  'Sara',
  'Ilaria',
  'Daniela',
  'Roberta',
  'Valentina',
  'Irene',
  'Katia',
  'Brigitte',
  'Manuela',
  'Serena',
  'Lucia',
  'Nadia',
] as const

export const MALE_NAMES = [
  'Andrea',
  'Stefano',
  'Paolo',
  'Davide',
  'Alessandro',
  'Michele',
  'Roberto',
  'Fabio',
  'Nicola',
  'Matteo',
  'Simone',
  'Enrico',
  'Giorgio',
  'Claudio',
  'Alberto',
  'Tommaso',
  'Sergio',
  'Martin',
  'Walter',
  'Riccardo',
  'Pietro',
  'Ivan',
] as const

export const SURNAMES = [
  'Zanella',
  'Conci',
  'Bertolini',
  'Pedrotti',
  'Dalpiaz',
  'Fedrizzi',
  'Gottardi',
  'Mattivi',
  'Nardelli',
  'Odorizzi',
  'Pallaoro',
  'Rigotti',
  'Segata',
  'Tonina',
  'Valentini',
  'Zeni',
  'Bonvecchio',
  'Cainelli',
  'Degasperi',
  'Eccher',
  'Furlan',
  'Girardi',
  'Holzer',
  'Kofler',
  'Lorenzi',
  'Menapace',
  'Negri',
  'Oberhofer',
  'Pichler',
  'Quaresima',
  'Ravagni',
  'Santini',
  'Tamanini',
  'Unterkircher',
  'Visintin',
  'Weger',
  'Zambelli',
  'Brugnara',
  'Corradini',
  'Dorigoni',
  'Endrizzi',
  'Filippi',
  'Gasser',
  'Iori',
  'Leonardi',
  'Marchetti',
  'Nicolussi',
  'Orler',
  'Perini',
  'Rensi',
  'Scandella',
  'Trentini',
  'Vettori',
  'Zorzi',
  'Baldessari',
  'Calliari',
  'Dallago',
  'Francescon',
  'Ghezzi',
  'Libardi',
  'Agostini',
  'Avancini',
  'Bazzanella',
  'Benedetti',
  'Berlanda',
  'Boscheri',
  'Bridi',
  'Campestrini',
  'Chini',
  'Comper',
  'Cristofolini',
  'Dallapè',
  'Debiasi',
  'Delladio',
  'Dossi',
  'Faes',
  'Ferrai',
  'Fontanari',
  'Frizzera',
  'Gadotti',
  'Gilli',
  'Giuliani',
  'Grandi',
  'Helfer',
  'Inama',
  'Jobstraibizer',
  'Lazzeri',
  'Lutterotti',
  'Maines',
  'Manfrini',
  'Moser',
  'Nones',
  'Oss',
  'Paissan',
  'Pasquali',
  'Plotegher',
  'Pontara',
  'Prandi',
  'Ress',
  'Roner',
  'Sandri',
  'Sartorelli',
  'Scrinzi',
  'Simoncelli',
  'Slomp',
  'Stenico',
  'Tait',
  'Tomaselli',
  'Turrini',
  'Uez',
  'Valduga',
  'Varesco',
  'Vicentini',
  'Vinante',
  'Weiss',
  'Zadra',
  'Zanon',
  'Zucchelli',
] as const

/** Who answers the phone at a company. */
export const CONTACT_ROLES: readonly Role[] = [
  { en: 'purchasing manager', it: 'responsabile acquisti' },
  { en: 'sales director', it: 'direttore commerciale', itFemale: 'direttrice commerciale' },
  { en: 'head of marketing', it: 'responsabile marketing' },
  {
    en: 'head of administration',
    it: 'responsabile amministrativo',
    itFemale: 'responsabile amministrativa',
  },
  { en: 'IT manager', it: 'responsabile IT' },
  { en: 'export manager', it: 'responsabile export' },
  { en: 'area manager', it: 'area manager' },
  { en: 'office manager', it: 'responsabile ufficio' },
  { en: 'head of credit control', it: 'responsabile crediti' },
]

/** Who signs. */
export const BOSS_ROLES: readonly Role[] = [
  { en: 'owner', it: 'titolare' },
  { en: 'managing director', it: 'amministratore delegato', itFemale: 'amministratrice delegata' },
  { en: 'general manager', it: 'direttore generale', itFemale: 'direttrice generale' },
  { en: 'CFO', it: 'direttore finanziario', itFemale: 'direttrice finanziaria' },
  { en: 'deputy chair', it: 'vicepresidente' },
]

export interface Product extends Bilingual {
  /** With the article, as a subject. */
  itThe: string
  itOf: string
  itAbout: string
  /** What it is wanted for, as an infinitive. */
  companyUses: readonly Bilingual[]
  personUses: readonly Bilingual[]
}

export const PRODUCTS: readonly Product[] = [
  {
    en: 'CRM enrichment',
    it: 'arricchimento CRM',
    itThe: 'l’arricchimento del CRM',
    itOf: 'dell’arricchimento del CRM',
    itAbout: 'sull’arricchimento del CRM',
    companyUses: [
      {
        en: 'clear four years of duplicate accounts',
        it: 'togliere quattro anni di doppioni dall’anagrafica',
      },
      {
        en: 'fill in the missing VAT numbers and contacts',
        it: 'completare le partite IVA e i contatti mancanti',
      },
      {
        en: 'keep addresses up to date without typing',
        it: 'tenere aggiornati gli indirizzi senza ribatterli',
      },
    ],
    personUses: [
      { en: 'put an address book of ten years in order', it: 'mettere in ordine una rubrica di dieci anni' },
      { en: 'stop typing company data by hand', it: 'smettere di copiare a mano i dati delle ditte' },
    ],
  },
  {
    en: 'prospecting module',
    it: 'modulo prospecting',
    itThe: 'il modulo prospecting',
    itOf: 'del modulo prospecting',
    itAbout: 'sul modulo prospecting',
    companyUses: [
      { en: 'find distributors in Bavaria and Tyrol', it: 'trovare distributori in Baviera e in Tirolo' },
      {
        en: 'reach firms with 20 to 100 employees in the Veneto',
        it: 'raggiungere imprese venete da 20 a 100 addetti',
      },
      { en: 'give the agents better lists', it: 'dare agli agenti elenchi migliori' },
    ],
    personUses: [
      { en: 'find ten new clients a year', it: 'trovare dieci clienti nuovi l’anno' },
      { en: 'know which firms are new in the valley', it: 'sapere quali imprese sono nuove in valle' },
    ],
  },
  {
    en: 'credit-alert service',
    it: 'servizio avvisi credito',
    itThe: 'il servizio di avvisi sul credito',
    itOf: 'del servizio di avvisi sul credito',
    itAbout: 'sul servizio di avvisi sul credito',
    companyUses: [
      {
        en: 'spot late payers before the goods leave',
        it: 'riconoscere i cattivi pagatori prima di spedire',
      },
      { en: 'set credit limits on more than a feeling', it: 'dare i fidi con qualcosa di più del fiuto' },
    ],
    personUses: [
      { en: 'check clients before taking them on', it: 'verificare i clienti prima di accettarli' },
      { en: 'warn clients of shaky partners', it: 'avvisare i clienti dei partner in difficoltà' },
    ],
  },
  {
    en: 'supplier monitor',
    it: 'monitor fornitori',
    itThe: 'il monitor fornitori',
    itOf: 'del monitor fornitori',
    itAbout: 'sul monitor fornitori',
    companyUses: [
      { en: 'keep an eye on 180 suppliers', it: 'tenere d’occhio 180 fornitori' },
      {
        en: 'hear of a supplier’s trouble before the newspaper does',
        it: 'sapere dei guai di un fornitore prima del giornale',
      },
    ],
    personUses: [
      { en: 'watch the twenty firms that matter', it: 'seguire le venti ditte che contano' },
      { en: 'know who really owns a firm', it: 'sapere chi c’è davvero dietro una ditta' },
    ],
  },
  {
    en: 'tender radar',
    it: 'radar gare',
    itThe: 'il radar gare',
    itOf: 'del radar gare',
    itAbout: 'sul radar gare',
    companyUses: [
      { en: 'hear of public tenders in time', it: 'sapere in tempo delle gare pubbliche' },
      {
        en: 'see who won the last three tenders and at what price',
        it: 'vedere chi ha vinto le ultime tre gare e a che prezzo',
      },
    ],
    personUses: [
      { en: 'follow small tenders in the province', it: 'seguire le piccole gare in provincia' },
      { en: 'find out early who builds what', it: 'sapere presto chi costruisce che cosa' },
    ],
  },
]

/** Competitors; no firm of these names is meant or known. */
export const RIVALS = [
  'Infoquadra',
  'Visurella',
  'Kontaktia',
  'Dataprisma',
  'Schedario Plus',
  'Anagrafix',
] as const

export const TOWNS = [
  'Rovereto',
  'Trento',
  'Bolzano',
  'Riva del Garda',
  'Verona',
  'Brescia',
  'Vicenza',
  'Bassano',
  'Pergine',
  'Cles',
  'Merano',
  'Bressanone',
  'Mantova',
  'Belluno',
  'Feltre',
  'Schio',
  'Treviso',
  'Padova',
  'Desenzano',
  'Borgo Valsugana',
] as const

/** Identifiers of people outside the application to whom a lead was given, and how the notes call them. */
export const PARTNERS = [
  { id: 'larentis+unicorno@spaziodati.example', en: 'our partner Larentis', it: 'Larentis (partner)' },
  { id: 'agenzia.veneto@reteagenti.example', en: 'Agenzia Veneto', it: 'Agenzia Veneto' },
  { id: 'h.brandl@vertrieb-tirol.example', en: 'Brandl in Innsbruck', it: 'Brandl di Innsbruck' },
] as const
