/** Notes grouped by the type that Conventional Commits give in their subjects. Copy it as the start of your own. */
export const CONVENTIONAL_TEMPLATE = `\
{{ kind | capitalize }} version {{ version }} of \`{{ flow }}\`{% if initial %}, the initial release of its line{% else %}, since {{ previous.version }}{% endif %}.

{% for group in groups %}
## {{ group.title }}

{% for commit in group.commits %}
- {% if commit.scope %}**{{ commit.scope }}{{ "!" if commit.breaking }}:** {% elif commit.breaking %}**!** {% endif %}{{ commit.description }} ({% if commit.url %}[{{ commit.short }}]({{ commit.url }}){% else %}{{ commit.short }}{% endif %}, {{ commit.author }})
{% if commit.breaking_note %}
  - **Breaking:** {{ commit.breaking_note }}
{% endif %}
{% for footer in commit.footers %}
  - {{ footer.token }}: {{ footer.value }}
{% endfor %}
{% endfor %}

{% else %}
No commit touched the flow{% if not initial %} since {{ previous.version }}{% endif %}.

{% endfor %}
{% if commits_left_out %}
… and {{ commits_left_out }} more commits

{% endif %}
{% if compare_url %}
[Compare {{ previous.tag }} with {{ tag }}]({{ compare_url }})

{% endif %}
{% if diff %}
<details>
<summary>Changes in the version file since {{ previous.version }}</summary>

{{ fence }}diff
{{ diff }}
{{ fence }}

</details>

{% endif %}
- File: \`{{ path }}\`
- Digest: \`{{ digest }}\`
`;
