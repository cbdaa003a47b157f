import { problem, validationFailed, type FieldError } from "./answer.ts";
import type { ErrorAnswer, Moment } from "./faults.ts";

/** GitHub's own words for what can go wrong, as far as they are on record. */

export const secondaryText =
  "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID.";

export const samlText = "Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization.";

/** How the API words what a push is told after GH013. */
export function violationText(violations: readonly string[]): string {
  return `Repository rule violations found\n\n${violations.join("\n\n")}\n\n`;
}

export const invalidTag: FieldError = { resource: "Release", code: "custom", message: "Published releases must have a valid tag" };

export function refusedTag(violations: readonly string[]): FieldError {
  return { resource: "Release", code: "custom", field: "pre_receive", message: `pre_receive ${violationText(violations)}` };
}

export const restrictedTag = refusedTag(["Cannot create ref due to creations being restricted."]);

export const usedTag: FieldError = {
  resource: "Release",
  code: "custom",
  field: "tag_name",
  message: "tag_name was used by an immutable release",
};

export const takenTag: FieldError = { resource: "Release", code: "already_exists", field: "tag_name" };

/** Answers of a server in trouble. Gateways in front of the API do not speak JSON. */
export const troubles: readonly ErrorAnswer[] = [
  problem(500, "Server Error"),
  { status: 502, headers: { "content-type": "text/html" }, body: "<html><body><h1>502 Bad Gateway</h1></body></html>\n" },
  { status: 503, headers: { "content-type": "text/html" }, body: "<html><body>No server is currently available.</body></html>\n" },
  problem(504, "We couldn't respond to your request in time. Sorry about that. Please try resubmitting your request."),
];

/** The hourly budget is spent; it comes back after twenty minutes of the stand-in's clock. */
export function primaryLimit({ now }: Moment): ErrorAnswer {
  const headers = {
    "x-ratelimit-limit": "1000",
    "x-ratelimit-remaining": "0",
    "x-ratelimit-used": "1000",
    "x-ratelimit-reset": String(Math.floor(now.getTime() / 1000) + 1200),
    "x-ratelimit-resource": "core",
  };
  return problem(403, "API rate limit exceeded for installation ID 1.", headers);
}

export function integrationRefusal({ request }: Moment): ErrorAnswer {
  const scope = /\/(?:issues|labels)(?:\/|$)/u.test(request.path) ? "issues" : "contents";
  const accepted = `${scope}=${request.write ? "write" : "read"}`;
  return problem(403, "Resource not accessible by integration", { "x-accepted-github-permissions": accepted });
}

export function samlRefusal({ serverUrl, repository }: Moment): ErrorAnswer {
  const url = `${serverUrl}/orgs/${repository?.owner ?? "octo-org"}/sso?authorization_request=0000`;
  return problem(403, samlText, { "x-github-sso": `required; url=${url}` });
}

/** The answer to a body that is too long, for the noun of the path. */
export function bodyTooLong({ request }: Moment): ErrorAnswer {
  const [resource, most] = request.path.includes("/issues") ? ["Issue", 65_536] : ["Release", 125_000];
  return validationFailed({ resource, code: "custom", field: "body", message: `body is too long (maximum is ${most} characters)` });
}

/** An upload that failed half-way: the asset is there, empty and not usable. */
export function unfinishedUpload({ request, repository }: Moment): ErrorAnswer {
  const id = Number(/\/releases\/(\d+)\/assets$/u.exec(request.path)?.[1]);
  if (repository !== undefined) {
    repository.releases = repository.releases.map((release) => {
      if (release.id !== id) return release;
      const [last, ...others] = [...(release.assets ?? [])].reverse();
      if (last === undefined) return release;
      return { ...release, assets: [...others.reverse(), { ...last, state: "starter", content: Buffer.alloc(0) }] };
    });
  }
  return problem(502, "Server Error");
}
