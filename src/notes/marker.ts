import { createHash } from "node:crypto";
import { withoutBanner } from "./banner.ts";

/** The hidden last line of a release body: what made it, so that only our own notes are ever rewritten. */
export interface Marker {
  readonly flow: string;
  readonly version: string;
  readonly digest: string;
  /** `default`, `conventional`, or `custom-` and the start of the template's SHA-256. */
  readonly template: string;
  /** Start of the text's SHA-256, see {@link toBodyDigest}; null: not told. */
  readonly body: string | null;
}

/** `edited`: ours, and changed by a person since, or not provably unchanged. `foreign`: not ours. */
export type Author = "ours" | "edited" | "foreign";

const MARKER =
  /^<!-- flow-tagbot flow=(?<flow>\S+) version=(?<version>\S+) digest=(?<digest>\S+) template=(?<template>\S+?)(?: body=(?<body>[0-9a-f]{16}))? -->$/u;

/** Hexadecimal digits: enough to tell an edit, which nobody has a reason to disguise. */
const BODY_DIGITS = 16;

/** One line, an HTML comment; values are percent-encoded, so that none can end the comment or a field. */
export function renderMarker({ flow, version, digest, template, body }: Marker): string {
  const end = body === null ? "" : ` body=${body}`;
  return `<!-- flow-tagbot flow=${encode(flow)} version=${encode(version)} digest=${encode(digest)} template=${encode(template)}${end} -->`;
}

/** The marker in the body's last line that is not empty, or null: the body is not ours. */
export function parseMarker(body: string): Marker | null {
  const { groups } = MARKER.exec(lastLine(body)) ?? {};
  if (groups === undefined) return null;
  const [flow, version, digest, template] = [groups["flow"], groups["version"], groups["digest"], groups["template"]].map(decode);
  if (flow === undefined || version === undefined || digest === undefined || template === undefined) return null;
  return { flow, version, digest, template, body: groups["body"] ?? null };
}

/** Digest of a release's text, which is neither its banner nor its marker; space at its end does not count. */
export function toBodyDigest(text: string): string {
  return createHash("sha256").update(text.trimEnd()).digest("hex").slice(0, BODY_DIGITS);
}

/** Who wrote a release body last. Line ends that an editor turned are an edit, too. */
export function authorOf(body: string): Author {
  const marker = parseMarker(body);
  if (marker === null) return "foreign";
  const text = withoutBanner(body).trimEnd();
  return marker.body === toBodyDigest(text.slice(0, text.length - lastLine(text).length)) ? "ours" : "edited";
}

function lastLine(body: string): string {
  const end = body.trimEnd();
  return end.slice(end.lastIndexOf("\n") + 1);
}

function encode(value: string): string {
  const encoded = encodeURIComponent(value.toWellFormed()).replace(/%2F/gu, "/").replace(/%3A/gu, ":").replace(/%2B/gu, "+");
  return encoded === "" ? "%" : encoded;
}

function decode(field: string | undefined): string | undefined {
  if (field === undefined || field === "%") return field === undefined ? undefined : "";
  try {
    return decodeURIComponent(field);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
