import type { Offering, OfferedFlow, Origin } from "../plan/consumer/offer.ts";
import type { PublishedVersion } from "../plan/consumer/published.ts";
import type { Offer, OfferFlow, OfferRegistry, OfferVersion } from "../resolve/offer.ts";

export function toOffer({ origin, flows }: Offering): Offer {
  return { registry: toOfferRegistry(origin), flows: flows.map(toOfferFlow) };
}

export function toOfferRegistry({ name, isDefault, type, url, branch, commit, askedAt, stale }: Origin): OfferRegistry {
  return { name, default: isDefault, type, url, branch, commit, askedAt, stale };
}

export function toOfferFlow({ flow, root, layout, path, description, tagged, latest, versions }: OfferedFlow): OfferFlow {
  return { flow, root, layout, path, description, tagged, latest, versions: versions.map(toOfferVersion) };
}

export function toOfferVersion({ version, kind, tag, yanked, deprecated }: PublishedVersion): OfferVersion {
  return { version, kind, tag: tag?.name ?? null, commit: tag?.ref.commit ?? null, yanked, deprecated };
}
