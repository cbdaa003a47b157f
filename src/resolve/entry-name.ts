/** Why an entry cannot have this name, or null. */
export function entryNameProblem(name: string): string | null {
  if (name === "") return "it is empty";
  if (name.length > 100) return "it is longer than 100 characters";
  if (!/^[A-Za-z0-9]/.test(name)) return "it does not start with a letter or a digit";
  return /[^A-Za-z0-9._-]/.test(name) ? "it has a character other than ASCII letters, digits and . _ -" : null;
}
