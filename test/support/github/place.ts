export const apiRoot = "/api/v3";
const uploadRoot = "/api/uploads";
const graphqlPath = "/api/graphql";

/** What a URL of the server belongs to, and the path below its root. Octokit derives these addresses from the API's root. */
export type Place = { readonly place: "rest" | "uploads" | "graphql" | "git"; readonly path: string };

export function placeOf(pathname: string): Place {
  if (pathname === graphqlPath) return { place: "graphql", path: "/graphql" };
  if (pathname.startsWith(`${apiRoot}/`)) return { place: "rest", path: pathname.slice(apiRoot.length) };
  if (pathname.startsWith(`${uploadRoot}/`)) return { place: "uploads", path: pathname.slice(uploadRoot.length) };
  return { place: "git", path: pathname };
}
