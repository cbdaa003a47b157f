import * as core from "@actions/core";
import { removePrivateFolder } from "../git/private-folder.ts";
import { KEYS_STATE } from "./keys-state.ts";

// Runs after all steps of the job, also when the action itself was killed before it could tidy up.
const folder = core.getState(KEYS_STATE);
if (folder !== "") await removePrivateFolder(folder);
