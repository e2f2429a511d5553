// Types of packages.mjs for the TypeScript that uses it.
export interface Single {
	name: string;
	/** The platform's, in nodes/. */
	folder: string;
}
export const WHOLE: string;
export const SINGLE: Single[];
export function textsOf(single: Single): Promise<Record<string, string>>;
export function sourcesOf(single: Single): string[];
export function builtFilesOf(single: Single): string[];
export function examplesOf(single: Single): string[];
export function exampleTextsOf(single: Single): Record<string, string>;
