/** Folder of a file in the registry, without a slash at its end; "" at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

/** Whether a path lies below a folder; everything lies below "". */
export function liesIn(path: string, folder: string): boolean {
  return folder === "" || path.startsWith(`${folder}/`);
}
