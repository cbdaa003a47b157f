import { CHANGES, COMPARISON, CONTRIBUTORS, END, HEAD } from "./template-parts.ts";

/** Notes grouped by the type that Conventional Commits give in their subjects, or in the titles of the pull requests that merges name. */
export const CONVENTIONAL_TEMPLATE = `${HEAD}\
{% for group in groups %}
## {{ group.title }}

{% for commit in group.commits %}
- {% if commit.scope %}**{{ commit.scope }}{{ "!" if commit.breaking }}:** {% elif commit.breaking %}**!** {% endif %}{{ commit.description }} ({% for pull in commit.pull_requests %}{% if pull.url %}[#{{ pull.number }}]({{ pull.url }}){% else %}#{{ pull.number }}{% endif %}, {% endfor %}{% if commit.url %}[{{ commit.short }}]({{ commit.url }}){% else %}{{ commit.short }}{% endif %}, {{ commit.author }})
{% if commit.breaking_note %}
  - **Breaking:** {{ commit.breaking_note }}
{% endif %}
{% for footer in commit.footers %}
  - {{ footer.token }}: {{ footer.value }}
{% endfor %}
{% endfor %}

{% endfor %}
{% if commits_left_out %}
… and {{ commits_left_out }} more commit{{ "s" if commits_left_out != 1 }}

{% endif %}
${CHANGES}${CONTRIBUTORS}${COMPARISON}${END}`;
