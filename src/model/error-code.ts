/** What such an error means, as a clause about a file or a folder, for people who need not know the codes. */
export function sayErrorCode(error: unknown, what: "file" | "folder"): string {
  if (isErrorCode(error, "ENOENT")) return `there is no such ${what}`;
  if (isErrorCode(error, "ENOTDIR")) return what === "folder" ? "it is no folder" : "a part of its path is no folder";
  if (isErrorCode(error, "EACCES", "EPERM")) return "its rights do not allow it";
  return error instanceof Error ? error.message : String(error);
}

/** Whether an error of the file system has one of these codes. */
export function isErrorCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && codes.some((code) => error.code === code);
}
