import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PROFILE } from '../../nodes/AdobeCampaign/resources/profile/kind';
import { GUIDE, watchProperties } from '../../nodes/AdobeCampaign/resources/watchForm';

const root = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const page = read('docs/trigger.md');

/** Where the trigger has errors of its own. */
const SOURCES = [
	'records/changes.ts',
	'resources/profile/trigger.ts',
	'resources/watchAbility.ts',
	'resources/watchBeginning.ts',
	'resources/watchExamples.ts',
	'resources/watchForm.ts',
	'resources/watchPoll.ts',
	'resources/watchRecords.ts',
];

/** The first text of each error, with the words for profiles in it. */
const messagesIn = (code: string) =>
	[
		...code.matchAll(/(?:refuse\(|message:|getNode\(\),)\s*(?:"([^"]+)"|'([^']+)'|`([^`]+)`),/g),
	].map(([, ...texts]) =>
		texts
			.filter(Boolean)
			.join('')
			.replace(/\$\{(?:[\w.]+\.)?many\}/g, PROFILE.many)
			.replace(/\$\{(?:[\w.]+\.)?one\}/g, PROFILE.one)
			.replace(/\$\{(?:maxItems|unknown[^}]*)\}/g, '...'),
	);

describe('docs/trigger.md', () => {
	it('has each message of the trigger, and no other one', () => {
		const [, section] = page.split('## When it fails\n');
		const rows = [...section.split('\n## ')[0].matchAll(/^\| (?!Message|-)(.*?) +\|/gm)];
		const wanted = SOURCES.flatMap((path) => messagesIn(read(`nodes/AdobeCampaign/${path}`)));

		expect(wanted.length).toBeGreaterThan(10);
		expect(rows.map(([, message]) => message).sort()).toEqual([...new Set(wanted)].sort());
	});

	it('is where the form and the errors lead', () => {
		expect(GUIDE).toMatch(/\/docs\/trigger\.md$/);
	});

	it('explains each option with its default', () => {
		const properties = watchProperties(PROFILE, [], '', '');
		const { options = [] } = properties.find(({ name }) => name === 'options') ?? {};
		const [, section] = page.split('## Options\n');
		const rows = [...section.split('\n## ')[0].matchAll(/^\| \*\*(.+?)\*\*(?: \((.+?)\))?/gm)];
		const known = options.flatMap((option) => ('type' in option ? [option] : []));

		const shown = rows.map(([, label, value = '']) => {
			const named = known.filter(({ displayName }) =>
				[label, `${label} Name or ID`, `${label} Names or IDs`].includes(displayName),
			);
			return { label, value, names: named.map(({ name }) => name) };
		});

		expect(shown.flatMap(({ names }) => names).sort()).toEqual(
			known.map(({ name }) => name).sort(),
		);
		for (const { label, value, names } of shown) {
			const option = known.find(({ name }) => name === names[0]);
			if (option?.type !== 'number' || label === 'Timeout') continue;
			expect([label, parseInt(value)]).toEqual([label, option.default]);
		}
	});
});
