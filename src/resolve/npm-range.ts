/** A range in npm's words, or why it has none. */
export type NpmRange =
  | { readonly kind: "npm"; readonly text: string }
  /** `equivalent` is a range that means the same, or what was most likely meant; null where nobody can tell. */
  | { readonly kind: "refused"; readonly reason: string; readonly equivalent: string | null };

/** A part of a range: its text in npm's words, if there is one, and what keeps it from being taken as it is. */
interface Reading {
  readonly text: string | null;
  readonly problem: string | null;
}

interface Comparator {
  readonly operator: string;
  /** One to three numbers, `x` and `*` among them. */
  readonly numbers: readonly string[];
  /** Prerelease and build metadata, with their `-` and `+`. */
  readonly rest: string;
}

/** Longer ones are none; they would only cost time. */
const LONGEST = 200;

/** An operator, and a version of which parts may be missing. */
const COMPARATOR =
  /^(?<operator>===|==|~=|!=|<>|<=|>=|~>|[<>=^~])?v?(?<numbers>(?:\d+|[xX*])(?:\.(?:\d+|[xX*])){0,2})(?<rest>[-+][0-9A-Za-z.+-]+)?$/;

const OPERATOR_AND_SPACE = /([<>=~^]) +(?=[\dvxX*])/g;

/** Only spaces separate: other white space cannot be told from them, or cannot be seen. */
const HYPHEN = /^[0-9A-Za-z.*+-]+ +- +[0-9A-Za-z.*+-]+$/;

/**
 * A range as npm spells it, of npm's or Poetry's spelling: Poetry separates by commas, may write a single `|`, and reads `==` and
 * `~=` as PEP 440 says (https://peps.python.org/pep-0440/#version-specifiers). Whether the numbers are versions is for semver to say.
 */
export function toNpmRange(text: string): NpmRange {
  if (text.length > LONGEST) return { kind: "refused", reason: `it is longer than ${LONGEST} characters`, equivalent: null };
  const { text: npm, problem } = join(text.split(/ *\|\|? */).map(readAlternative), " || ");
  if (problem !== null) return { kind: "refused", reason: problem, equivalent: npm };
  return { kind: "npm", text: npm ?? "" };
}

function readAlternative(text: string): Reading {
  if (text === "") return { text: "", problem: "there is nothing on one side of ||" };
  if (HYPHEN.test(text)) return { text, problem: null };
  const parts = text.replace(OPERATOR_AND_SPACE, "$1").split(/ *, *| +/);
  const comparators: Comparator[] = [];
  const readings: Reading[] = [];
  for (const part of parts) {
    const comparator = readComparator(part);
    if (comparator !== null && isExclusion(comparator)) comparators.push(comparator);
    else readings.push(comparator === null ? unread(part) : toNpm(comparator));
  }
  const [excluded, ...more] = comparators;
  const { text: others, problem } = join(readings, " ");
  if (excluded === undefined) return { text: others, problem };
  return {
    text: others === null || more.length > 0 ? null : exclude(others, excluded),
    problem: "ranges cannot leave single versions out",
  };
}

function readComparator(text: string): Comparator | null {
  const { operator = "", numbers = "", rest = "" } = COMPARATOR.exec(text)?.groups ?? {};
  return numbers === "" ? null : { operator, numbers: numbers.split("."), rest };
}

function unread(part: string): Reading {
  if (part === "") return { text: "", problem: "there is nothing on one side of a comma" };
  return { text: null, problem: "a part of it is no operator with a version" };
}

function toNpm({ operator, numbers, rest }: Comparator): Reading {
  const written = `${numbers.join(".")}${rest}`;
  const whole = numbers.every((number) => /^\d+$/.test(number));
  switch (operator) {
    case "==":
      // PEP 440 compares 1.2 as 1.2.0; npm's =1.2 is any 1.2.x.
      return { text: whole ? `=${pad(numbers)}${rest}` : written, problem: null };
    case "===":
      return { text: whole ? `=${pad(numbers)}${rest}` : written, problem: "=== compares texts, not versions" };
    case "~=":
      if (!whole) return { text: null, problem: "~= takes no wildcards" };
      if (numbers.length === 1) return { text: `${written}.x`, problem: "~= needs two numbers at least" };
      if (numbers.length === 3) return { text: `~${written}`, problem: null };
      if (rest !== "") return { text: null, problem: "~= with a prerelease needs three numbers" };
      // Below 1.0.0 npm's caret ends with the second number.
      return { text: numbers[0] === "0" ? `>=${pad(numbers)} <1.0.0-0` : `^${written}`, problem: null };
    default:
      return { text: `${operator}${written}`, problem: null };
  }
}

function isExclusion({ operator }: Comparator): boolean {
  return operator === "!=" || operator === "<>";
}

/** `!=1.2.*` leaves out what begins so, `!=1.2` and `!=1.2.0` the one version. */
function exclude(others: string, { numbers, rest }: Comparator): string | null {
  const wildcard = numbers.findIndex((number) => !/^\d+$/.test(number));
  const known = wildcard < 0 ? numbers : numbers.slice(0, wildcard);
  if (known.length === 0) return null;
  const [low, high] =
    wildcard < 0
      ? [`<${pad(known)}${rest}`, `>${pad(known)}${rest}`]
      : [`<${pad(known)}`, `>=${pad([...known.slice(0, -1), String(Number(known.at(-1)) + 1)])}`];
  return [low, high].map((bound) => `${others} ${bound}`.trim()).join(" || ");
}

function pad(numbers: readonly string[]): string {
  return [...numbers, "0", "0"].slice(0, 3).join(".");
}

/** Without what is empty; the first problem speaks for all. */
function join(readings: readonly Reading[], separator: string): Reading {
  const texts = readings.map(({ text }) => text);
  return {
    text: texts.includes(null) ? null : texts.filter((text) => text !== "").join(separator),
    problem: readings.find(({ problem }) => problem !== null)?.problem ?? null,
  };
}
