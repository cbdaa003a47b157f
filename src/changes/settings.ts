import type { GuardConfig } from "../config/guard.ts";
import type { Bump, Level } from "../model/rule.ts";
import { RULES, type RuleId } from "../model/rules.ts";

/** What a rule asks for, and what comes of it, for one flow. */
export type Settings = (id: RuleId) => { readonly level: Level; readonly bump: Bump };

/**
 * Levels and bumps of the flow in this root. The most specific setting wins, level and bump each for itself: the flow's,
 * then the root's, then the registry's, then the catalogue's.
 */
export function settingsFor(guard: Pick<GuardConfig, "rules" | "roots" | "flows">, rootPath: string, flow: string): Settings {
  const layers = [guard.flows.get(flow)?.rules ?? {}, guard.roots.get(rootPath)?.rules ?? {}, guard.rules];
  return (id) => {
    const named = layers.map((layer) => layer[id]);
    return {
      level: named.find((setting) => setting?.level !== undefined)?.level ?? RULES[id].level,
      bump: named.find((setting) => setting?.bump !== undefined)?.bump ?? RULES[id].bump,
    };
  };
}
