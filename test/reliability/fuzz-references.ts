import { Failure } from "../../src/model/failure.ts";
import { INVISIBLE } from "../../src/model/invisible.ts";
import { parseReference } from "../../src/resolve/parse-reference.ts";
import { renderReference } from "../../src/resolve/render-reference.ts";

/** What became of the inputs; anything else that is thrown, and a reference that does not survive being written, ends the run. */
export interface Fuzzed {
  readonly references: number;
  readonly failures: number;
}

/** Pieces that references are made of, and what comes near to them or breaks parsers. */
const PIECES = [
  ...Array.from("aZ0._-/@#~^:?*[]{}()<>=!|,;'\"\\$&%+ \t\n\r\u0000\u001b\u007f\u0085"),
  ...Array.from("éß日😀\u00a0\u200b\u202e\u2028\ud800\udc00\ufeff\ue000"),
  ...[
    "qa-bot",
    "chat/agent",
    "team",
    "owner/repo",
    "git.example/a/b",
    "[::1]:80/a/b",
    "127.0.0.1:1/a/b",
    "https://",
    "git@git.example:a/b",
  ],
  ...["1", "1.2", "1.2.3", "v1.2.3", "1.x", "01.2.3", "1.0.0-1", "2.0.0-orbit", "-rc.1", "+b.1", "99999999999999999999", "1e9", "-0"],
  ...["^", "~=", "==", "===", "!=", ">=", "<=", "~>", "||", " - ", " || ", ", ", "latest", "*", ".*", ".x"],
  ...[
    "abc1234",
    "0123456789abcdef0123456789abcdef01234567",
    "refs/heads/",
    "refs/tags/",
    "HEAD",
    "@{",
    "..",
    ".lock",
    "./",
    "C:\\",
    "main",
  ],
  ...[
    "__proto__",
    "constructor",
    "%00",
    "${x}",
    "$(x)",
    "a".repeat(201),
    " ".repeat(300),
    "1.".repeat(150),
    "1||".repeat(90),
    "\\".repeat(250),
  ],
];

/** Numbers from 0 up to and without 1, the same for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One hostile text: mostly of a few pieces, often with the marks where they belong, sometimes huge. */
function makeInput(random: () => number): string {
  const pieces = (most: number): string =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, () => PIECES[Math.floor(random() * PIECES.length)] ?? "").join("");
  const shape = random();
  if (shape < 0.45) return pieces(6);
  if (shape < 0.6) return `qa#${pieces(4)}`;
  if (shape < 0.75) return `${pieces(1)}qa@${pieces(2)}${random() < 0.5 ? `#${pieces(3)}` : ""}`;
  if (shape < 0.9) return `qa#${["^", ">=", "~=", "!=", "=="][Math.floor(random() * 5)] ?? ""}1${pieces(4)}`;
  return shape < 0.9999 ? pieces(30) : pieces(3).repeat(5000);
}

/** Parses so many texts. Throws, with the text, at the first one that is neither a reference nor one of the two failures. */
export function fuzzReferences(count: number, seed: number): Fuzzed {
  const random = createRandom(seed);
  const files = (): boolean => false;
  let references = 0;
  for (let index = 0; index < count; index += 1) {
    const input = makeInput(random);
    const written = readAndRender(input, files);
    if (written === null) continue;
    references += 1;
    if (readAndRender(written, files) !== written)
      throw new Error(`${JSON.stringify(input)} is written as ${JSON.stringify(written)}, which is something else`);
  }
  return { references, failures: count - references };
}

/** Null for what is refused as it should be. */
function readAndRender(input: string, exists: () => boolean): string | null {
  try {
    return renderReference(parseReference(input, exists));
  } catch (error) {
    if (error instanceof Failure && isOrderly(error)) return null;
    throw new Error(`${JSON.stringify(input.slice(0, 300))} ended otherwise`, { cause: error });
  }
}

function isOrderly({ code, message, problems }: Failure): boolean {
  const known = code === "reference-invalid" || code === "range-unsupported";
  const [{ fix }, ...more] = problems;
  return known && more.length === 0 && message.length < 300 && /column \d+: /.test(message) && !INVISIBLE.test(message + fix);
}

if (import.meta.main) {
  const [count = "1000000", seed = "1"] = process.argv.slice(2);
  const start = performance.now();
  const { references, failures } = fuzzReferences(Number(count), Number(seed));
  const seconds = (performance.now() - start) / 1000;
  process.stdout.write(`${count} inputs: ${references} references, ${failures} refused, nothing else; ${seconds.toFixed(1)} s\n`);
}
