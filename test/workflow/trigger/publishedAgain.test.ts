/** What each publication finds out, not only the first one: what the instance can do, and whether the settings fit it. */
import type { INodeParameters } from 'n8n-workflow';

import { BY_FILTER, BY_ORDER } from '../../waysToAsk';
import { by, update, values } from '../parameters';
import { useHarness } from '../suite';
import { refusal, Watching } from './watching';

const suite = useHarness();
const { harness } = suite;

/** An update over the API, which has an account of its own. */
const updateByApi = async (organization: string, email: string) =>
	await harness.runNode({
		organization,
		parameters: update(by('email', email), values({ phone: '+1 555 0100' })),
	});

/** An instance that tells by whom a profile was changed, and reads moments in ISO 8601 alone. */
const TOLD = { modifiedByShown: 'link', apiAccount: 'API account', filterDates: 'iso' } as const;

describe('A table that is sortable by now', () => {
	it('is worked off in order after the next publication', async () => {
		const options = { maxItems: 50, fields: ['email'] };
		const watching = new Watching(
			suite,
			'again-sortable',
			{ ...BY_FILTER, event: 'updated', options },
			{ settings: { people: 300, sortableFields: [] } },
		);
		await watching.trigger.activate();
		watching.later();
		watching.control.touch({ count: 120, lastModified: watching.now, stepMs: 1 });
		watching.later();
		expect(await refusal(watching.poll())).toMatch(/once you have published the workflow again/);
		watching.control.change({ sortableFields: ['lastModified'] });
		expect(await refusal(watching.poll())).toMatch(/^More than 50 profiles/);
		expect(await watching.trigger.activate('update')).toHaveLength(50);
		expect((await watching.trigger.pollAll()).map(({ length }) => length)).toEqual([50, 20]);
	});

	it('that is said to be sortable, and is not, does without the order', async () => {
		const watching = new Watching(suite, 'again-disorder', { ...BY_FILTER, event: 'created' });
		watching.later();
		for (const name of ['one', 'two', 'three']) {
			watching.create(`${name}@example.com`);
			watching.later();
		}
		const [one, two, three] = watching.control.profiles().slice(-3);
		const body = JSON.stringify({ content: [one, three, two] });
		for (const activation of ['activate', 'update'] as const) {
			watching.control.faults([{ path: '_order=lastModified', respond: { status: 200, body } }]);
			expect(await watching.trigger.activate(activation)).toBeNull();
			watching.create(`${activation}@example.com`);
			watching.later();
			expect(await watching.poll()).toEqual([`${activation}@example.com`]);
			expect(watching.control.requests().at(-1)?.path).not.toContain('_order');
		}
	});
});

describe.each([
	['Order', 'order', BY_ORDER],
	['Custom Filter', 'filter', BY_FILTER],
])('An option that is added later, by %s', (_, way, parameters) => {
	const again = async (name: string, event: string, options: INodeParameters, settings = {}) => {
		const organization = `again-${way}-${name}`;
		const watching = new Watching(suite, organization, { ...parameters, event }, { settings });
		await watching.trigger.activate();
		watching.later();
		const node = watching.trigger.node;
		watching.trigger.node = { ...node, parameters: { ...node.parameters, options } };
		return watching;
	};

	it('Ignore Changes By is refused where Campaign tells nobody apart', async () => {
		const watching = await again('nobody', 'updated', { ignoreChangesBy: 'API account' });
		expect(await refusal(watching.trigger.activate('update'))).toMatch(
			/^'Ignore Changes By' cannot be used with this Campaign/,
		);
	});

	it('Ignore Changes By is taken where it does, also after a quiet week', async () => {
		const organization = `again-${way}-told`;
		const watching = await again('told', 'both', { ignoreChangesBy: 'API account' }, TOLD);
		const [amy, , , , bob] = watching.control.profiles();
		await updateByApi(organization, String(amy.email));
		watching.update(bob.PKey);
		await watching.poll();
		watching.later(7 * 86_400);
		expect(await watching.trigger.activate('update')).toBeNull();
		await updateByApi(organization, String(bob.email));
		watching.later();
		expect(await watching.poll()).toBeNull();
		watching.update(bob.PKey);
		watching.later();
		expect(await watching.poll()).toEqual([`updated ${String(bob.email)}`]);
		const list = await harness.loadOptions('getModifiers', {
			node: 'adobeCampaignProfileTrigger',
			organization,
			parameters: { endpoint: 'profileAndServices', ...parameters },
		});
		expect(list.map(({ value }) => value)).toEqual(['API account', 'Import']);
		// Without a filter Campaign has to sort all profiles.
		const { path = '' } = watching.control.requests().at(-1) ?? {};
		expect(path).toContain(way === 'filter' ? 'byModifiedFrom' : '_order=lastModified');
	});

	it('Ignore Changes By stays proven, though the account that is left out has changed all of the latest', async () => {
		const organization = `again-${way}-proven`;
		const watching = await again('proven', 'both', { ignoreChangesBy: 'API account' }, TOLD);
		const [amy, , , , bob] = watching.control.profiles();
		watching.update(bob.PKey);
		await updateByApi(organization, String(amy.email));
		expect(await watching.trigger.activate('update')).toHaveLength(1);
		watching.later(40 * 86_400);
		await updateByApi(organization, String(amy.email));
		const { node } = watching.trigger;
		const options = { ignoreChangesBy: 'API account', pageSize: 1 };
		watching.trigger.node = { ...node, parameters: { ...node.parameters, options } };
		expect(await watching.trigger.activate('update')).toBeNull();
	});

	it('Fields to Watch is refused with a field that there is none of', async () => {
		const fieldsToWatch = ['email', 'emial', 'location.city', 'nowhere.city'];
		const watching = await again('unknown', 'updated', { fieldsToWatch });
		const words = await refusal(watching.trigger.activate('update'));
		expect(words).toMatch(
			/^'Fields to Watch' has a field that a profile of your Campaign does not have: emial, nowhere.city \| Choose it from the list again\./,
		);
		// Who has chosen the larger field set need not be told of it.
		expect(words.includes("'Field Set'")).toBe(way === 'order');
	});
});

it("a field of the company's own is looked for in the other field set", async () => {
	const watching = new Watching(suite, 'again-own-field', {
		...BY_ORDER,
		event: 'updated',
		options: { fieldsToWatch: ['cusCustomerId'] },
	});
	expect(await refusal(watching.trigger.activate())).toMatch(
		/cusCustomerId \| .*'Field Set' = 'Standard and Custom Fields'/,
	);
});
