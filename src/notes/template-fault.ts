import { Failure } from "../model/failure.ts";

/** What is wrong with a template, and where: `line` counts from 1, null where it is not known. */
export class TemplateFault extends Error {
  override readonly name = "TemplateFault";
  readonly template: string;
  readonly line: number | null;

  constructor(template: string, line: number | null, message: string) {
    super(message);
    this.template = template;
    this.line = line;
  }
}

/** The failure that stops a release before anything is written. */
export function templateFailure(fault: TemplateFault): Failure {
  const place = fault.line === null ? "the template" : `line ${fault.line} of the template`;
  return new Failure(
    [
      {
        code: "template-invalid",
        severity: "error",
        path: fault.template,
        line: fault.line,
        message: fault.message,
        fix: `Correct ${place} (its language: https://mozilla.github.io/nunjucks/templating.html), then try it with \`flow-tagbot notes <flow>@<version>\`.`,
      },
    ],
    fault,
  );
}

/** Also for errors from inside a `node:vm` context, which are no instances of our Error. */
function messageOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error);
}

/** An error of the engine in plain words; engine messages start with the name of one of its functions. */
export function plainWords(error: unknown): string {
  const message = messageOf(error);
  if (/Maximum call stack/u.test(message)) return "it nests too deep, or a macro or an include calls itself without end";
  if (/Invalid (?:string|array) length/u.test(message)) return "a value grows too large";
  const text = message.replace(
    /^(?:Template render error: )?(?:\w*Error: )*(?:(?:parse\w+|compile\w*|assertType|advanceAfterBlockEnd): )?/u,
    "",
  );
  return text.split("\n").at(0)?.trim() ?? "";
}
