const MARK = "***";
const SHORTEST = 4;
const BASE64_CHARACTER = /[A-Za-z0-9+/_-]/;

interface Form {
  readonly text: string;
  /** How many base64 characters on either side carry bits of the secret too. */
  readonly before: 0 | 1;
  readonly after: 0 | 1;
}

/**
 * Returns a function that puts `***` in place of every secret, whole or line by line, plain, URL-encoded, JSON-escaped, in
 * hex or base64-encoded (by itself or inside a longer text, as in git's `x-access-token:` header). Secrets below 4 characters
 * are ignored: they would hide half of every text.
 */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const forms = toParts(secrets).flatMap(toForms);
  const unique = [...new Map(forms.map((form) => [`${form.before}${form.after}${form.text}`, form])).values()].sort(
    (a, b) => b.text.length - a.text.length,
  );
  return unique.length === 0
    ? (text) => text
    : (text) =>
        replaceRanges(
          text,
          unique.flatMap((form) => findForm(text, form)),
        );
}

/** The texts that a log's own masking has to know: each secret, each of its lines, and every form of them. */
export function secretForms(secrets: readonly string[]): readonly string[] {
  return [...new Set(toParts(secrets).flatMap((part) => toForms(part).map(({ text }) => text)))];
}

function toParts(secrets: readonly string[]): readonly string[] {
  return [...new Set(secrets.flatMap((secret) => [secret, ...secret.split(/\r\n|\r|\n/), secret.trim()]))].filter(
    (part) => part.trim().length >= SHORTEST,
  );
}

function toForms(secret: string): readonly Form[] {
  const whole = secret.toWellFormed();
  const encoded = encodeURIComponent(whole);
  const strict = encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  const texts = [secret, encoded, strict, JSON.stringify(secret).slice(1, -1)];
  const spellings = texts.flatMap((text) => [
    text,
    text.replaceAll("%20", "+"),
    text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
  ]);
  const hex = Buffer.from(whole).toString("hex");
  const plain = [...spellings, hex, hex.toUpperCase()].map((text): Form => ({ text, before: 0, after: 0 }));
  return [...plain, ...toBase64Forms(whole), ...toBase64Forms(`x-access-token:${whole}`)];
}

/** The base64 characters that depend on the text alone, for each of the three ways it can lie in a longer text. */
function toBase64Forms(text: string): readonly Form[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].flatMap((offset) => {
    const from = Math.ceil((offset * 8) / 6);
    const bits = (offset + bytes.length) * 8;
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes]);
    const before = offset === 0 ? 0 : 1;
    const after = bits % 6 === 0 ? 0 : 1;
    return (["base64", "base64url"] as const).map((encoding): Form => ({
      text: shifted.toString(encoding).slice(from, Math.floor(bits / 6)),
      before,
      after,
    }));
  });
}

type Range = readonly [from: number, to: number];

function findForm(text: string, form: Form): readonly Range[] {
  const found: Range[] = [];
  for (let at = text.indexOf(form.text); at !== -1; at = text.indexOf(form.text, at + 1)) {
    let from = at;
    let to = at + form.text.length;
    if (form.before === 1 && BASE64_CHARACTER.test(text.charAt(from - 1))) from--;
    if (form.after === 1 && BASE64_CHARACTER.test(text.charAt(to))) to++;
    found.push([from, to]);
  }
  return found;
}

/** Overlapping ranges are one, so that no rest of a secret stays between two others. */
function replaceRanges(text: string, ranges: readonly Range[]): string {
  let result = "";
  let end = 0;
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (from >= end) result += text.slice(end, from) + MARK;
    end = Math.max(end, to);
  }
  return result + text.slice(end);
}
