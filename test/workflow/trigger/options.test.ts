import { BY_FILTER, BY_ORDER } from '../../waysToAsk';
import type { INodeParameters } from 'n8n-workflow';

import { useHarness } from '../suite';
import { emails, instant, refusal, Watching } from './watching';

const suite = useHarness();
const { harness, control } = suite;

describe.each(['standard', 'v8'] as const)('in %s', (dialect) => {
	describe.each(['profileAndServices', 'profileAndServicesExt'])('Field Set: %s', (endpoint) => {
		it.each([
			['Simplify on', { simplify: true }, {}],
			['Simplify off', { simplify: false }, {}],
			[
				'Output Fields',
				{ simplify: true },
				{ fields: ['email', 'location.city', 'cusCustomerId'] },
			],
			['Output Fields as text', { simplify: true }, { fields: 'email, location.city' }],
		])('%s: puts out what Get Many puts out', async (name, shape, options) => {
			const organization = `shape-${dialect}-${endpoint}-${name.replace(/ /g, '')}`;
			const watching = new Watching(
				suite,
				organization,
				{ ...BY_ORDER, endpoint, event: 'created', ...shape, options } as INodeParameters,
				{ settings: { dialect, profiles: [] } },
			);
			await watching.trigger.activate();
			watching.later();
			watching.create('one@example.com', {
				firstName: 'One',
				location: { city: 'Oslo' },
				cusCustomerId: 'X-1',
			});
			const output = await watching.trigger.poll();
			const { items } = await harness.runNode({
				organization,
				parameters: { endpoint, operation: 'getAll', ...shape, options } as INodeParameters,
			});
			expect(output).toEqual(items.map(({ json }) => json));
			expect(output?.[0]).toMatchObject({ email: 'one@example.com' });
			const hasCustom = 'cusCustomerId' in (output?.[0] ?? {});
			expect(hasCustom).toBe(
				endpoint === 'profileAndServicesExt' && ['Simplify off', 'Output Fields'].includes(name),
			);
		});
	});
});

describe('Overlap', () => {
	it('counts from the last change, and each poll asks for it again', async () => {
		const watching = new Watching(suite, 'overlap', {
			...BY_FILTER,
			event: 'created',
			options: { overlap: 120 },
		});
		await watching.trigger.activate();
		watching.later(86_400);
		watching.create('one@example.com');
		await watching.poll();
		await watching.poll();
		const path = decodeURIComponent(control('overlap').requests().at(-1)?.path ?? '');
		expect(path).toContain(`modifiedfrom_parameter=${instant(86_400 - 7200 - 0.001)}`);
	});
});

describe('Max Age', () => {
	it('leaves out what is older, by the clock of the server, and nothing without the option', async () => {
		const ages = [1, 0].map(
			(maxAge) =>
				new Watching(suite, `age-${maxAge}`, {
					...BY_ORDER,
					event: 'created',
					options: { maxAge },
				}),
		);
		const found = [];
		for (const watching of ages) {
			await watching.trigger.activate();
			watching.later();
			watching.create('old@example.com');
			watching.later(7200);
			watching.create('new@example.com');
			found.push(await watching.poll());
		}
		expect(found).toEqual([['new@example.com'], ['old@example.com', 'new@example.com']]);
	});
});

describe('Max Age, with a clock of n8n that is behind', () => {
	it('counts by that of the server, at the price of a request', async () => {
		const options = { maxAge: 1 };
		const watching = new Watching(suite, 'age-behind', { ...BY_ORDER, event: 'created', options });
		watching.later(3650 * 86_400);
		await watching.trigger.activate();
		watching.later();
		watching.create('old@example.com');
		watching.later(7200);
		watching.create('new@example.com');
		const before = watching.control.requests().length;
		expect(await watching.poll()).toEqual(['new@example.com']);
		expect(watching.control.requests().length).toBe(before + 2);
	});
});

describe('Fields to Watch', () => {
	it.each([
		['a list', ['email', 'location.city']],
		['a text', 'email, location.city'],
		['an expression', '={{ ["email", "location.city"].join(", ") }}'],
	])('as %s: an update counts when one of them differs', async (name, fieldsToWatch) => {
		const watching = new Watching(suite, `watched-${name.replace(/ /g, '-')}`, {
			...BY_ORDER,
			event: 'updated',
			options: { fieldsToWatch },
		});
		const { trigger } = watching;
		watching.later();
		const PKey = watching.create('one@example.com');
		await trigger.activate();
		watching.later();
		watching.update(PKey);
		expect(await watching.poll()).toBeNull();
		watching.later();
		watching.update(PKey, { email: 'other@example.com' });
		expect(await watching.poll()).toEqual(['other@example.com']);
		watching.later();
		watching.update(PKey, { location: { city: 'Oslo' } });
		expect(await watching.poll()).toEqual(['other@example.com']);
		watching.later();
		watching.update(PKey, { location: { city: 'Oslo' } });
		expect(await watching.poll()).toBeNull();
	});
});

it('Fields to Watch: of more profiles than can be remembered the activation remembers the latest', async () => {
	const options = { fieldsToWatch: ['email'], fields: ['email'], pageSize: 1000 };
	const watching = new Watching(
		suite,
		'watched-latest',
		{ ...BY_FILTER, event: 'updated', options },
		{ settings: { people: 4900 } },
	);
	const { control } = watching;
	control.touch({ count: 4900, lastModified: watching.now, stepMs: 1 });
	watching.later();
	await watching.trigger.activate();
	const last = control.profiles()[4899];
	watching.update(last.PKey);
	watching.later();
	expect(await watching.poll()).toBeNull();
});

describe('Ignore Changes By', () => {
	/** The sandbox has no accounts: the answer is written here. */
	const changedBy = (organization: string, names: Array<string | undefined>) => {
		const rows = control(organization).profiles().slice(0, names.length);
		const content = names.map((title, index) => ({
			...rows[index],
			lastModified: instant(index),
			modifiedBy: title === undefined ? null : { PKey: `@${title}`, title },
		}));
		const body = JSON.stringify({ content: content.reverse() });
		control(organization).faults([{ path: '_order=lastModified', respond: { status: 200, body } }]);
	};
	const begin = (organization: string) =>
		new Watching(suite, organization, {
			...BY_ORDER,
			event: 'updated',
			options: { ignoreChangesBy: 'API account' },
		});

	it('leaves out the updates of that account, and puts out those of others', async () => {
		const watching = begin('ignored');
		watching.later();
		changedBy('ignored', ['Ann', 'API account']);
		expect(await watching.trigger.activate()).toBeNull();
		watching.later();
		changedBy('ignored', ['Ann', 'API account', 'API account', 'Ann']);
		const fourth = control('ignored').profiles()[3].email;
		expect(await watching.poll()).toEqual([fourth]);
	});

	it.each([
		['tells nothing', [undefined, undefined]],
		['names one account for all', ['API account', 'API account']],
		['names nobody', ['Anonymous', undefined, 'anonymous']],
	])('the activation refuses it where the instance %s', async (name, names) => {
		const organization = `unproven-${name.length}`;
		const watching = begin(organization);
		changedBy(organization, names);
		expect(await refusal(watching.trigger.activate())).toMatch(
			/^'Ignore Changes By' cannot be used with this Campaign \| .*'Fields to Watch'/,
		);
	});

	it('its list has the accounts where they differ', async () => {
		begin('accounts');
		changedBy('accounts', ['Ann', 'API account', undefined, 'Ann']);
		const list = async () =>
			await harness.loadOptions('getModifiers', {
				node: 'adobeCampaignProfileTrigger',
				organization: 'accounts',
				parameters: { endpoint: 'profileAndServices' },
			});
		expect(await list()).toEqual([
			{ name: 'API account', value: 'API account' },
			{ name: 'Ann', value: 'Ann' },
		]);
		await expect(list()).rejects.toThrow(
			'Your Campaign does not tell who changed a profile, so no account can be left out',
		);
	});
});

const WRONG: Array<[string, INodeParameters, RegExp]> = [
	['event', { event: 'deleted' }, /^'Event' has no such choice \| .*created, updated, both/],
	['askBy', { askBy: 'magic' }, /^'Find Changes By' has no such choice \| .*filter, order/],
	['simplify', { simplify: '={{ undefined }}' }, /^'Simplify' is neither true nor false/],
	[
		'onTooMany',
		{ options: { onTooMany: '={{ "later" }}' } },
		/^'On Too Many' in Options has no such choice \| .*stop, skip/,
	],
	['maxItems', { options: { maxItems: 0 } }, /^'Max Profiles per Run' in Options is not a/],
	[
		'maxItems of no value',
		{ options: { maxItems: '={{ undefined }}' } },
		/^'Max Profiles per Run' in Options is not a/,
	],
	[
		'overlap',
		{ options: { overlap: 1441 } },
		/^'Overlap' in Options is not a number from 1 to 1440/,
	],
	[
		'maxItems in a text',
		{ options: { maxItems: '={{ "many" }}' } },
		/^'Max Profiles per Run' in Options/,
	],
	['overlap of nothing', { options: { overlap: 0 } }, /^'Overlap' in Options is not a number/],
	['maxAge', { options: { maxAge: -1 } }, /^'Max Age' in Options is not a number from 0/],
	['pageSize', { options: { pageSize: 0 } }, /^'Page Size' is not a number of profiles/],
	['timeout', { options: { timeout: 0 } }, /^'Timeout' in Options is not a number/],
	[
		'ignoreChangesBy',
		{ event: 'created', options: { ignoreChangesBy: 'API account' } },
		/^'Ignore Changes By' needs another 'Event' \| /,
	],
	[
		'fieldsToWatch',
		{ event: 'created', options: { fieldsToWatch: ['email'] } },
		/^'Fields to Watch' needs another 'Event' \| /,
	],
];

describe('a wrong value', () => {
	it.each(WRONG)(
		'of %s is refused with the name of the field on the screen',
		async (name, wrong, words) => {
			const watching = new Watching(suite, `wrong-${name.replace(/ /g, '-')}`, {
				...BY_ORDER,
				event: 'updated',
				...wrong,
			});
			const text = await refusal(watching.trigger.activate());
			expect(text).toMatch(words);
			// A trigger has no items, and writes nothing.
			expect(text).not.toMatch(/\bitems?\b|written/);
			expect(watching.control.requests()).toEqual([]);
		},
	);
});

it('an event that is both names itself in every shape of the output', async () => {
	const watching = new Watching(suite, 'both-shape', {
		...BY_ORDER,
		event: 'both',
		options: { fields: ['email'] },
	});
	await watching.trigger.activate();
	watching.later();
	watching.create('one@example.com');
	const output = await watching.trigger.poll();
	expect(output).toEqual([{ event: 'created', email: 'one@example.com' }]);
	expect(emails(output)).toEqual(['created one@example.com']);
});
