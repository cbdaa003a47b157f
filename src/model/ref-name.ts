interface Rule {
  readonly broken: RegExp;
  readonly reason: string;
}

/** What is wrong with a name, and where it shows first. */
export interface NameProblem {
  readonly reason: string;
  /** Index of the first character at fault. */
  readonly at: number;
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
  { broken: /(?<=^|\/)\./, reason: "it, or a part of it, starts with a dot" },
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
  return firstBroken(name, TAG_RULES)?.reason ?? null;
}

/** Why a flow cannot have this name, or null; nested flows have slashes in their names. */
export function flowNameProblem(name: string): string | null {
  return findFlowNameProblem(name)?.reason ?? null;
}

/** The same, with the place in the name. */
export function findFlowNameProblem(name: string): NameProblem | null {
  return firstBroken(name, FLOW_RULES);
}

/** Why a branch cannot have this name, or null: git's rules only, because the branch is there already. */
export function branchNameProblem(name: string): string | null {
  return findBranchNameProblem(name)?.reason ?? null;
}

/** The same, with the place in the name. */
export function findBranchNameProblem(name: string): NameProblem | null {
  if (name === "HEAD" || name === "@") return { reason: "git reserves it", at: 0 };
  if (name.startsWith("refs/")) return { reason: "it is a full ref name, not a branch name", at: 0 };
  return firstBroken(name, GIT_RULES);
}

/** Names that break no rule, which nearly all are; only the others are looked at rule by rule. */
const PLAIN = /^[A-Za-z0-9_]+(?:[-+./][A-Za-z0-9_]+)*$/;

function firstBroken(name: string, rules: readonly Rule[]): NameProblem | null {
  if (rules === TAG_RULES && name.length <= MAX_LENGTH && PLAIN.test(name) && !name.includes(".lock")) return null;
  if (name.length > MAX_LENGTH) return { reason: `it is longer than ${MAX_LENGTH} characters`, at: MAX_LENGTH };
  for (const { broken, reason } of rules) {
    const at = name.search(broken);
    if (at >= 0) return { reason, at };
  }
  return null;
}
