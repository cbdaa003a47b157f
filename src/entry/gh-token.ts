import { getExecOutput } from "@actions/exec";

/** The token that GitHub's own command line is logged in with at a host, or null: without `gh`, or not logged in. */
export async function readGhToken(host: string): Promise<string | null> {
  try {
    const { exitCode, stdout } = await getExecOutput("gh", ["auth", "token", "--hostname", host], { silent: true, ignoreReturnCode: true });
    const token = stdout.trim();
    return exitCode === 0 && token !== "" ? token : null;
  } catch (error) {
    // Thrown by @actions/exec when there is no such program.
    if (error instanceof Error && /unable to locate executable/i.test(error.message)) return null;
    throw error;
  }
}
