import {
	chooseSignal,
	findSignal,
	flat,
	signalsIn,
} from '../../../../../../nodes/AdobeCampaign/resources/workflow/signals';
import { errorOf } from '../../campaign';
import { href, open, RUNNING, SIGNAL1, TRIGGER, URGENT, withActivities } from './workflowScene';

const trigger = { href: href(TRIGGER) };

const TWO = withActivities({ signal1: { trigger }, urgent: { trigger: { href: href(URGENT) } } });

const DECLARED = [
	['day', 'dateTime'],
	['dryRun', 'boolean'],
	['fileName', 'string'],
	['rows', 'number'],
];

describe('The declaration of a signal', () => {
	const asList = Object.entries(SIGNAL1.parameters).map(([name, more]) => ({ name, ...more }));
	const asTexts = Object.fromEntries(
		Object.entries(SIGNAL1.parameters).map(([name, { type }]) => [name, type]),
	);

	it.each([
		['a map', { trigger, parameters: SIGNAL1.parameters }],
		['a list', { trigger, parameters: asList }],
		['a map of types', { trigger, parameters: asTexts }],
		['a map of its trigger', { trigger: { ...trigger, parameters: SIGNAL1.parameters } }],
		['a list of its trigger', { trigger: { ...trigger, parameters: asList } }],
	])('is read from %s', (_, signal1) => {
		const parameters = findSignal(withActivities({ signal1 }), '')?.parameters;

		expect(parameters?.map(({ id, type }) => [id, type])).toEqual(DECLARED);
	});

	it.each([
		[{}, []],
		[[], []],
		[[{ type: 'string' }], []],
		[undefined, undefined],
		[null, undefined],
		['none', undefined],
	])('%j has the parameters %j', (parameters, expected) => {
		const workflow = withActivities({ signal1: { trigger, parameters } });

		expect(findSignal(workflow, '')?.parameters).toEqual(expected);
	});

	it('may have types that nobody knows, which are texts', () => {
		const workflow = withActivities({ signal1: { parameters: { a: { type: 'blob' }, b: {} } } });

		expect(findSignal(workflow, '')?.parameters?.map(({ type }) => type)).toEqual([
			'string',
			'string',
		]);
	});
});

describe('A signal', () => {
	it.each([
		['the only one', RUNNING, '', 'signal1'],
		['by its name', TWO, 'urgent', 'urgent'],
	])('%s is chosen, with its address', (_, workflow, name, id) => {
		expect(chooseSignal(open().item, workflow, name)).toMatchObject({
			id,
			href: href(id === 'urgent' ? URGENT : TRIGGER),
		});
	});

	it.each([
		[
			TWO,
			'',
			"The workflow has several signals, and 'Signal Name or ID' is empty",
			'signal1, urgent',
		],
		[
			TWO,
			'signal2',
			"The workflow has no activity of the name in 'Signal Name or ID'",
			'signal1, urgent',
		],
		[withActivities({}), '', 'The workflow has no signal that can be triggered now', "'started'"],
		[
			withActivities({}),
			'signal1',
			'The workflow has no signal that can be triggered now',
			"'started'",
		],
		[
			withActivities({ signal1: { parameters: {} } }, { state: 'paused' }),
			'signal1',
			'The workflow has no signal that can be triggered now',
			"'paused'",
		],
		[
			withActivities({ signal1: { trigger: { href: '' } } }),
			'',
			'The workflow has no signal that can be triggered now',
			'External Signal',
		],
		[{ PKey: '@w' }, '', 'The workflow has no signal that can be triggered now', "''"],
	])('of %j named %j is refused: %s', async (workflow, name, message, told) => {
		const { item } = open();
		const error = await errorOf(
			(async () => await Promise.resolve(chooseSignal(item, workflow, name)))(),
		);

		expect(error.message).toBe(message);
		expect(error.description).toContain('Nothing was sent');
		expect(error.description).toContain(told);
	});
});

describe('The list of signals', () => {
	it('has the activities with an address or parameters', () => {
		const activity = { a: { trigger }, b: { parameters: {} }, load: {} };

		expect(signalsIn(withActivities(activity)).map(({ id }) => id)).toEqual(['a', 'b']);
	});

	it('has all activities where Campaign does not tell which wait for a signal', () => {
		expect(signalsIn(withActivities({ signal1: {}, load: {} })).map(({ id }) => id)).toEqual([
			'signal1',
			'load',
		]);
	});

	it.each([[{}], [{ activities: null }], [{ activities: { activity: [] } }], [{ activities: '' }]])(
		'of a workflow with %j is empty',
		(more) => {
			expect(signalsIn({ PKey: '@w', ...more })).toEqual([]);
		},
	);
});

it('Simplify leaves the simple fields and the names of the signals', () => {
	const { title, activities, ...simple } = RUNNING;

	expect([title, activities]).not.toContain(undefined);
	expect(flat(RUNNING)).toEqual({ ...simple, signals: ['signal1'] });
	expect(Object.keys(flat({ ...RUNNING, created: '' })).length).toBeLessThanOrEqual(10);
});
