// Writes the output schemas of all operations, nodes/*/__schema__/v1.0.0/<resource>/<operation>.json, and of the triggers,
// from what the built nodes give on the test platforms: test/workflow/schemas/schemas.ts.
import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { NODE_TYPES } from '../test/platforms/index.ts';
import { operationsOf, schemaText, sourceFile } from '../test/workflow/schemas/schemas.ts';
import {
	TRIGGER_FOLDERS,
	triggerFile,
	triggerSchemaText,
} from '../test/workflow/schemas/triggers.ts';

const texts = new Map();
for (const type of NODE_TYPES)
	for (const name of operationsOf(type))
		texts.set(sourceFile(type, name), await schemaText(type, name));
for (const folder of Object.keys(TRIGGER_FOLDERS))
	texts.set(triggerFile(folder), await triggerSchemaText(folder));

// Only now, so that a sample that fails leaves all as it was.
for (const folder of globSync('nodes/**/__schema__')) rmSync(folder, { recursive: true });
for (const [path, text] of texts) {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, text);
}
