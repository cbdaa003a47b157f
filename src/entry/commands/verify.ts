import { renderVerification } from "../../output/verify-text.ts";
import { verify as verifyRegistry } from "../../run/verify.ts";
import { command } from "../command-session.ts";

export const verify = command({ offline: false }, async ({ session, json, text, print }) => {
  const verification = await verifyRegistry({ ...session, thorough: true, everything: true });
  print(json ? `${JSON.stringify(verification)}\n` : renderVerification(verification, text));
  return verification.ok ? 0 : 2;
});
