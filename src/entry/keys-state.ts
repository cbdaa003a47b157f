/** Name under which the private folder's path is left for the step that runs after all others. */
export const KEYS_STATE = "keys";
