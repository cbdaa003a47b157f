import { readTagger } from "../../git/read-tagger.ts";
import { renderDiagnosis } from "../../output/doctor-text.ts";
import { examine } from "../../run/doctor.ts";
import { NOBODY } from "../carry-out.ts";
import { command } from "../command-session.ts";

export const doctor = command({ offline: false }, async ({ session, keys, json, text, print }) => {
  const { repository, config } = session;
  // Apart from what pushes: a key that does not sign says nothing about who may push.
  const { signer, trouble } = await keys.openSigning(config.signingFormat, await readTagger(repository.git), NOBODY);
  const signing = trouble ?? (signer === null ? null : { format: signer.format });
  const diagnosis = await examine({ ...session, signing, thorough: true, resync: false, everything: false });
  print(json ? `${JSON.stringify(diagnosis)}\n` : renderDiagnosis(diagnosis, text));
  return diagnosis.ok ? 0 : 2;
});
