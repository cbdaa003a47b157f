/** The hidden last line of a release body: what made it, so that only our own notes are ever rewritten. */
export interface Marker {
  readonly flow: string;
  readonly version: string;
  readonly digest: string;
  /** `default`, `conventional`, or `custom-` and the start of the template's SHA-256. */
  readonly template: string;
}

const MARKER = /^<!-- flow-tagbot flow=(\S+) version=(\S+) digest=(\S+) template=(\S+) -->$/u;

/** One line, an HTML comment; values are percent-encoded, so that none can end the comment or a field. */
export function renderMarker(marker: Marker): string {
  const { flow, version, digest, template } = marker;
  return `<!-- flow-tagbot flow=${encode(flow)} version=${encode(version)} digest=${encode(digest)} template=${encode(template)} -->`;
}

/** The marker in the body's last line that is not empty, or null: the body is not ours. */
export function parseMarker(body: string): Marker | null {
  const end = body.trimEnd();
  const match = MARKER.exec(end.slice(end.lastIndexOf("\n") + 1));
  if (match === null) return null;
  const [flow, version, digest, template] = match.slice(1).map(decode);
  if (flow === undefined || version === undefined || digest === undefined || template === undefined) return null;
  return { flow, version, digest, template };
}

function encode(value: string): string {
  const encoded = encodeURIComponent(value.toWellFormed()).replace(/%2F/gu, "/").replace(/%3A/gu, ":").replace(/%2B/gu, "+");
  return encoded === "" ? "%" : encoded;
}

function decode(field: string): string | undefined {
  if (field === "%") return "";
  try {
    return decodeURIComponent(field);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
