import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Refs that the server refuses. `pre-receive` refuses the whole push, as rulesets and push policies do; `update` only the refs that match.
 * `refs` are full names in which `*` stands for anything; `text` is what the hook prints for the person who pushes.
 */
export type RefRule = {
  readonly hook: "pre-receive" | "update";
  readonly refs: readonly string[];
  readonly text: string;
  /** A push of fewer refs than this passes; only for `pre-receive`. */
  readonly fromRefs?: number;
};

export function isRefused(rule: RefRule, ref: string): boolean {
  return rule.refs.some((pattern) => toRegExp(pattern).test(ref));
}

function toRegExp(pattern: string): RegExp {
  return new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, "\\$&"))
      .join(".*")}$`,
    "u",
  );
}

function toShellPattern(pattern: string): string {
  return pattern
    .split("*")
    .map((part) => `'${part.replaceAll("'", `'\\''`)}'`)
    .join("*");
}

/** Writes the rules as the repository's own hooks, in place of any that were there. */
export function writeHooks(bareRepository: string, rules: readonly RefRule[]): void {
  const folder = join(bareRepository, "hooks");
  mkdirSync(folder, { recursive: true });
  for (const hook of ["pre-receive", "update"] as const) {
    const file = join(folder, hook);
    const own = rules.filter((rule) => rule.hook === hook);
    if (own.length === 0) {
      rmSync(file, { force: true });
      continue;
    }
    for (const [index, rule] of own.entries()) writeFileSync(`${file}.text-${index}`, rule.text);
    writeFileSync(file, hook === "update" ? renderUpdate(own) : renderPreReceive(own));
    chmodSync(file, 0o755);
  }
}

function renderUpdate(rules: readonly RefRule[]): string {
  const tests = rules.map((rule, index) => `case "$1" in ${shellPatterns(rule)}) cat "$0.text-${index}" >&2; exit 1;; esac`);
  return ["#!/bin/sh", ...tests, ""].join("\n");
}

function renderPreReceive(rules: readonly RefRule[]): string {
  const tests = rules.flatMap((rule, index) => [
    `hit=0; count=0`,
    `while read -r old new ref; do count=$((count + 1)); case "$ref" in ${shellPatterns(rule)}) hit=1;; esac; done <<END`,
    `$refs`,
    `END`,
    `if [ $hit = 1 ] && [ $count -ge ${rule.fromRefs ?? 1} ]; then cat "$0.text-${index}" >&2; exit 1; fi`,
  ]);
  return ["#!/bin/sh", `refs=$(cat)`, ...tests, ""].join("\n");
}

function shellPatterns(rule: RefRule): string {
  return rule.refs.map(toShellPattern).join("|");
}
