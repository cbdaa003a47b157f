/*
 * The sections that the built-in templates share. Each begins and ends on a line of its own and leaves an empty line behind it; several
 * empty lines become one.
 */

/** The verdict first, since lists of releases show no more, then which version it is, and what people wrote themselves. */
export const HEAD = `\
{% if verdict %}
**{{ verdict }}**

{% endif %}
{{ kind | capitalize }} version {{ version }} of \`{{ flow }}\`, {% if initial %}the first of its line{% else %}compared with {{ previous.version }}{% endif %}.

{% if own_notes %}
{{ own_notes }}

{% endif %}
`;

/** What changed in the words of flows, or what a first version is made of. */
export const CHANGES = `\
{% if changes.length %}
## What changed in the flow

{% for change in changes %}
- {% if change.breaking %}**Breaking:** {% endif %}{{ change.text }}
{% endfor %}
{% if changes_left_out %}
- … and {{ changes_left_out }} more
{% endif %}

{% elif summary.length %}
## What it is made of

{% for line in summary %}
- {{ line }}
{% endfor %}

{% endif %}
{% if graph %}
<details>
<summary>{% if initial %}Graph{% else %}Graph, with what changed since {{ previous.version }}{% endif %}</summary>

{{ fence }}text
{{ graph }}
{{ fence }}

</details>

{% endif %}
`;

/**
 * Pull requests and the issues they closed, then what was pushed without one; nothing where `ignore` leaves nothing. More than fit on a
 * screen are folded: what a consumer needs stands below.
 */
export const LANDINGS = `\
{% if pull_requests.length %}
## Pull requests

{% if pull_requests.length > 20 %}
<details>
<summary>{{ pull_requests.length + pull_requests_left_out }} pull requests</summary>

{% endif %}
{% for pull in pull_requests %}
- {{ pull.title }} ({% if pull.url %}[#{{ pull.number }}]({{ pull.url }}){% else %}#{{ pull.number }}{% endif %}{% if pull.author_url %}, [{{ pull.author }}]({{ pull.author_url }}){% elif pull.author %}, {{ pull.author }}{% endif %}){% for issue in pull.closes %}{{ ", closes " if loop.first else ", " }}{% if issue.url %}[#{{ issue.number }}]({{ issue.url }}){% else %}#{{ issue.number }}{% endif %}{% if issue.title %} {{ issue.title }}{% endif %}{% endfor %}

{% endfor %}
{% if pull_requests_left_out %}
- … and {{ pull_requests_left_out }} more
{% endif %}
{% if pull_requests.length > 20 %}

</details>
{% endif %}

{% endif %}
{% if direct_commits.length or direct_commits_left_out %}
## {{ "Other commits" if pull_requests.length else "Commits" }}

{% if direct_commits.length > 20 %}
<details>
<summary>{{ direct_commits.length + direct_commits_left_out }} commits</summary>

{% endif %}
{% for commit in direct_commits %}
- {{ commit.title }} ({% if commit.url %}[{{ commit.short }}]({{ commit.url }}){% else %}{{ commit.short }}{% endif %}, {{ commit.author }})
{% endfor %}
{% if direct_commits_left_out %}
- … and {{ direct_commits_left_out }} more
{% endif %}
{% if direct_commits.length > 20 %}

</details>
{% endif %}

{% endif %}
`;

export const CONTRIBUTORS = `\
{% if contributors.length %}
## First contributions

{% for person in contributors %}
- {% if person.url %}[{{ person.name }}]({{ person.url }}){% else %}{{ person.name }}{% endif %}{% if person.pull_request %}, {% if person.pull_request.url %}[#{{ person.pull_request.number }}]({{ person.pull_request.url }}){% else %}#{{ person.pull_request.number }}{% endif %}{% endif %}

{% endfor %}

{% endif %}
`;

export const COMPARISON = `\
{% if compare_url %}
[Compare {{ previous.tag }} with {{ tag }}]({{ compare_url }})

{% endif %}
`;

/** The difference, and what to pin. */
export const END = `\
{% if diff %}
<details>
<summary>Changes in the version file since {{ previous.version }}</summary>

{{ fence }}diff
{{ diff }}
{{ fence }}

</details>

{% endif %}
## Use this version

- Version: \`{{ pin.reference }}\`
- Commit: \`{{ pin.commit }}\`
- File: \`{{ path }}\`
- Digest: \`{{ digest }}\`
{% if files.length %}

<details>
<summary>Other files of this version</summary>

{% for file in files %}
- \`{{ file.path }}\`: \`{{ file.digest }}\`
{% endfor %}
- All files of the version together: \`{{ content_digest }}\`

</details>
{% endif %}
`;
