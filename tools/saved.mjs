// Writes what the package offers, and what its nodes send for parameters as they are saved now, to
// test/workflow/saved/<version>/: once for each version, before it is published. What is there stays,
// unless it is told `-- --again`: people may have workflows of that version by now.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { offeredByCredentials } from '../test/workflow/saved/parameters.ts';
import { recordAll } from '../test/workflow/saved/record.ts';
import { asText } from '../test/workflow/saved/saved.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const folder = `test/workflow/saved/${version}`;
if (existsSync(folder) && !process.argv.includes('--again')) {
	console.error(`${folder} is there already: workflows of ${version} may have been saved since`);
	process.exit(1);
}
const files = Object.fromEntries((await recordAll()).map((node) => [node.node, node]));
mkdirSync(folder, { recursive: true });
for (const [name, content] of Object.entries({ ...files, credentials: offeredByCredentials() }))
	writeFileSync(`${folder}/${name}.json`, `${asText(content)}\n`);
