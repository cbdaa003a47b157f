import { CONFIGURATION } from "./catalogue/configuration.ts";
import { CACHE, LOCK, REFERENCES, REGISTRIES } from "./catalogue/consumer.ts";
import type { Explanation, Explanations } from "./catalogue/explanation.ts";
import { GIT } from "./catalogue/git.ts";
import { GITHUB } from "./catalogue/github.ts";
import { SIGNING, SSH } from "./catalogue/keys.ts";
import { INDEX, ISSUE, NOTES, OTHER, PLAN } from "./catalogue/others.ts";
import { PUSHING } from "./catalogue/pushing.ts";
import { REGISTRY } from "./catalogue/registry.ts";
import { TAGS } from "./catalogue/tags.ts";
import type { Code } from "./codes.ts";

/** What every code means and what to do. Apart from the codes, which every run loads, because these texts are many. */
export const CATALOGUE: Readonly<Record<Code, Explanation>> = {
  ...CONFIGURATION,
  ...REGISTRY,
  ...TAGS,
  ...PUSHING,
  ...SSH,
  ...SIGNING,
  ...GITHUB,
  ...ISSUE,
  ...NOTES,
  ...PLAN,
  ...INDEX,
  ...REFERENCES,
  ...REGISTRIES,
  ...CACHE,
  ...LOCK,
  ...GIT,
  ...OTHER,
};

interface Topic {
  readonly title: string;
  readonly explanations: Explanations;
}

/** The catalogue as it is documented: every code is in one topic. */
export const TOPICS: readonly Topic[] = [
  { title: "Configuration", explanations: CONFIGURATION },
  { title: "Registry", explanations: REGISTRY },
  { title: "Tags", explanations: TAGS },
  { title: "Pushing", explanations: PUSHING },
  { title: "SSH", explanations: SSH },
  { title: "Signing", explanations: SIGNING },
  { title: "GitHub", explanations: GITHUB },
  { title: "Issue", explanations: ISSUE },
  { title: "Notes", explanations: NOTES },
  { title: "Plan", explanations: PLAN },
  { title: "Index", explanations: INDEX },
  { title: "References", explanations: REFERENCES },
  { title: "Registries", explanations: REGISTRIES },
  { title: "Cache", explanations: CACHE },
  { title: "Lockfile", explanations: LOCK },
  { title: "Git", explanations: GIT },
  { title: "Other", explanations: OTHER },
];
