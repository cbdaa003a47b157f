import { renderCards, toCardsJson } from "../../output/flow-text.ts";
import { showFlow } from "../../run/consume/show-flow.ts";
import { consumerCommand } from "../consumer-session.ts";

export const show = consumerCommand(async ({ context, options, invocation, json, text, print }) => {
  const cards = await showFlow(context, invocation.operands[0] ?? "", options);
  print(json ? `${JSON.stringify(toCardsJson(cards))}\n` : renderCards(cards, { ...text, now: context.time.now() }));
  return 0;
});
