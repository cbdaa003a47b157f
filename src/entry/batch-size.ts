import { parseRepositoryAddress } from "../forge/repository-address.ts";

/** A push of more tags than this starts no workflows: https://docs.github.com/actions/reference/events-that-trigger-workflows#push */
const STARTS_WORKFLOWS = 3;

/**
 * How many tags one push may hold when nobody said so. What the workflow's own token pushes (`ownToken`) starts no
 * workflows anyway, and a repository on disk has none; a key or another token is used so that tags start some.
 */
export function batchSize(remoteUrl: string | null, ownToken: boolean): number {
  return ownToken || remoteUrl === null || parseRepositoryAddress(remoteUrl) === null ? Infinity : STARTS_WORKFLOWS;
}
