// Types of endpoints.mjs for the TypeScript that uses it.
export interface EndpointRow {
	/** Method and path; undefined where the user types it in. */
	address?: string;
	/** The vendor's. */
	chineseName: string;
	/** As the editor shows them: `Resource → Operation`. */
	operations: string[];
	known?: { source: string; sure: string; status?: string };
}
export function endpointsOf(folder: string): EndpointRow[];
export function page(): Promise<string>;
export const PLATFORMS: Array<{ folder: string; title: string; says: string }>;
