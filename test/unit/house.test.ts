import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { FLOORS, readImports, roomOf, sourcesIn, type Import } from '../../tools/house';

/** From the top down: a room may import those below it, never one above (docs/architecture.md). */
const ROOMS = FLOORS.map(({ name }) => name);

/** The names that things have on a credential's screen: the one file of credentials/ that the node may read. It imports nothing. */
const WORDS = 'credentials/words.ts';

const own = readImports(['nodes', 'credentials']);
const everything = readImports(['nodes', 'credentials', 'probe', 'sandbox', 'tools', 'scripts']);

const told = ({ from, to }: Import) => `${from} -> ${to}`;

it('A room imports only rooms below it', () => {
	const floorOf = (path: string) => ROOMS.indexOf(roomOf(path));
	const upward = own
		.filter(({ from, to }) => from.startsWith('nodes/') && to.startsWith('nodes/'))
		.filter(({ from, to }) => floorOf(to) < floorOf(from));

	expect(upward.map(told)).toEqual([]);
});

it('The node reads nothing of credentials/ but the words, and the credentials nothing but transport/', () => {
	const fromNode = own.filter(
		({ from, to }) => from.startsWith('nodes/') && to.startsWith('credentials/'),
	);
	const fromCredentials = own.filter(
		({ from, to }) => from.startsWith('credentials/') && to.startsWith('nodes/'),
	);

	expect(fromNode.filter(({ to }) => to !== WORDS).map(told)).toEqual([]);
	expect(fromCredentials.filter(({ to }) => roomOf(to) !== 'transport').map(told)).toEqual([]);
	expect(own.filter(({ from }) => from === WORDS)).toEqual([]);
});

it('A resource imports of another one only how its records are chosen', () => {
	const folderOf = (path: string) => /resources\/(\w+)\//.exec(path)?.[1];
	const sideways = own.filter(({ from, to }) => {
		const [one, other] = [folderOf(from), folderOf(to)];
		const isChooser = to.endsWith(`/${other}/chooser.ts`);
		return one !== undefined && other !== undefined && one !== other && !isChooser;
	});

	expect(sideways.map(told)).toEqual([]);
});

it('In the sandbox a kind of record imports campaign/, campaign/ imports store/, and never the other way round', () => {
	const FOLDERS = ['kinds', 'campaign', 'store'];
	const floorOf = (path: string) => FOLDERS.indexOf(path.split('/')[1]);
	const upward = everything
		.filter(({ from, to }) => from.startsWith('sandbox/') && to.startsWith('sandbox/'))
		.filter(({ from, to }) => floorOf(from) !== -1 && floorOf(to) !== -1)
		.filter(({ from, to }) => floorOf(to) < floorOf(from));

	expect(upward.map(told)).toEqual([]);
});

it('The probe imports of the sandbox its settings alone, and the sandbox of the probe what makes a file a report', () => {
	const between = (one: string, other: string) =>
		everything.filter(({ from, to }) => from.startsWith(one) && to.startsWith(other));

	expect(new Set(between('probe/', 'sandbox/').map(({ to }) => to))).toEqual(
		new Set(['sandbox/settings.ts']),
	);
	expect(between('sandbox/', 'probe/').map(told)).toEqual(['sandbox/like.ts -> probe/format.ts']);
	expect(between('nodes/', 'probe/')).toEqual([]);
});

/** The circles in a graph of imports: each as the files on the way from one file back to it. */
function circlesIn(imports: Import[]): string[] {
	const targets = new Map<string, Set<string>>();
	for (const { from, to } of imports) {
		targets.set(from, (targets.get(from) ?? new Set()).add(to));
	}
	const circles: string[] = [];
	const done = new Set<string>();
	const visit = (file: string, way: string[]) => {
		if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' -> '));
		if (way.includes(file) || done.has(file)) return;
		for (const target of targets.get(file) ?? []) visit(target, [...way, file]);
		done.add(file);
	};
	for (const file of targets.keys()) visit(file, []);
	return circles;
}

it('No files import each other in a circle', () => {
	expect(circlesIn(everything)).toEqual([]);
});

it('A circle is found', () => {
	const imports = ['ab', 'bc', 'ca', 'cd'].map(([from, to]) => ({ from, to }));

	expect(circlesIn(imports)).toEqual(['a -> b -> c -> a']);
});

describe('The rooms that hold for any kind of record', () => {
	const files = sourcesIn('nodes').filter((path) => ROOMS.slice(2).includes(roomOf(path)));

	it.each(files)('%s names no resource', (path) => {
		const code = readFileSync(join(__dirname, '../..', path), 'utf8');
		// Comments may cite a page of Adobe's by its title.
		const withoutComments = code.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');

		expect(withoutComments).not.toMatch(/profile|subscription/i);
	});
});

it('The only state of a module is the throttles by tenant, what is polling, and who fetches a token', () => {
	const STATE = /^(?:export )?(?:let |const \w+ = new (?:Weak)?(?:Map|Set)\b.*\(\))/gm;
	const found = sourcesIn('nodes').flatMap((path) =>
		[...readFileSync(join(__dirname, '../..', path), 'utf8').matchAll(STATE)].map(
			([line]) => `${path}: ${line}`,
		),
	);

	expect(found).toEqual([
		'nodes/AdobeCampaign/n8n/poll.ts: const polling = new Set<string>()',
		'nodes/AdobeCampaign/n8n/poll.ts: const polledBefore = new WeakSet<IPollFunctions>()',
		'nodes/AdobeCampaign/n8n/poll.ts: export const lastKept = new Map<string, { serial: number; time: number }>()',
		'nodes/AdobeCampaign/transport/throttle.ts: const throttles = new Map<string, Throttle>()',
		'nodes/AdobeCampaign/transport/tokens.ts: const fetching = new Map<string, Promise<Answer | undefined>>()',
	]);
});
