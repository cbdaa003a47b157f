import type { Finding } from "../../model/finding.ts";
import { checkConfig } from "./check-config.ts";
import { checkFile } from "./check-file.ts";
import { checkGone } from "./check-gone.ts";
import { checkKept } from "./check-kept.ts";
import { checkNew } from "./check-new.ts";
import { checkReferences } from "./check-references.ts";
import { checkRegistry } from "./check-registry.ts";
import { checkSchemas, type SchemaCandidate } from "./check-schemas.ts";
import { findDependencies } from "./dependencies.ts";
import { createReader } from "./scene.ts";
import { sortFindings } from "./finding.ts";
import { lineUp } from "./line-up.ts";
import type { CheckedVersion, CheckReport } from "./report.ts";
import { readFile, type Scene, type Verdict } from "./scene.ts";
import type { PullSnapshot } from "./snapshot.ts";
import { findTouched, type Touched } from "./touched.ts";

/** Everything there is to say about a pull request before it lands; waits only for modules that are loaded late. */
export async function checkPull(snapshot: PullSnapshot): Promise<CheckReport> {
  const read = createReader(snapshot.contents);
  const touched = findTouched(snapshot, read);
  const scene: Scene = { snapshot, read, lineUp: lineUp(snapshot, touched, read) };
  const numbered = new Set(touched.flatMap(({ kind, file }) => (kind === "new" ? [file.path] : [])));
  const versions: CheckedVersion[] = [];
  const findings: Finding[] = [...checkRegistry(snapshot), ...(await checkConfig(snapshot)), ...checkReferences(snapshot)];
  const candidates: SchemaCandidate[] = [];
  for (const one of touched) {
    const verdict = judgeVersion(one, scene, numbered);
    findings.push(...verdict.findings);
    const inside = lookInside(one, verdict, scene);
    findings.push(...inside.findings);
    candidates.push(...inside.candidates);
    if (verdict.checked !== null) versions.push({ ...verdict.checked, dependencies: inside.dependencies });
  }
  findings.push(...(await checkSchemas(candidates, snapshot)));
  return {
    schema: 1,
    base: snapshot.base.commit,
    head: snapshot.head.commit,
    versions,
    findings: sortFindings(findings),
    ok: findings.every(({ severity }) => severity !== "error"),
  };
}

function judgeVersion(touched: Touched, scene: Scene, numbered: ReadonlySet<string>): Verdict {
  switch (touched.kind) {
    case "new":
      return checkNew(touched, scene);
    case "kept":
      return checkKept(touched, scene);
    case "gone":
      return checkGone(touched, scene, touched.to !== null && numbered.has(touched.to));
    case "other-name":
      return { checked: null, findings: [] };
  }
}

interface Inside {
  readonly findings: readonly Finding[];
  readonly dependencies: CheckedVersion["dependencies"];
  readonly candidates: readonly SchemaCandidate[];
}

const NOTHING: Inside = { findings: [], dependencies: [], candidates: [] };

/** What is in a file; the content of one that says what was published is not this pull request's. */
function lookInside({ kind, file }: Touched, { checked }: Verdict, scene: Scene): Inside {
  if (kind === "gone" || checked?.status === "restored" || checked?.status === "reformatted") return NOTHING;
  const document = readFile(file, scene.read);
  const found = document.kind === "read" ? findDependencies(document.root, scene.snapshot.dependencies) : [];
  return {
    findings: checkFile(file, document, found, scene),
    dependencies: found.map(({ dependency }) => dependency),
    candidates: document.kind === "read" ? [{ file, document }] : [],
  };
}
