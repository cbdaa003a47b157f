import * as z from "zod/mini";
import type { TagRule } from "../../model/tag-rule.ts";
import type { Client, Place } from "./client.ts";
import { githubFailure } from "./failures.ts";
import { parseAnswer } from "./parse-answer.ts";

const SHORT = z.object({ id: z.int(), enforcement: z.string(), target: z.optional(z.string()) });
const LIST = z.array(SHORT);
const RULESET = z.object({
  name: z.string(),
  conditions: z.nullish(
    z.object({ ref_name: z.optional(z.object({ include: z.optional(z.array(z.string())), exclude: z.optional(z.array(z.string())) })) }),
  ),
  rules: z.optional(z.array(z.looseObject({ type: z.string() }))),
  current_user_can_bypass: z.optional(z.string()),
  _links: z.optional(z.object({ html: z.nullish(z.object({ href: z.string() })) })),
});
const NAME_RULE = z.object({
  operator: z.enum(["starts_with", "ends_with", "contains", "regex"]),
  pattern: z.string(),
  negate: z.optional(z.boolean()),
});

type Ruleset = z.infer<typeof RULESET>;

const PER_PAGE = 100;

/** The active rules, the organisation's among them, that decide which tags may be made; null where they cannot be read. */
export async function readTagRules(client: Client, place: Place): Promise<readonly TagRule[] | null> {
  try {
    const rules: TagRule[] = [];
    for (const id of await readActive(client, place)) {
      const { data } = await client.rest.repos.getRepoRuleset({ ...place, ruleset_id: id, includes_parents: true });
      rules.push(...toTagRules(parseAnswer(RULESET, data, "about rulesets")));
    }
    return rules;
  } catch (error) {
    const found = githubFailure("The rules about tags could not be read", error);
    if (found.code === "forge-denied" || found.code === "forge-sso") return null;
    throw found;
  }
}

async function readActive(client: Client, place: Place): Promise<readonly number[]> {
  const ids: number[] = [];
  for (let page = 1; ; page += 1) {
    const query = { ...place, targets: "tag", includes_parents: true, per_page: PER_PAGE, page };
    const { data } = await client.rest.repos.getRepoRulesets(query);
    const listed = parseAnswer(LIST, data, "about rulesets");
    ids.push(...listed.filter(({ target, enforcement }) => target === "tag" && enforcement === "active").map(({ id }) => id));
    if (listed.length < PER_PAGE) return ids;
  }
}

function toTagRules({ name, conditions, rules = [], current_user_can_bypass: bypass, _links: links }: Ruleset): readonly TagRule[] {
  const common = {
    ruleset: name,
    url: links?.html?.href ?? null,
    include: conditions?.ref_name?.include ?? [],
    exclude: conditions?.ref_name?.exclude ?? [],
    // "pull_requests_only" is of no use to a tag.
    bypass: bypass === undefined ? null : bypass === "always" || bypass === "exempt",
  };
  return rules.flatMap((rule): readonly TagRule[] => {
    if (rule.type === "creation") return [{ ...common, rule: { type: "creation" } }];
    if (rule.type !== "tag_name_pattern") return [];
    const name = NAME_RULE.safeParse(rule["parameters"]);
    // An operator of a later time: the push will tell.
    if (!name.success) return [];
    const { operator, pattern, negate } = name.data;
    return [{ ...common, rule: { type: "name", operator, pattern, negate: negate ?? false } }];
  });
}
