/** Lines that are text, by CommonMark's rules for fences that are not indented; the last flag tells whether one is left open. */
export function textLines(markdown: string): { readonly lines: readonly string[]; readonly open: boolean } {
  const lines: string[] = [];
  let fence: string | null = null;
  for (const line of markdown.split("\n")) {
    const run = /^ {0,3}(`{3,}|~{3,})/u.exec(line)?.[1];
    if (fence !== null) {
      if (run?.startsWith(fence) === true && line.trim() === run) fence = null;
    } else if (run !== undefined && !(run.startsWith("`") && line.trim().slice(run.length).includes("`"))) fence = run;
    else lines.push(line);
  }
  return { lines, open: fence !== null };
}
