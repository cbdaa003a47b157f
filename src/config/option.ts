/**
 * Where an option can be given: a key of the configuration file, an input of the action, a flag of the command, or, for
 * what nobody else may see, an environment variable of the command (`ssh-key` as `FLOW_TAGBOT_SSH_KEY`).
 */
export type Place = "config" | "input" | "flag" | "environment";

export type OptionKind = "text" | "list" | "choice" | "number" | "switch";

export interface Option {
  readonly name: string;
  /** The key that the option sets where the configuration file spells it differently. */
  readonly key?: string;
  readonly places: readonly Place[];
  readonly kind: OptionKind;
  /** What stands for the value in help and tables. */
  readonly placeholder: string;
  readonly choices?: readonly string[];
  /** What holds when nothing is given, as text; null: nothing. */
  readonly default: string | null;
  /** Completes "write …": what a good value is. */
  readonly accepts: string;
  readonly example: string;
  /** One paragraph of Markdown. */
  readonly description: string;
}

/** The flag as command-line parsers and help want it: `--tag <template>`, `--draft`. */
export function flagText({ name, kind, placeholder }: Option): string {
  return kind === "switch" ? `--${name}` : `--${name} <${placeholder}>`;
}

/** The environment variable of the command that stands for an option. */
export function variableName(name: string): string {
  return `FLOW_TAGBOT_${name.toUpperCase().replaceAll("-", "_")}`;
}
