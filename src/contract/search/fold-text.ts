/** A text without case and accents, and the origin of each of its UTF-16 code units. */
export interface FoldedText {
  readonly folded: string
  /** Returns the index in the original text of `folded[index]`; for the end, the original length. */
  readonly originalIndex: (index: number) => number
}

/** Letters that Unicode does not decompose, in order, and the letter that each is folded to. */
const letters =
  'ðøđħıĸłŋŧƀƃƈƌƒƙƚƞƥƫƭƴƶǥȡȥȴȵȶȷȼȿɀɇɉɋɍɏɓɕɖɗɟɠɡɢɦɨɪɫɬɭɱɲɳɴɵɼɽɾʀʂʄʈʉʋʏʐʑʙʜʝʟʠςᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢᵬᵭᵮᵯᵰᵱᵲᵳᵴᵵᵶᵻᵽᵾᶀᶁᶂᶃᶄᶅᶆᶇᶈᶉᶊᶌᶍᶎᶏᶑᶒᶖᶙẜẝỿⱡⱥⱦⱨⱪⱬⱱⱳⱴⱸⱺꜰꜱꝁꝃꝅꝉꝋꝍꝑꝓꝕꝗꝙꝟꞎꞑꞓꞔꞕꞗꞙꞡꞣꞥꞧꞩꞯꞹꟈꟊꬴꬶꬷꬸꬹꬺꬻꭉꭋꭌꭎꭒꭖꭗꭘꭙꭚ'
const plainLetters =
  'dodhiklntbbcdfklnpttyzgdzlntjcszejqrybcddjggghiilllmnnnorrrrsjtuvyzzbhjlqσacdejkmoptuvwzbdfmnprrstzipubdfgklmnprsvxzadeiussylathkzvwveofskkkloopppqqvlncchbfgknrsqudseglllmnrrruuxxxxy'

/** Letters that are folded to two, and these. */
const doubleLetters = 'ßæœþƕƣȣȸȹꜩꜳꜵꜷꜹꜻꜽꝏꝡʣʦ'
const plainPairs = 'ss ae oe th hv oi ou db qp tz aa ao au av av ay oo vy dz ts'

/** All apostrophes, and the accents that are typed as one. */
const apostrophes = "'`´‘’‛ʹʻʼʾʿ′＇"

/** Combining accents, vowel marks of Arabic and Hebrew, and characters that show nothing. */
const removed = new RegExp(
  [
    '[',
    '\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7-\u06e8\u06ea-\u06ed\u08ca-\u08e1\u08e3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f',
    '\u00ad\u02bc\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff',
    ']',
  ].join(''),
  'g',
)

const plain = new Map([
  ...Array.from(letters, (letter, index) => [letter, plainLetters.charAt(index)] as const),
  ...Array.from(doubleLetters, (letter, index) => [letter, plainPairs.split(' ')[index] ?? ''] as const),
])

/** Printable ASCII without apostrophes, as many notes are: each character folds to one. */
const unaccented = /^[ -&(-_a-~]*$/

/**
 * Folds a text as the function search_fold in store/migrations/0024-search-folding.sql does, and records the original
 * indexes: no case, accents and apostrophes, compatibility characters as plain ones, a decimal comma as a point. A character
 * that folds to nothing, such as a combining accent, belongs to the character before it. `apostrophe` replaces apostrophes.
 */
export function foldText(text: string, apostrophe: '' | ' ' = ''): FoldedText {
  if (unaccented.test(text))
    return {
      folded: withDecimalPoints(text.toLowerCase()),
      originalIndex: (index) => Math.min(index, text.length),
    }
  let folded = ''
  const originalIndexes: number[] = []
  let start = 0
  for (const character of text) {
    const foldedCharacter = apostrophes.includes(character) ? apostrophe : foldCharacter(character)
    folded += foldedCharacter
    for (let unit = 0; unit < foldedCharacter.length; unit++) originalIndexes.push(start)
    start += character.length
  }
  originalIndexes.push(start)
  return {
    folded: withDecimalPoints(folded),
    originalIndex: (index) => originalIndexes[index] ?? start,
  }
}

function withDecimalPoints(folded: string): string {
  return folded.replaceAll(/([0-9]),(?=[0-9])/g, '$1.')
}

function foldCharacter(character: string): string {
  if (character === '\n' || character === '\t') return ' '
  // faster for most characters: no call of normalize
  if (character < '\u0080') return character.toLowerCase()
  const lower = character.normalize('NFKD').replaceAll(removed, '').toLowerCase()
  return Array.from(lower, (letter) => plain.get(letter) ?? letter).join('')
}
