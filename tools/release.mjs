// Tells what a release says of itself, or why it is none:
//
//     node tools/release.mjs v0.1.0
//
// Tag, package.json and CHANGELOG.md must agree; what the changelog says of the version is printed.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @param {string} tag
 * @param {string} version of package.json
 * @param {string} changelog
 * @returns {string} the section of the version
 */
export function notesOf(tag, version, changelog) {
	if (tag !== `v${version}`)
		throw new Error(`The tag is ${tag}, and package.json has version ${version}`);
	const sections = changelog.split(/^## /m).slice(1);
	const section = sections.find((each) => /^\S+/.exec(each)?.[0] === version);
	if (!section) throw new Error(`CHANGELOG.md says nothing of ${version}`);
	const [heading, ...lines] = section.split('\n');
	if (heading.includes('unreleased'))
		throw new Error(`CHANGELOG.md calls ${version} unreleased: give it its date`);
	return lines.join('\n').trim();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
	const { version } = JSON.parse(read('package.json'));
	console.log(notesOf(process.argv[2] ?? '', version, read('CHANGELOG.md')));
}
