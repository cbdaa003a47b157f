import type { Step } from "./steps.ts";
import { escapeMarkdown, renderCode, renderFence, renderFolded } from "./markdown.ts";
import { renderVisible } from "./visible.ts";
import { isByHand, type WayOut } from "./way-out.ts";

/** Lines of a server's answer that are worth showing. */
const MAX_SERVER_LINES = 12;

/** Names in the heading of commands. */
const MOST_NAMES = 3;

/** `**code_review 1.2.0**: what is wrong`, on one line; with the path, unless that is said already. */
export function renderStepLine({ flow, version, path, what }: Step): string {
  const place = what.includes(path) ? "" : ` ${renderCode(path)}`;
  return `**${escapeMarkdown(`${flow} ${version}`)}**${place}: ${escapeMarkdown(what)}`;
}

/** The same without what is wrong, for when it was just said of another version. */
export function renderStepName({ flow, version, path }: Step): string {
  return `**${escapeMarkdown(`${flow} ${version}`)}** ${renderCode(path)}`;
}

/** What follows for steps with one way out: the server's words and the commands, each of them once. */
export function renderStepBody(steps: readonly Step[]): string {
  const [first] = steps;
  if (first === undefined) return "";
  const { serverWords } = first;
  const said = steps.every((step) => step.serverWords === serverWords) ? "The server said:" : "The server said of the first:";
  const words = serverWords === null ? [] : [`${said}\n\n${renderFence("text", toServerLines(serverWords))}`];
  const ways = first.ways.every(isByHand) ? joinByHand(steps) : first.ways;
  const commands = ways.length === 0 ? [] : [renderFolded(`Commands for ${renderNames(steps)}`, renderWays(ways)).trimEnd()];
  return [...words, ...commands].join("\n\n");
}

export function toServerLines(words: string): readonly string[] {
  return words
    .trim()
    .split(/\r\n|\r|\n/)
    .slice(0, MAX_SERVER_LINES)
    .map(renderVisible);
}

/** One paste for all of the steps. What is the same for all, such as fetching, is done once. */
function joinByHand(steps: readonly Step[]): readonly WayOut[] {
  const way = steps[0]?.ways[0];
  if (way === undefined) return [];
  return [{ ...way, commands: [...new Set(steps.flatMap(({ ways }) => ways.flatMap(({ commands }) => commands)))] }];
}

function renderNames(steps: readonly Step[]): string {
  const most = steps.length <= MOST_NAMES ? steps.length : MOST_NAMES - 1;
  const names = steps.slice(0, most).map(({ flow, version }) => `<b>${escapeMarkdown(`${flow} ${version}`)}</b>`);
  if (steps.length > most) return `${names.join(", ")} and ${steps.length - most} more`;
  return [names.slice(0, -1).join(", "), ...names.slice(-1)].filter((part) => part !== "").join(" and ");
}

function renderWays(ways: readonly WayOut[]): string {
  const parts = ways.map(({ title, kind, commands }) => {
    const lines = kind === "config" ? commands.map((line) => line.replace(/\S.*$/, renderVisible)) : commands;
    return `**${escapeMarkdown(title)}:**\n\n${renderFence(kind === "config" ? "yaml" : "sh", lines)}`;
  });
  return [...(ways.length > 1 ? ["Choose one; the first is recommended."] : []), ...parts].join("\n\n");
}
