/** What a route answers, before it becomes HTTP. */
export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

/** One entry of `errors` in a "Validation Failed" answer. */
export type FieldError = { readonly resource: string; readonly code: string; readonly field?: string; readonly message?: string };

const documentation = "https://docs.github.com/rest";

export function problem(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers, body: { message, documentation_url: documentation, status: String(status) } };
}

export function validationFailed(...errors: readonly FieldError[]): Answer {
  return { status: 422, body: { message: "Validation Failed", errors, documentation_url: documentation, status: "422" } };
}

/** The error for a text of more characters than GitHub stores, or nothing. Characters are code points. */
export function tooLong(resource: string, field: string, text: string | null | undefined, most: number): readonly FieldError[] {
  if (typeof text !== "string" || text.length <= most || Array.from(text).length <= most) return [];
  return [{ resource, code: "custom", field, message: `${field} is too long (maximum is ${most} characters)` }];
}

export const notFound: Answer = problem(404, "Not Found");
