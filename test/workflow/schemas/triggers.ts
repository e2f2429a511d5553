/**
 * The output schemas of the triggers, one for all of a platform: n8n looks for one file where a node has
 * no operations (`output.json`, read in n8n-core 2.41.1), and all triggers give the same shape.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { dirname, join, relative } from 'node:path';
import { startWeaverE10 } from '../../platforms/index.ts';
import { engine } from '../engine/cases.ts';
import type { CredentialData } from '../engine/credentials.ts';
import { n8nCore } from '../engine/n8n.ts';
import { listening, polling } from '../engine/triggers.ts';
import { textOf } from './schemas.ts';
import { YUNZHIJIA } from './yunzhijia.ts';

interface Polled {
	type: string;
	watches: string[];
	start(): Promise<{ credential: Record<string, unknown>; stop(): Promise<void> }>;
	credentialType: string;
	/** The node that listens, if there is one. */
	webhook?: string;
}

/** By the platform's folder. */
export const TRIGGER_FOLDERS: Record<string, Polled> = {
	Yunzhijia: {
		type: 'yunzhijiaPollingTrigger',
		watches: ['person', 'department', 'partTimeJob', 'leader'],
		start: async () => await YUNZHIJIA.start(''),
		credentialType: 'yunzhijiaApi',
		webhook: 'yunzhijiaTrigger',
	},
	WeaverE10: {
		type: 'weaverE10PollingTrigger',
		watches: ['employee', 'organization', 'position'],
		start: async () => await startWeaverE10(),
		credentialType: 'weaverE10Api',
	},
};

export const triggerFile = (folder: string): string =>
	join(engine.loader.directory, `nodes/${folder}/trigger/__schema__/v1.0.0/output.json`);

/** Where n8n finds it. */
export function builtTriggerFile(folder: string): string {
	const { sourcePath } = engine.loader.known.nodes[TRIGGER_FOLDERS[folder].type];
	const { directory } = engine.loader;
	const nodeDir = join(directory, dirname(sourcePath));
	return relative(
		directory,
		n8nCore.resolveOutputSchemaPath({ nodeDir, version: 1, versionFallback: true })!,
	);
}

/** From what the built triggers give as samples. */
export async function triggerSchemaText(folder: string): Promise<string> {
	const { type, watches, start, credentialType, webhook } = TRIGGER_FOLDERS[folder];
	const platform = await start();
	const credentials = { [credentialType]: platform.credential as CredentialData };
	const poll = async (parameters: INodeParameters) =>
		await polling(engine, { type, parameters, credentials }).poll({ mode: 'manual' });
	try {
		const rows: IDataObject[] = [];
		for (const watch of watches) {
			const { items, failure } = await poll({ watch });
			if (failure) throw failure;
			rows.push(...items!.map(({ json }) => json));
		}
		if (webhook) {
			const node = await listening(engine, { type: webhook, credentials, mode: 'manual' });
			await fetch(node.url);
			await node.arrived(1);
			rows.push(...node.items.map(({ json }) => json));
			await node.stop();
		}
		// Whichever of them a trigger has.
		const other = { before: {}, after: null, changedFields: null, cursorLost: true };
		const ofWebhook = {
			detailsMissing: '',
			coalescedEvents: [{ event: '', eventKey: '', time: '' }],
		};
		return await textOf(
			[...rows, { ...rows[0], ...other, ...(webhook && ofWebhook) } as IDataObject],
			triggerFile(folder),
		);
	} finally {
		await platform.stop();
	}
}
