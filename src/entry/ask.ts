import { createInterface } from "node:readline/promises";

/** Asks a person; where nobody can answer, every question has its default. */
export interface Asker {
  readonly confirm: (question: string, otherwise: boolean) => Promise<boolean>;
  readonly text: (question: string, otherwise: string) => Promise<string>;
  readonly close: () => void;
}

export const SILENT: Asker = {
  confirm: (_, otherwise) => Promise.resolve(otherwise),
  text: (_, otherwise) => Promise.resolve(otherwise),
  close: () => undefined,
};

export function createAsker(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Asker {
  const lines = createInterface({ input, output });
  const ask = async (question: string, shown: string): Promise<string> => (await lines.question(`${question} [${shown}] `)).trim();
  return {
    async confirm(question, otherwise) {
      const answer = await ask(question, otherwise ? "Y/n" : "y/N");
      return answer === "" ? otherwise : /^y(es)?$/i.test(answer);
    },
    async text(question, otherwise) {
      const answer = await ask(question, otherwise);
      return answer === "" ? otherwise : answer;
    },
    close: () => {
      lines.close();
    },
  };
}
