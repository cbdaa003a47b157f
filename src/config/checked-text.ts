import * as z from "zod";

/** Text for which `problem` finds nothing wrong; its sentence becomes the issue's message. */
export function checkedText(problem: (text: string) => string | null): z.ZodString {
  return z.string().superRefine((text, context) => {
    const reason = problem(text);
    if (reason !== null) context.addIssue({ code: "custom", message: reason, input: text });
  });
}
