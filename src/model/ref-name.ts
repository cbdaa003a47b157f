interface Rule {
  readonly broken: RegExp;
  readonly reason: string;
}

const MAX_LENGTH = 200;

/** https://git-scm.com/docs/git-check-ref-format, for the part after `refs/tags/` or `refs/heads/`. */
const GIT_RULES: readonly Rule[] = [
  { broken: /^$/, reason: "it is empty" },
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  { broken: /[\u0000-\u001f\u007f]/, reason: "it contains a control character" },
  { broken: / /, reason: "it contains a space" },
  { broken: /[~^:?*[\\]/, reason: "it contains one of ~ ^ : ? * [ \\" },
  { broken: /@\{/, reason: "it contains @{" },
  { broken: /\.\./, reason: "it contains two dots in a row" },
  { broken: /^\/|\/$|\/\//, reason: "it has an empty part before, between or after slashes" },
  { broken: /(^|\/)\./, reason: "it, or a part of it, starts with a dot" },
  { broken: /\.lock(\/|$)/, reason: "it, or a part of it, ends with .lock" },
  { broken: /\.(\/|$)/, reason: "it, or a part of it, ends with a dot" },
  // Git takes these, but commands read them as options.
  { broken: /^-/, reason: "it starts with a hyphen" },
];

const TAG_RULES: readonly Rule[] = [
  ...GIT_RULES,
  { broken: /[^A-Za-z0-9._+/-]/, reason: "it contains a character other than ASCII letters, digits and . _ + - /" },
];

const FLOW_RULES: readonly Rule[] = [
  ...GIT_RULES,
  { broken: /[^A-Za-z0-9._/-]/, reason: "it contains a character other than ASCII letters, digits and . _ - /" },
];

/** Why a tag cannot have this name, or null. Stricter than git: what shells and URLs would have to quote is refused too. */
export function refNameProblem(name: string): string | null {
  return firstBroken(name, TAG_RULES);
}

/** Why a flow cannot have this name, or null; nested flows have slashes in their names. */
export function flowNameProblem(name: string): string | null {
  return firstBroken(name, FLOW_RULES);
}

/** Why a branch cannot have this name, or null: git's rules only, because the branch is there already. */
export function branchNameProblem(name: string): string | null {
  if (name === "HEAD" || name === "@") return "git reserves it";
  if (name.startsWith("refs/")) return "it is a full ref name, not a branch name";
  return firstBroken(name, GIT_RULES);
}

/** Names that break no rule, which nearly all are; only the others are looked at rule by rule. */
const PLAIN = /^[A-Za-z0-9_]+(?:[-+./][A-Za-z0-9_]+)*$/;

function firstBroken(name: string, rules: readonly Rule[]): string | null {
  if (rules === TAG_RULES && name.length <= MAX_LENGTH && PLAIN.test(name) && !name.includes(".lock")) return null;
  if (name.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`;
  return rules.find(({ broken }) => broken.test(name))?.reason ?? null;
}
