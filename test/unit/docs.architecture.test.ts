import { arrowsBetween, drawn } from '../../scripts/architecture';
import { readImports, roomOf, sourcesIn } from '../../tools/house';

const FOLDERS = ['nodes', 'credentials'];
const ROOMS = ['credentials', 'nodes', 'resources', 'parameters', 'records', 'transport', 'n8n'];

const files = FOLDERS.flatMap(sourcesIn);
const imports = readImports(FOLDERS);

describe('The picture of docs/architecture.md', () => {
	it.each(ROOMS)('has the room %s with the number of its files', (room) => {
		const inRoom = files.filter((file) => roomOf(file) === room).length;
		const [, shown] = drawn(files, imports, 'light').split(
			room === 'nodes' ? '>nodes<' : `>${room}/<`,
		);

		expect(inRoom).toBeGreaterThan(0);
		expect(shown.match(/>(\d+) files?</)?.[1]).toBe(String(inRoom));
	});

	it('counts the imports from resources to records', () => {
		const isOne = ({ from, to }: { from: string; to: string }) =>
			from.includes('/resources/') && to.includes('/records/');

		expect(arrowsBetween(imports)).toContainEqual({
			from: 'resources',
			to: 'records',
			count: imports.filter(isOne).length,
		});
	});

	it('has no room for a file of an unknown folder', () => {
		expect(() => roomOf('nodes/AdobeCampaign/helpers/text.ts')).toThrow(/in none of the rooms/);
	});
});

test('an import that runs up is dashed', () => {
	const down = { from: 'nodes/A/records/write.ts', to: 'nodes/A/n8n/wait.ts' };
	const up = { from: 'nodes/A/n8n/wait.ts', to: 'nodes/A/records/write.ts' };
	const paths = [down.from, up.from];

	expect(drawn(paths, [down], 'light')).not.toContain('stroke-dasharray');
	expect(drawn(paths, [down, up], 'light').match(/stroke-dasharray/g)).toHaveLength(1);
});
