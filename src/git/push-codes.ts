import type { Code } from "../model/codes.ts";

const PUSH_CODES: Partial<Readonly<Record<Code, Code>>> = {
  "git-auth": "push-denied",
  "push-denied": "push-denied",
  "push-sso": "push-sso",
  "ssh-key-invalid": "ssh-key-invalid",
  "ssh-key-refused": "ssh-key-refused",
  "ssh-host-unknown": "ssh-host-unknown",
};

/** What a failed connection means for a push, where it ends every push alike until a person acts; null: it may pass. */
export function toPushCode(code: Code): Code | null {
  return PUSH_CODES[code] ?? null;
}
