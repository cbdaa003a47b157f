import { failure } from "../../model/failure.ts";

const DAY = 24 * 60 * 60;
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 60 * 60, d: DAY, w: 7 * DAY };
const BYTES: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/** `45s`, `30m`, `12h`, `30d`, `2w`, in milliseconds; `input-invalid` names the flag. `0d` is everything. */
export function parseDuration(text: string, flag: string): number {
  return parse(text, SECONDS, flag, "a number and one of s, m, h, d, w, such as 12h or 30d") * 1000;
}

/** `500MB`, `1.5GiB`, `0`, in bytes; `input-invalid` names the flag. */
export function parseBytes(text: string, flag: string): number {
  if (text.trim() === "0") return 0;
  return Math.floor(parse(text, BYTES, flag, "a number and one of B, kB, MB, GB, TB, KiB, MiB, GiB, TiB, such as 500MB or 2GiB"));
}

function parse(text: string, units: Readonly<Record<string, number>>, flag: string, form: string): number {
  const [, number = "", unit = ""] = /^\s*(\d{1,15}(?:\.\d{1,15})?)\s*([a-z]{1,3})\s*$/i.exec(text) ?? [];
  const factor = Object.hasOwn(units, unit.toLowerCase()) ? units[unit.toLowerCase()] : undefined;
  const amount = factor === undefined ? NaN : Number(number) * factor;
  if (!Number.isFinite(amount) || amount > Number.MAX_SAFE_INTEGER)
    throw failure("input-invalid", `--${flag} is ${JSON.stringify(text.slice(0, 80))}, which is not ${form}.`, `Correct --${flag}.`);
  return amount;
}
