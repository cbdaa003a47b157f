/** The notes that every release gets unless a template is configured. Copy it as the start of your own. */
export const DEFAULT_TEMPLATE = `\
{{ kind | capitalize }} version {{ version }} of \`{{ flow }}\`{% if initial %}, the initial release of its line{% else %}, since {{ previous.version }}{% endif %}.

## Commits

{% for commit in commits %}
- {{ commit.title }} ({% if commit.url %}[{{ commit.short }}]({{ commit.url }}){% else %}{{ commit.short }}{% endif %}, {{ commit.author }})
{% else %}
No commit touched the flow{% if not initial %} since {{ previous.version }}{% endif %}.

{% endfor %}
{% if commits_left_out %}
- … and {{ commits_left_out }} more
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
