import { describe, expect, test } from "vitest";
import type { Forge, IssueSigns, NewRelease, ReleaseQuestion } from "../../src/forge/port.ts";

/** A forge over a repository that has these tags on its commits, oldest first. */
export interface Prepared {
  readonly forge: Forge;
  readonly commits: readonly [string, string];
}

const TAGS = ["a-v1.0.0", "chat/agent-v1.0.0", "b-v1.0.0+build.5", "c-v2.0.0-rc.1"] as const;

export const SIGNS: IssueSigns = { label: "flow-tagbot", marker: "<!-- flow-tagbot:manual -->" };

/** The body of a managed issue. */
export function issueBody(text: string): string {
  return `${text}: Größe 😀\n\n\`\`\`sh\ngit push\n\`\`\`\n${SIGNS.marker}\n`;
}

export function newRelease(tag: string, target: string, changes: Partial<NewRelease> = {}): NewRelease {
  return {
    tag,
    target,
    title: `Title of ${tag}`,
    body: `Notes of ${tag}\n\n---\nGröße 😀\n`,
    draft: false,
    prerelease: false,
    latest: false,
    assets: [],
    ...changes,
  };
}

export function asking(tags: readonly string[], thorough = false): ReleaseQuestion {
  return { tagged: tags.map((tag) => ({ tag, time: null })), thorough };
}

/** What every forge does. `prepare` opens one over an empty list of releases; every tag it is given exists. */
export function forgeContract(prepare: (tags: readonly string[]) => Promise<Prepared>): void {
  describe("like every forge", () => {
    test.each(TAGS)("a release of %s is created once, as it was given", async (tag) => {
      const { forge, commits } = await prepare(TAGS);
      const release = newRelease(tag, commits[0], { prerelease: tag.includes("rc") });
      const created = await forge.createRelease(release);
      expect(created).toMatchObject({
        kind: "created",
        release: { tag, title: release.title, body: release.body, draft: false, prerelease: release.prerelease },
      });
      expect(created.release.url !== null).toBe(true);
      const index = await forge.readReleases(asking(TAGS));
      expect(await index.find(tag)).toMatchObject({
        title: release.title,
        body: release.body,
        prerelease: release.prerelease,
        url: created.release.url,
      });
      expect(TAGS.map((other) => index.state(other))).toEqual(TAGS.map((other) => (other === tag ? "published" : "missing")));
    });

    test("one that is there already is given back and not changed", async () => {
      const { forge, commits } = await prepare(TAGS);
      const first = await forge.createRelease(newRelease("a-v1.0.0", commits[0]));
      const again = await forge.createRelease(newRelease("a-v1.0.0", commits[1], { title: "Other", body: "Other", prerelease: true }));
      expect(again).toMatchObject({
        kind: "exists",
        release: { title: first.release.title, body: first.release.body, prerelease: false, url: first.release.url },
      });
      expect((await (await forge.readReleases(asking(TAGS))).find("a-v1.0.0"))?.body).toBe(first.release.body);
    });

    test("two runs at once make one release between them", async () => {
      const { forge, commits } = await prepare(TAGS);
      const results = await Promise.all(["one", "two"].map((body) => forge.createRelease(newRelease("a-v1.0.0", commits[0], { body }))));
      expect(results.map(({ kind }) => kind).toSorted()).toEqual(["created", "exists"]);
      expect(new Set(results.map(({ release }) => release.body)).size).toBe(1);
    });

    test("a draft is told as a draft", async () => {
      const { forge, commits } = await prepare(TAGS);
      expect(await forge.createRelease(newRelease("a-v1.0.0", commits[0], { draft: true }))).toMatchObject({
        kind: "created",
        release: { draft: true },
      });
      const index = await forge.readReleases(asking(TAGS));
      expect([index.state("a-v1.0.0"), (await index.find("a-v1.0.0"))?.draft, index.state("chat/agent-v1.0.0")]).toEqual([
        "draft",
        true,
        "missing",
      ]);
    });

    test("without releases everything is missing, and nothing is unknown", async () => {
      const { forge } = await prepare(TAGS);
      for (const thorough of [false, true]) {
        const index = await forge.readReleases(asking(TAGS, thorough));
        expect([index.complete, index.state("a-v1.0.0"), await index.find("a-v1.0.0")]).toEqual([true, "missing", null]);
      }
    });

    test("a tag's state is its own: neither another case's nor another folder's", async () => {
      const { forge, commits } = await prepare([...TAGS, "v1.0.0"]);
      await forge.createRelease(newRelease("chat/agent-v1.0.0", commits[0]));
      const index = await forge.readReleases(asking(["agent-v1.0.0", "chat/Agent-v1.0.0"]));
      expect([index.state("agent-v1.0.0"), index.state("chat/Agent-v1.0.0")]).toEqual(["missing", "missing"]);
    });

    test("the latest badge is nobody's until a release is given it, where there is one at all", async () => {
      const { forge, commits } = await prepare(TAGS);
      expect(await forge.readLatest()).toBeNull();
      await forge.createRelease(newRelease("a-v1.0.0", commits[0], { latest: true }));
      await forge.createRelease(newRelease("chat/agent-v1.0.0", commits[1]));
      expect(await forge.readLatest()).toBe(forge.capabilities.latest ? "a-v1.0.0" : null);
      await forge.markLatest("chat/agent-v1.0.0");
      expect(await forge.readLatest()).toBe(forge.capabilities.latest ? "chat/agent-v1.0.0" : null);
    });

    test.each([false, true])("a release gets another text and stays what it is otherwise; as a draft: %s", async (draft) => {
      const { forge, commits } = await prepare(TAGS);
      const before = newRelease("c-v2.0.0-rc.1", commits[0], { draft, prerelease: true });
      await forge.createRelease(before);
      const text = { before: before.body, body: `> Größe 😀\n\n---\n${before.body}` };
      const release = { tag: before.tag, title: before.title, body: text.body, draft, prerelease: true };
      expect(await forge.editRelease(before.tag, text)).toMatchObject({ kind: "edited", release });
      expect(await forge.editRelease(before.tag, text)).toMatchObject({ kind: "same", release });
      const index = await forge.readReleases(asking(TAGS));
      expect(await index.find(before.tag)).toMatchObject(release);
      expect([index.state(before.tag), index.state("a-v1.0.0")]).toEqual([draft ? "draft" : "published", "missing"]);
    });

    test("a release whose text is another one than it was, or that is not there, is not edited", async () => {
      const { forge, commits } = await prepare(TAGS);
      const release = newRelease("a-v1.0.0", commits[0]);
      await forge.createRelease(release);
      await expect(forge.editRelease("a-v1.0.0", { before: "Other", body: "New" })).rejects.toMatchObject({ code: "release-edited" });
      await expect(forge.editRelease("chat/agent-v1.0.0", { before: "", body: "New" })).rejects.toMatchObject({ code: "forge-invalid" });
      expect((await (await forge.readReleases(asking(TAGS))).find("a-v1.0.0"))?.body).toBe(release.body);
    });

    test("releases are found by how their text begins", async () => {
      const { forge, commits } = await prepare(TAGS);
      await forge.createRelease(newRelease("a-v1.0.0", commits[0], { body: "<!-- one -->\nNotes\n" }));
      await forge.createRelease(newRelease("chat/agent-v1.0.0", commits[0], { body: "<!-- one -->", draft: true }));
      await forge.createRelease(newRelease("c-v2.0.0-rc.1", commits[0], { body: "Notes\n<!-- one -->\n" }));
      const index = await forge.readReleases(asking(TAGS));
      expect(await index.beginning("<!-- one")).toEqual(new Set(["a-v1.0.0", "chat/agent-v1.0.0"]));
    });

    test("releases have pages exactly where the forge says so", async () => {
      const { forge, commits } = await prepare(TAGS);
      const { release } = await forge.createRelease(newRelease("a-v1.0.0", commits[0]));
      expect(release.url?.startsWith("http") === true).toBe(forge.capabilities.pages);
      expect(forge.repositoryUrl !== null).toBe(forge.capabilities.pages);
    });

    test("there is no managed issue at first, and a created one is found as it was given", async () => {
      const { issues } = (await prepare([])).forge;
      expect(await issues.find(SIGNS)).toBeNull();
      const created = await issues.create(SIGNS, "Steps to take", issueBody("one"));
      expect(created).toMatchObject({ body: issueBody("one"), state: "open", unwanted: false, locked: false });
      expect(created.url === null).toBe(false);
      expect(await issues.find(SIGNS)).toMatchObject({ number: created.number, body: issueBody("one"), state: "open", url: created.url });
    });

    test("a managed issue is changed, closed, found as closed, and opened again", async () => {
      const { issues } = (await prepare([])).forge;
      const { number } = await issues.create(SIGNS, "Steps to take", issueBody("one"));
      for (const [text, state] of [
        ["two", "open"],
        ["three", "closed"],
        ["four", "closed"],
        ["five", "open"],
      ] as const) {
        expect(await issues.edit(number, { body: issueBody(text), state })).toMatchObject({ number, body: issueBody(text), state });
        expect(await issues.find(SIGNS)).toMatchObject({ number, body: issueBody(text), state, unwanted: false });
      }
      await issues.comment(number, "All done.");
      expect(await issues.find(SIGNS)).toMatchObject({ number, state: "open" });
    });

    test("an issue without the marker as a line of its own is not ours", async () => {
      const { issues } = (await prepare([])).forge;
      const { number } = await issues.create(SIGNS, "Steps to take", issueBody("one"));
      expect(await issues.find({ ...SIGNS, marker: "<!-- flow-tagbot:other -->" })).toBeNull();
      await issues.edit(number, { body: `> ${SIGNS.marker}`, state: "open" });
      expect(await issues.find(SIGNS)).toBeNull();
    });

    test("two runs at once end with one open issue between them", async () => {
      const { issues } = (await prepare([])).forge;
      const both = await Promise.all(["one", "two"].map((text) => issues.create(SIGNS, "Steps to take", issueBody(text))));
      const found = await issues.find(SIGNS);
      expect(found?.state).toBe("open");
      expect(both.map(({ number }) => number)).toEqual([found?.number, found?.number]);
    });

    test("access and rules are told without a change", async () => {
      const { forge } = await prepare([]);
      expect(await forge.readAccess()).toMatchObject({ hasIssues: true });
      expect(await forge.readTagRules()).toEqual([]);
    });
  });
}
