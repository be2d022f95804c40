/** Finds the infected class by the names of the classes. */
export type PositiveClass = { readonly index: number } | 'unknown';

/**
 * The class of infected cells, by the names of all classes: the only one that is named like an infected one, or, of two,
 * the one beside a healthy one. Case, accents and separators do not matter; a negated name counts as its opposite.
 * `0` and `1`, or `class_0` and `class_1`, are taken for the negative and the positive class where they are the only two.
 * @returns `'unknown'` where the names do not tell, or contradict each other
 */
export function positiveClass(names: readonly string[]): PositiveClass {
  const digits = names.map((name) => name.trim().replace(/^(class|label)[ _-]?/i, ''));
  if (names.length === 2 && digits.includes('0') && digits.includes('1'))
    return { index: digits.indexOf('1') };
  const signs = names.map(signOf);
  const positives = signs.flatMap((sign, index) => (sign === 1 ? [index] : []));
  if (positives.length === 1) return { index: positives[0]! };
  if (positives.length === 0 && names.length === 2) {
    const healthy = signs.flatMap((sign, index) => (sign === -1 ? [index] : []));
    if (healthy.length === 1) return { index: 1 - healthy[0]! };
  }
  return 'unknown';
}

/** Whether a name by itself says infected, or healthy. */
export const saysClass = (name: string): boolean => signOf(name) !== 0;

/** 1 infected, -1 healthy, 0 not told. */
type Sign = -1 | 0 | 1;

/** Words of a state: what the cell is. English, Spanish, Portuguese, French, Italian, German, Indonesian,
 * Swahili, Turkish, Polish, Arabic, Chinese, Russian. */
const INFECTED =
  /parasiti[sz]e|parasitad|parasitat|parasitee?s?$|parassitat|parasitari|terparasit|in[fv]ect|infekt|enfekt|zakaz|affect|infec|infet|infizier|infeksi|ambukiz|posit|^pos$|^inf$|^sick(?:ness)?$|^ill$|diseas|^malade|enferm|doent|^krank|^sakit|malat[aoie]$|^yes$|^true$|مصاب|感染|阳性|陽性|зараж|инфицир|положит/;
const HEALTHY =
  /negat|^neg$|^uninf$|health|^normal|^clean$|^san[oaie]s?$|^sain(?:e?s?)$|saudave|gesund|^sehat|saludable|^false$|健康|正常|阴性|陰性|здоров|отрицат/;
/** Words for the disease or parasite: they mean "infected" unless a word for a state stands beside them. */
const SUBJECT =
  /parasit|parassit|malaria|paludi|plasmodi|falciparum|vivax|knowlesi|trophozoit|schizont|gametocyt|疟|瘧|малари/;

/** Words, and beginnings of words, that turn the next one around. */
const NEGATION = new Set(
  'un,non,not,no,without,never,nil,nicht,kein,keine,keinen,ohne,pas,sans,sin,sem,nao,senza,nie,غير,tidak,tak,bukan,belum,tanpa,hawaja,haja,isiyo,hakuna,bila,не,без,нет'.split(
    ',',
  ),
);
/** Words, and endings of words, that turn the one before around, or the next where none is before. */
const NEGATION_AFTER = new Set(
  'degil,free,less,frei,libre,livre,absent,absence,ausente,exempt,exempte,bebas,liber,libero'.split(','),
);
/** Beginnings before a known word that change nothing of its meaning. */
const HARMLESS = new Set(['', 'ter', 'wali', 'ali', 'ame', 'wame', 'i', 'ya', 'za', 'ли', 'по']);
/** Beginnings within a word that turn it around. */
const PREFIXES = [...NEGATION, 'dis', 'des', 'de', 'a', 'ab', 'in', '未', '非', '无', '無', '没', '沒', '不'];

function signOf(name: string): Sign {
  const states: Sign[] = [];
  const subjects: Sign[] = [];
  let turned = false;
  let last: Sign[] | undefined;
  const turnLast = () => last!.push(-last!.pop()! as Sign);
  for (const word of wordsOf(name)) {
    if (NEGATION.has(word)) turned = !turned;
    else if (NEGATION_AFTER.has(word)) {
      if (last) turnLast();
      else turned = !turned;
    } else {
      const known = meaningOf(word);
      if (!known) continue;
      last = known.isState ? states : subjects;
      last.push((turned ? -known.sign : known.sign) as Sign);
      turned = false;
    }
  }
  // "parasite_no", "malaria: no"; and "no" alone.
  if (turned) {
    if (!last) return -1;
    turnLast();
  }
  const told = states.length > 0 ? states : subjects;
  if (told.length === 0 || told.some((sign) => sign !== told[0])) return 0;
  return told[0]!;
}

/** `NotInfected`, `non-infecté` and `no_parasite` as words: lower case, without accents. */
const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .split(/[^\p{L}]+/u)
    .filter(Boolean);

/** A sign for a known word; 0 if it has an unknown beginning, which may reverse its meaning. */
function meaningOf(word: string): { sign: Sign; isState: boolean } | undefined {
  const found = earliest(word);
  if (!found) return undefined;
  const { at, isState, sign: base } = found;
  let sign: Sign = base;
  const before = word.slice(0, at);
  if (PREFIXES.includes(before)) sign = -sign as Sign;
  else if (!HARMLESS.has(before) && !SUBJECT.test(before)) return { sign: 0, isState };
  if ([...NEGATION_AFTER].some((ending) => word.slice(at).endsWith(ending))) sign = -sign as Sign;
  return { sign, isState };
}

function earliest(word: string): { at: number; sign: Sign; isState: boolean } | undefined {
  for (const [pattern, sign, isState] of [
    [HEALTHY, -1, true],
    [INFECTED, 1, true],
    [SUBJECT, 1, false],
  ] as const) {
    const at = word.search(pattern);
    if (at >= 0) return { at, sign, isState };
  }
  return undefined;
}
