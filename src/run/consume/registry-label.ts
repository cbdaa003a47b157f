import type { RegistrySource } from "../../resolve/source.ts";

/** How registries are called in sentences. */
export function registryLabel({ name, url }: Pick<RegistrySource, "name" | "url">): string {
  return name ?? url;
}

/** How one of its flows is called in references, whichever registry is the default one. */
export function flowIn({ name, url }: Pick<RegistrySource, "name" | "url">, flow: string): string {
  return `${flow}@${name ?? url.replace(/^https?:\/\//, "")}`;
}
