import { renderDiagnosis } from "../../output/doctor-text.ts";
import { examine } from "../../run/doctor.ts";
import { NOBODY, openPusher } from "../carry-out.ts";
import { command } from "../command-session.ts";

export const doctor = command({ offline: false }, async (context) => {
  const { session, keys, json, text, print } = context;
  const { pusher, signer } = await openPusher(context, NOBODY);
  const wanted = session.config.signingFormat !== null || keys.hasSigningKey;
  const diagnosis = await examine({
    ...session,
    pusher,
    signing: signer?.format ?? (wanted ? "broken" : "off"),
    thorough: true,
    everything: false,
  });
  print(json ? `${JSON.stringify(diagnosis)}\n` : renderDiagnosis(diagnosis, text));
  return diagnosis.ok ? 0 : 2;
});
