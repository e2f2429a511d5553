// Types of release.mjs for the TypeScript that uses it.
export function notesOf(tag: string, version: string, changelog: string): string;
