import { CHANGES, COMPARISON, CONTRIBUTORS, END, HEAD, LANDINGS } from "./template-parts.ts";

/** Notes whose list of pull requests the forge itself writes, with a comparison at its end; our own list where it could not. */
export const GITHUB_TEMPLATE = `${HEAD}${CHANGES}\
{% if forge_notes %}
{{ forge_notes }}

{% else %}
${LANDINGS}
${CONTRIBUTORS}
${COMPARISON}
{% endif %}
${END}`;
