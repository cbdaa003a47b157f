import { RULE as ALLOWANCE_UNREADABLE } from "./rules/allowance-unreadable.ts";
import { RULE as ALLOWANCE_UNUSED } from "./rules/allowance-unused.ts";
import { RULE as ANYTHING_CHANGED } from "./rules/anything-changed.ts";
import { RULE as CAPABILITY_GAINED } from "./rules/capability-gained.ts";
import { RULE as COMPONENT_ADDED } from "./rules/component-added.ts";
import { RULE as COMPONENT_INPUT_CHANGED } from "./rules/component-input-changed.ts";
import { RULE as COMPONENT_REMOVED } from "./rules/component-removed.ts";
import { RULE as COMPONENT_RENAMED } from "./rules/component-renamed.ts";
import { RULE as COMPONENT_RENAMED_VISIBLY } from "./rules/component-renamed-visibly.ts";
import { RULE as COMPONENT_TYPE_CHANGED } from "./rules/component-type-changed.ts";
import { RULE as DEPENDENCY_CHANGED } from "./rules/dependency-changed.ts";
import { RULE as DEPENDENCY_FLOATING } from "./rules/dependency-floating.ts";
import { RULE as DEPENDENCY_MISSING } from "./rules/dependency-missing.ts";
import { RULE as DESCRIPTION_CHANGED } from "./rules/description-changed.ts";
import { RULE as ENTRY_POINT_CHANGED } from "./rules/entry-point-changed.ts";
import { RULE as ENVIRONMENT_CHANGED } from "./rules/environment-changed.ts";
import { RULE as FRAMEWORK_CHANGED } from "./rules/framework-changed.ts";
import { RULE as INPUT_BECAME_OPTIONAL } from "./rules/input-became-optional.ts";
import { RULE as INPUT_BECAME_REQUIRED } from "./rules/input-became-required.ts";
import { RULE as INPUT_OPTIONAL_ADDED } from "./rules/input-optional-added.ts";
import { RULE as INPUT_REMOVED } from "./rules/input-removed.ts";
import { RULE as INPUT_RENAMED } from "./rules/input-renamed.ts";
import { RULE as INPUT_REQUIRED_ADDED } from "./rules/input-required-added.ts";
import { RULE as INPUT_TYPE_CHANGED } from "./rules/input-type-changed.ts";
import { RULE as MODEL_CHANGED } from "./rules/model-changed.ts";
import { RULE as NOT_COMPARED } from "./rules/not-compared.ts";
import { RULE as OUTPUT_ADDED } from "./rules/output-added.ts";
import { RULE as OUTPUT_CHANGED } from "./rules/output-changed.ts";
import { RULE as OUTPUT_REMOVED } from "./rules/output-removed.ts";
import { RULE as OUTPUT_RENAMED } from "./rules/output-renamed.ts";
import { RULE as PERMISSION_ADDED } from "./rules/permission-added.ts";
import { RULE as PERMISSION_REMOVED } from "./rules/permission-removed.ts";
import { RULE as PROMPT_ADDED } from "./rules/prompt-added.ts";
import { RULE as PROMPT_REMOVED } from "./rules/prompt-removed.ts";
import { RULE as PROMPT_TEXT_CHANGED } from "./rules/prompt-text-changed.ts";
import { RULE as PROMPT_VERSION_BEYOND } from "./rules/prompt-version-beyond.ts";
import { RULE as PROMPT_VERSION_WITHIN } from "./rules/prompt-version-within.ts";
import { RULE as PUBLISHED_DELETED } from "./rules/published-deleted.ts";
import { RULE as PUBLISHED_EDITED } from "./rules/published-edited.ts";
import { RULE as PUBLISHED_REFORMATTED } from "./rules/published-reformatted.ts";
import { RULE as PUBLISHED_RENAMED } from "./rules/published-renamed.ts";
import { RULE as ROUTE_ADDED } from "./rules/route-added.ts";
import { RULE as ROUTE_CHANGED } from "./rules/route-changed.ts";
import { RULE as ROUTE_REMOVED } from "./rules/route-removed.ts";
import { RULE as SCHEMA_CHANGED } from "./rules/schema-changed.ts";
import { RULE as SCHEMA_MISMATCH } from "./rules/schema-mismatch.ts";
import { RULE as SCHEMA_NARROWED } from "./rules/schema-narrowed.ts";
import { RULE as SCHEMA_UNREADABLE } from "./rules/schema-unreadable.ts";
import { RULE as SCHEMA_VERSION_BEYOND } from "./rules/schema-version-beyond.ts";
import { RULE as SCHEMA_VERSION_WITHIN } from "./rules/schema-version-within.ts";
import { RULE as SCHEMA_WIDENED } from "./rules/schema-widened.ts";
import { RULE as SETTING_CHANGED } from "./rules/setting-changed.ts";
import { RULE as TOOL_ADDED } from "./rules/tool-added.ts";
import { RULE as TOOL_OPTIONS_CHANGED } from "./rules/tool-options-changed.ts";
import { RULE as TOOL_REMOVED } from "./rules/tool-removed.ts";
import { RULE as VARIANT_WITHOUT_BASE } from "./rules/variant-without-base.ts";
import { RULE as VERSION_BACKWARDS } from "./rules/version-backwards.ts";
import { RULE as VERSION_SKIPPED } from "./rules/version-skipped.ts";
import { RULE as VERSION_WITHOUT_START } from "./rules/version-without-start.ts";
import { RULE as YAML_AMBIGUOUS } from "./rules/yaml-ambiguous.ts";
import type { Rule } from "./rule.ts";

/** The catalogue of rules, in the order of docs/rules.md; pure data. */
export const RULES = {
  "framework-changed": FRAMEWORK_CHANGED,
  "environment-changed": ENVIRONMENT_CHANGED,
  "entry-point-changed": ENTRY_POINT_CHANGED,
  "input-required-added": INPUT_REQUIRED_ADDED,
  "input-optional-added": INPUT_OPTIONAL_ADDED,
  "input-removed": INPUT_REMOVED,
  "input-renamed": INPUT_RENAMED,
  "input-type-changed": INPUT_TYPE_CHANGED,
  "input-became-required": INPUT_BECAME_REQUIRED,
  "input-became-optional": INPUT_BECAME_OPTIONAL,
  "output-added": OUTPUT_ADDED,
  "output-removed": OUTPUT_REMOVED,
  "output-renamed": OUTPUT_RENAMED,
  "output-changed": OUTPUT_CHANGED,
  "component-added": COMPONENT_ADDED,
  "component-removed": COMPONENT_REMOVED,
  "component-renamed": COMPONENT_RENAMED,
  "component-renamed-visibly": COMPONENT_RENAMED_VISIBLY,
  "component-type-changed": COMPONENT_TYPE_CHANGED,
  "component-input-changed": COMPONENT_INPUT_CHANGED,
  "tool-added": TOOL_ADDED,
  "tool-removed": TOOL_REMOVED,
  "tool-options-changed": TOOL_OPTIONS_CHANGED,
  "permission-added": PERMISSION_ADDED,
  "permission-removed": PERMISSION_REMOVED,
  "route-added": ROUTE_ADDED,
  "route-removed": ROUTE_REMOVED,
  "route-changed": ROUTE_CHANGED,
  "prompt-added": PROMPT_ADDED,
  "prompt-removed": PROMPT_REMOVED,
  "prompt-text-changed": PROMPT_TEXT_CHANGED,
  "prompt-version-within": PROMPT_VERSION_WITHIN,
  "prompt-version-beyond": PROMPT_VERSION_BEYOND,
  "schema-narrowed": SCHEMA_NARROWED,
  "schema-widened": SCHEMA_WIDENED,
  "schema-changed": SCHEMA_CHANGED,
  "schema-version-within": SCHEMA_VERSION_WITHIN,
  "schema-version-beyond": SCHEMA_VERSION_BEYOND,
  "dependency-changed": DEPENDENCY_CHANGED,
  "model-changed": MODEL_CHANGED,
  "description-changed": DESCRIPTION_CHANGED,
  "setting-changed": SETTING_CHANGED,
  "anything-changed": ANYTHING_CHANGED,
  "capability-gained": CAPABILITY_GAINED,
  "published-edited": PUBLISHED_EDITED,
  "published-reformatted": PUBLISHED_REFORMATTED,
  "published-renamed": PUBLISHED_RENAMED,
  "published-deleted": PUBLISHED_DELETED,
  "version-skipped": VERSION_SKIPPED,
  "version-backwards": VERSION_BACKWARDS,
  "version-without-start": VERSION_WITHOUT_START,
  "variant-without-base": VARIANT_WITHOUT_BASE,
  "allowance-unused": ALLOWANCE_UNUSED,
  "allowance-unreadable": ALLOWANCE_UNREADABLE,
  "schema-mismatch": SCHEMA_MISMATCH,
  "schema-unreadable": SCHEMA_UNREADABLE,
  "yaml-ambiguous": YAML_AMBIGUOUS,
  "dependency-floating": DEPENDENCY_FLOATING,
  "dependency-missing": DEPENDENCY_MISSING,
  "not-compared": NOT_COMPARED,
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof RULES;

export const RULE_IDS: readonly RuleId[] = Object.keys(RULES).filter(isRuleId);

/** The page made of the catalogue, for people who have no clone. */
export const RULES_DOCS_URL = "https://github.com/flow-tagbot/flow-tagbot/blob/main/docs/rules.md";

export function isRuleId(text: string): text is RuleId {
  return Object.hasOwn(RULES, text);
}

/** Where a rule is explained, as an address. */
export function ruleDocsUrl(id: RuleId): string {
  return `${RULES_DOCS_URL}#${id}`;
}
