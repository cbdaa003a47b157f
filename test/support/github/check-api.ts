import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { findOperation, schemas, type Operation, type Parameter } from "./api-description.ts";
import { listOf, record } from "./json.ts";
import { apiVersions, toJsonSchema, type ApiVersion } from "./json-schema.ts";

/** Both checks return what is wrong, one sentence each; an empty list means that GitHub's description allows it. */
export type ApiCheck = {
  readonly checkRequest: (method: string, path: string, query: URLSearchParams, body: unknown) => readonly string[];
  readonly checkResponse: (method: string, path: string, status: number, body: unknown) => readonly string[];
};

function newAjv(version: ApiVersion, coerceTypes: boolean): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false, coerceTypes });
  formats.default(ajv);
  const components = Object.entries(schemas).map(([name, schema]) => [name, toJsonSchema(schema, version)]);
  ajv.addSchema({ $id: "github", schemas: record(Object.fromEntries(components)) });
  return ajv;
}

function createCheck(version: ApiVersion): ApiCheck {
  const plain = newAjv(version, false);
  const coercing = newAjv(version, true);
  const compiled = new Map<string, ValidateFunction>();

  function errorsIn(ajv: Ajv, key: string, schema: () => unknown, value: unknown): readonly string[] {
    const validate = compiled.get(key) ?? ajv.compile(record(toJsonSchema(schema(), version)));
    compiled.set(key, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => {
      const extra = "additionalProperty" in error.params ? ` (${String(error.params["additionalProperty"])})` : "";
      return `${key}: ${error.instancePath} ${error.message ?? error.keyword}${extra}`;
    });
  }

  function checkRequest(method: string, path: string, query: URLSearchParams, body: unknown): readonly string[] {
    const found = findOperation(method, path);
    if (found === undefined) return [`${method} ${path}: not in the API description`];
    const { operation, params } = found;
    const wrong = [
      ...errorsIn(coercing, `${operation.id} path`, () => parameterSchema(operation.parameters, "path"), { ...params }),
      ...errorsIn(coercing, `${operation.id} query`, () => parameterSchema(operation.parameters, "query"), Object.fromEntries(query)),
    ];
    if (operation.body === undefined) {
      return body === undefined ? wrong : [...wrong, `${operation.id}: takes no body`];
    }
    return [...wrong, ...errorsIn(plain, `${operation.id} body`, () => closed(operation.body), body ?? {})];
  }

  function checkResponse(method: string, path: string, status: number, body: unknown): readonly string[] {
    const operation = findOperation(method, path)?.operation;
    const { schema, problem } = responseSchema(operation, status, body);
    if (problem !== undefined) return [`${method} ${path}: ${problem}`];
    if (schema === undefined) return [];
    return errorsIn(plain, `${operation?.id ?? "unknown"} ${status}`, () => schema, body);
  }

  return { checkRequest, checkResponse };
}

/** Names that the description does not list are refused: they are nearly always a misspelling. */
function closed(body: unknown): unknown {
  const choices = listOf(record(body), "oneOf");
  if (choices !== undefined) return { ...record(body), oneOf: choices.map(closed) };
  return { ...record(body), additionalProperties: false };
}

function parameterSchema(parameters: readonly Parameter[], place: string): unknown {
  const here = parameters.filter((parameter) => parameter.place === place);
  return {
    type: "object",
    properties: Object.fromEntries(here.map((parameter) => [parameter.name, parameter.schema])),
    required: here.filter((parameter) => parameter.required).map((parameter) => parameter.name),
    additionalProperties: false,
  };
}

type Expected = { readonly schema?: unknown; readonly problem?: string };

/** Errors that any operation may answer are not repeated in the description of each: they have the general shape. */
function responseSchema(operation: Operation | undefined, status: number, body: unknown): Expected {
  const described = operation?.responses[String(status)];
  if (status === 204 || status === 304) return body === undefined ? {} : { problem: `a body with status ${status}` };
  if (described !== undefined && status < 400) return { schema: described };
  if (status < 400) return { problem: `status ${status} is not described` };
  const name = status === 422 && "errors" in record(body) ? "validation-error" : "basic-error";
  return { schema: { allOf: [{ $ref: `#/components/schemas/${name}` }, { type: "object", required: ["message", "documentation_url"] }] } };
}

const checks = new Map<ApiVersion, ApiCheck>();

/** Checks requests and responses against GitHub's published API description. Schemas are compiled when first needed. */
export function apiCheck(version: ApiVersion = apiVersions[0]): ApiCheck {
  const check = checks.get(version) ?? createCheck(version);
  checks.set(version, check);
  return check;
}

export const { checkRequest, checkResponse } = apiCheck();
