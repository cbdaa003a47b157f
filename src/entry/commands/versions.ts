import { renderVersions, toVersionsJson } from "../../output/versions-text.ts";
import { listVersions } from "../../run/consume/show-flow.ts";
import { consumerCommand } from "../consumer-session.ts";

export const versions = consumerCommand(async ({ context, options, invocation, json, text, print }) => {
  const offer = await listVersions(context, invocation.operands[0] ?? "", options);
  print(json ? `${JSON.stringify(toVersionsJson(offer))}\n` : renderVersions(offer, { ...text, now: context.time.now() }));
  return 0;
});
