// Makes api.json, the part of GitHub's API description that the stand-in serves and checks:
//   node test/support/github/trim-api.ts <folder of @octokit/openapi>/generated/api.github.com.json
// The package (MIT licence) is too large to be a dependency of the project: install it in a temporary folder.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isRecord, record } from "./json.ts";

type Fields = Readonly<Record<string, unknown>>;

const repository = "/repos/{owner}/{repo}";

const kept: Readonly<Record<string, readonly string[]>> = {
  "/meta": ["get"],
  "/rate_limit": ["get"],
  [repository]: ["get"],
  [`${repository}/commits/{commit_sha}/pulls`]: ["get"],
  [`${repository}/git/blobs/{file_sha}`]: ["get"],
  [`${repository}/git/matching-refs/{ref}`]: ["get"],
  [`${repository}/git/ref/{ref}`]: ["get"],
  [`${repository}/git/refs`]: ["post"],
  [`${repository}/git/tags`]: ["post"],
  [`${repository}/git/tags/{tag_sha}`]: ["get"],
  [`${repository}/git/trees/{tree_sha}`]: ["get"],
  [`${repository}/immutable-releases`]: ["get"],
  [`${repository}/issues`]: ["get", "post"],
  [`${repository}/issues/{issue_number}`]: ["get", "patch"],
  [`${repository}/issues/comments/{comment_id}`]: ["get", "patch"],
  [`${repository}/issues/{issue_number}/comments`]: ["get", "post"],
  [`${repository}/issues/{issue_number}/labels`]: ["get", "post"],
  [`${repository}/labels`]: ["get", "post"],
  [`${repository}/labels/{name}`]: ["get"],
  [`${repository}/releases`]: ["get", "post"],
  [`${repository}/releases/assets/{asset_id}`]: ["get", "delete"],
  [`${repository}/releases/generate-notes`]: ["post"],
  [`${repository}/releases/latest`]: ["get"],
  [`${repository}/releases/tags/{tag}`]: ["get"],
  [`${repository}/releases/{release_id}`]: ["get", "patch", "delete"],
  [`${repository}/releases/{release_id}/assets`]: ["get", "post"],
  [`${repository}/rulesets`]: ["get"],
  [`${repository}/rulesets/{ruleset_id}`]: ["get"],
};

/** Optional parts that the stand-in never sends and whose schemas would be most of the file. */
const opaque = new Set([
  "code-of-conduct-simple",
  "issue-field-value",
  "nullable-integration",
  "nullable-issue-comment",
  "nullable-repository",
  "nullable-team-simple",
  "repository",
  "security-and-analysis",
  "team",
  "verification",
]);

const prose = new Set(["description", "example", "examples", "title", "summary", "externalDocs", "tags", "deprecated"]);
const extensions = new Set(["x-github", "x-octokit", "x-multi-segment"]);

/** A schema without prose. Names below `properties` are data, whatever they are called. */
function trimSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(trimSchema);
  if (!isRecord(schema)) return schema;
  const fields: [string, unknown][] = [];
  for (const [name, value] of Object.entries(schema)) {
    if (prose.has(name) || extensions.has(name)) continue;
    if (name === "properties" && isRecord(value)) {
      fields.push([name, Object.fromEntries(Object.entries(value).map(([key, part]) => [key, trimSchema(part)]))]);
    } else {
      fields.push([name, trimSchema(value)]);
    }
  }
  return Object.fromEntries(fields);
}

function resolve(api: Fields, value: unknown): Fields {
  const fields = record(value);
  const reference = fields["$ref"];
  if (typeof reference !== "string") return fields;
  return record(
    reference
      .slice(2)
      .split("/")
      .reduce<unknown>((at, name) => record(at)[name], api),
  );
}

function schemaOf(content: unknown): unknown {
  return trimSchema(record(record(record(content)["content"])["application/json"])["schema"]);
}

function trimOperation(api: Fields, operation: Fields): unknown {
  const parameters = Array.isArray(operation["parameters"]) ? operation["parameters"] : [];
  const responses = Object.entries(record(operation["responses"]));
  return {
    operationId: operation["operationId"],
    parameters: parameters.map((parameter: unknown) => {
      const { name, in: place, required, schema } = resolve(api, parameter);
      return { name, in: place, required, schema: trimSchema(schema) };
    }),
    body: operation["requestBody"] === undefined ? undefined : schemaOf(operation["requestBody"]),
    responses: Object.fromEntries(responses.map(([status, response]) => [status, schemaOf(resolve(api, response)) ?? {}])),
  };
}

function referencesIn(value: unknown): readonly string[] {
  const found = JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/gu);
  return [...found].flatMap((match) => match[1] ?? []);
}

/** The description of the upload speaks of assets in the state `starter`, and the schema of assets leaves it out. */
function completed(name: string, schema: unknown): unknown {
  if (name !== "release-asset") return schema;
  const properties = record(record(schema)["properties"]);
  return { ...record(schema), properties: { ...properties, state: { type: "string", enum: ["uploaded", "open", "starter"] } } };
}

function schemasFor(api: Fields, paths: unknown): Fields {
  const all = record(record(api["components"])["schemas"]);
  const needed = new Map<string, unknown>();
  const open = [...referencesIn(paths), "basic-error", "validation-error"];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (needed.has(name)) continue;
    const schema = opaque.has(name) ? {} : completed(name, trimSchema(all[name]));
    needed.set(name, schema);
    open.push(...referencesIn(schema));
  }
  return Object.fromEntries([...needed].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** One line for each operation and schema, so that an update of the file can be read as a diff. */
function renderLines(entries: Fields): string {
  return Object.entries(entries)
    .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
    .join(",\n");
}

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error("Give the path of api.github.com.json as the argument.");
const api = record(JSON.parse(readFileSync(source, "utf8")));
const operations: Record<string, unknown> = {};
for (const [path, methods] of Object.entries(kept)) {
  for (const method of methods) {
    const operation = record(record(record(api["paths"])[path])[method]);
    operations[`${method.toUpperCase()} ${path}`] = trimOperation(api, operation);
  }
}
const version = JSON.stringify(record(api["info"])["version"]);
const schemas = schemasFor(api, operations);
const text = `{\n"version": ${version},\n"operations": {\n${renderLines(operations)}\n},\n"schemas": {\n${renderLines(schemas)}\n}\n}\n`;
writeFileSync(join(import.meta.dirname, "api.json"), text);
process.stdout.write(`${Object.keys(operations).length} operations, ${Object.keys(schemas).length} schemas, ${text.length} characters\n`);
