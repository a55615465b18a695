import type { IDataObject } from 'n8n-workflow';

import { triggerSignal } from '../../../../../../nodes/AdobeCampaign/resources/workflow/triggerSignal.operation';
import { errorOf, LOST, ok, shortenPauses, type Reply, type Script } from '../../campaign';
import {
	COMMANDS,
	GET,
	href,
	inState,
	open,
	PLAIN,
	readOf,
	RUNNING,
	sent,
	TRIGGER,
	URGENT,
	withActivities,
} from './workflowScene';

shortenPauses();

const POST = `POST ${TRIGGER}`;
const MADE: Reply = { status: 201, body: {} };

const VALUES = {
	fileName: 'loyalty.csv',
	rows: 3,
	dryRun: false,
	day: '2026-03-01T10:00:00.000Z',
};

const SENT = {
	source: 'n8n',
	parameters: { ...VALUES, day: '2026-03-01 10:00:00.000Z' },
};

const json = (values: IDataObject): IDataObject => ({ parametersJson: JSON.stringify(values) });

/** 'Parameters' mapped by the names of the input item. */
const AUTOMATIC: IDataObject = {
	specifyParameters: 'fields',
	parameters: { mappingMode: 'autoMapInputData', value: null, schema: [] },
};

const inputWith = (more: IDataObject = {}, item: IDataObject = {}) =>
	readOf(triggerSignal, more, { items: [item] });

const run = async (script: Script, more: IDataObject = {}) => {
	const opened = open(script);
	const output = await triggerSignal.run(opened.item, inputWith(more));
	return { ...opened, output };
};

const failing = async (script: Script, more: IDataObject = {}, item: IDataObject = {}) => {
	const opened = open(script);
	const error = await errorOf(triggerSignal.run(opened.item, inputWith(more, item)));
	return { ...opened, error };
};

describe('Trigger Signal', () => {
	it('reads the workflow, and POSTs what is declared to the address as it came', async () => {
		const { output, asked } = await run({ [GET]: ok(RUNNING), [POST]: MADE }, json(VALUES));

		expect(output).toEqual({
			triggered: true,
			workflow: 'WKF1',
			signal: 'signal1',
			...SENT,
			startedWorkflow: false,
		});
		expect(asked).toEqual([
			GET,
			`${POST} ${JSON.stringify({ source: 'n8n', parameters: (output as typeof SENT).parameters })}`,
		]);
	});

	it('sends parameters as the types that are declared, empty ones too', async () => {
		const values = { fileName: '', rows: '3', dryRun: 'no', day: '2026-03-01T11:00:00+01:00' };
		const { output } = await run({ [GET]: ok(RUNNING), [POST]: MADE }, json(values));

		expect(output).toMatchObject({
			parameters: { fileName: '', rows: 3, dryRun: false, day: '2026-03-01 10:00:00.000Z' },
		});
	});

	it('takes the parameters from the columns of the item, and leaves other columns alone', async () => {
		const { item, written } = open({ [GET]: ok(RUNNING), [POST]: MADE });
		await triggerSignal.run(item, inputWith(AUTOMATIC, { ...VALUES, other: 'x' }));

		expect(JSON.parse(written()[0].slice(POST.length))).toEqual(SENT);
	});

	it('without parameters sends an empty object, and the source that is given', async () => {
		const { written } = await run({ [GET]: ok(PLAIN), [POST]: MADE }, { source: 'Shop' });

		expect(written()).toEqual([`${POST} {"source":"Shop","parameters":{}}`]);
	});

	it.each<[string, Reply, object]>([
		['something', { status: 201, body: { PKey: '@t' } }, { answer: { PKey: '@t' } }],
		['nothing but that', ok({}), {}],
		['a list', ok([]), {}],
	])('outputs what Campaign says of it, if that is %s', async (_, reply, more) => {
		const { output } = await run({ [GET]: ok(PLAIN), [POST]: reply });

		expect(output).toEqual({
			...{ triggered: true, workflow: 'WKF1', signal: 'signal1', source: 'n8n', parameters: {} },
			startedWorkflow: false,
			...more,
		});
	});

	it('chooses one of several', async () => {
		const activity = {
			signal1: { parameters: {}, trigger: { href: href(TRIGGER) } },
			urgent: { parameters: {}, trigger: { href: href(URGENT) } },
		};
		const script = { [GET]: ok(withActivities(activity)), [`POST ${URGENT}`]: MADE };
		const { output } = await run(script, { signal: 'urgent' });
		const { error, written } = await failing(script);

		expect(output).toMatchObject({ signal: 'urgent' });
		expect(error.message).toContain("'Signal Name or ID' is empty");
		expect(written()).toEqual([]);
	});

	it('does not follow an address that leads elsewhere', async () => {
		const away = { parameters: {}, trigger: { href: `https://example.com/${TRIGGER}` } };
		const { error, written } = await failing({ [GET]: ok(withActivities({ away })) });

		expect(error.message).toContain('leads away');
		expect(written()).toEqual([]);
	});
});

describe('What the declaration does not allow is refused before anything is sent:', () => {
	it.each<[string, IDataObject, string, string]>([
		['a name', { ...VALUES, filename: 'x' }, "The value of 'filename'", "Did you mean 'fileName'?"],
		[
			'a missing one',
			{ fileName: 'x', rows: 1, dryRun: true },
			"'day' in 'Parameters' has no value",
			'all parameters',
		],
		[
			'two missing ones',
			{ rows: 1, dryRun: true },
			"'day', 'fileName' in 'Parameters' have no value",
			'For a text an empty one is a value',
		],
		[
			'an empty number',
			{ ...VALUES, rows: '' },
			"'rows' in 'Parameters' has no value",
			'all parameters',
		],
		['a type', { ...VALUES, rows: 'many' }, "The value of 'rows'", 'A number is needed'],
		[
			'a null',
			{ ...VALUES, fileName: null },
			"'fileName' in 'Parameters' has no value",
			'all parameters',
		],
		[
			'what is left of an expression',
			{ ...VALUES, fileName: '{{ $json.a }}' },
			"The value of 'fileName'",
			'expression',
		],
	])('%s', async (_, values, message, told) => {
		const { error, asked } = await failing({ [GET]: ok(RUNNING) }, json(values));

		expect(error.message).toContain(message);
		expect(error.description).toContain('Nothing was sent');
		expect(error.description).toContain(told);
		expect(asked).toEqual([GET]);
	});

	it('any name, where none is declared', async () => {
		const { error } = await failing({ [GET]: ok(PLAIN) }, json({ count: 1 }));

		expect(error.description).toContain('It has none.');
	});

	it('of a stopped workflow before it is started', async () => {
		const script = { [GET]: inState('stopped') };
		const { asked } = await failing(script, { ...json({}), options: { startIfStopped: true } });

		expect(asked).toEqual([GET]);
	});
});

describe('Where Campaign tells no parameters', () => {
	const UNTOLD = withActivities({ signal1: { trigger: { href: href(TRIGGER) } } });

	it('they are sent as they are given', async () => {
		const { output } = await run(
			{ [GET]: ok(UNTOLD), [POST]: MADE },
			json({ a: '', b: '3', c: false }),
		);

		expect(output).toMatchObject({ parameters: { a: '', b: '3', c: false } });
	});

	it('columns of the item cannot be mapped', async () => {
		const { error, written } = await failing({ [GET]: ok(UNTOLD) }, AUTOMATIC, { a: 1 });

		expect(error.message).toBe("Campaign does not tell what 'Parameters' takes");
		expect(written()).toEqual([]);
	});
});

describe('The size', () => {
	const sized = (bytes: number, text = 'x') => {
		const empty = JSON.stringify({ source: 'n8n', parameters: { a: '' } }).length;
		const room = bytes - empty;
		const width = new TextEncoder().encode(text).length;
		return json({ a: text.repeat(Math.floor(room / width)) + 'y'.repeat(room % width) });
	};
	const SCRIPT = {
		[GET]: ok(
			withActivities({
				signal1: { parameters: { a: 'string' }, trigger: { href: href(TRIGGER) } },
			}),
		),
	};

	it.each(['x', 'é', '€'])(
		'of 64 KB of %s is refused from the first byte more on',
		async (text) => {
			const most = open({ ...SCRIPT, [POST]: MADE });
			// The script knows no body, so the request is found by its address alone.
			await triggerSignal.run(most.item, inputWith(sized(65_536, text)));
			const { error, written } = await failing(SCRIPT, sized(65_537, text));

			expect(most.written()).toHaveLength(1);
			expect(new TextEncoder().encode(most.written()[0].slice(POST.length + 1))).toHaveLength(
				65_536,
			);
			expect(error.message).toBe('The signal is too large');
			expect(error.description).toContain('65537');
			expect(written()).toEqual([]);
		},
	);
});

describe('A stopped workflow', () => {
	const STARTING = { options: { startIfStopped: true } };

	it('takes no signal: nothing is sent', async () => {
		const { error, asked } = await failing({ [GET]: inState('stopped') }, json(VALUES));

		expect(error.message).toBe('The workflow is stopped, and only a running one takes a signal');
		expect(error.description).toContain("'Start If Stopped'");
		expect(asked).toEqual([GET]);
	});

	it('is started, and its signal triggered at the address that it has then', async () => {
		const stopped = withActivities({ signal1: { parameters: {} } }, { state: 'stopped' });
		const script = {
			[GET]: [ok(stopped), ok(stopped), ok(PLAIN)],
			[COMMANDS]: MADE,
			[POST]: MADE,
		};
		const { output, asked } = await run(script, STARTING);

		expect(output).toMatchObject({ triggered: true, startedWorkflow: true });
		expect(asked).toEqual([
			...[GET, sent('start'), GET, GET],
			`${POST} {"source":"n8n","parameters":{}}`,
		]);
	});

	it('that does not come to run in time gets no signal', async () => {
		const { error, written } = await failing(
			{ [GET]: inState('stopped'), [COMMANDS]: MADE },
			{ ...json(VALUES), options: { startIfStopped: true, waitAtMost: 0 } },
		);

		expect(error.message).toBe('The workflow was told to start, but was not seen running');
		expect(error.description).toContain("'stopped'");
		expect(written()).toEqual([sent('start')]);
	});

	it.each<[string, Script, string]>([
		[
			'has no address then',
			{ [GET]: [inState('stopped'), ok(withActivities({ load: {} }))] },
			'no signal',
		],
		[
			'is refused',
			{ [POST]: { status: 500, body: 'An error has occurred' } },
			'Campaign refused the signal',
		],
		['came too soon', { [POST]: ok('Try later') }, 'Campaign takes no signal'],
	])('whose signal %s was started, and the error says so', async (_, more, message) => {
		const script = { [GET]: [inState('stopped'), ok(RUNNING)], [COMMANDS]: MADE, ...more };
		const { error } = await failing(script, { ...json(VALUES), ...STARTING });

		expect(error.message).toContain(message);
		expect(error.description).toMatch(/^The workflow was started for this item\./);
	});

	it('is not started when it runs, or is in a state of which nothing is known', async () => {
		for (const state of ['started', 'paused', 'other']) {
			const { written, output } = await run(
				{ [GET]: inState(state), [POST]: MADE },
				{ ...json(VALUES), ...STARTING },
			);

			expect(output).toMatchObject({ startedWorkflow: false });
			expect(written()).toHaveLength(1);
		}
	});
});

describe('A signal is sent once:', () => {
	it.each<[string, Reply, string]>([
		['a lost connection', LOST, 'No connection'],
		['a gateway that gave up', { status: 504 }, 'not available'],
		['a 503', { status: 503 }, 'not available'],
		['an empty answer', { status: 201 }, 'does not say whether'],
		['a text', ok('OK'), 'does not say whether'],
		['a page', ok('<html>Sign in</html>'), 'does not say whether'],
	])('after %s the error says that it may have been triggered', async (_, reply, message) => {
		const { error, written, item } = await failing({ [GET]: ok(PLAIN), [POST]: reply });
		const again = await errorOf(triggerSignal.run(item, inputWith()));

		expect(error.message).toContain(message);
		expect(error.description).toMatch(/^The signal may have been triggered/);
		expect(again.message).toBe('An earlier item has sent this signal already');
		expect(written()).toHaveLength(1);
	});

	it.each<[string, Reply, string]>([
		[
			'a cooldown of status 200',
			ok('Trigger has been called'),
			'Campaign takes no signal for this activity yet',
		],
		[
			'a cooldown of status 500',
			{ status: 500, body: 'Too soon' },
			'Campaign takes no signal for this activity yet',
		],
		['a refusal', { status: 500, body: 'RST-360011 No' }, 'Campaign refused the signal'],
		['a refusal of status 200', ok('RST-360011 No'), 'Campaign refused the signal'],
		[
			'a parameter that is unknown',
			{ status: 500, body: "RST-360011 x\n'a' parameter isn't defined in signal activity." },
			"The signal has no parameter 'a'",
		],
	])('after %s it was not, and a later item may', async (_, reply, message) => {
		const script = { [GET]: ok(PLAIN), [POST]: [reply, MADE] };
		const { error, item, written } = await failing(script);
		await triggerSignal.run(item, inputWith());

		expect(error.message).toBe(message);
		expect(error.description).not.toContain('may have been');
		expect(written()).toHaveLength(2);
	});

	it('it is sent again only where Campaign was busy', async () => {
		const { written } = await run({ [GET]: ok(PLAIN), [POST]: [{ status: 429 }, MADE] });

		expect(written()).toHaveLength(2);
	});

	it('the values of parameters are in no message', async () => {
		const body = `RST-360011 'loyalty.csv' is wrong`;
		const script = { [GET]: ok(RUNNING), [POST]: { status: 500, body } };
		const { error } = await failing(script, json(VALUES));

		expect(`${error.message} ${error.description}`).not.toContain('loyalty');
	});
});

describe('After a signal', () => {
	const SCRIPT = {
		[GET]: ok(PLAIN),
		['GET execution/@w']: ok(PLAIN),
		['GET execution/WKF2']: ok({ ...PLAIN, PKey: '@x', name: 'WKF2' }),
		[POST]: MADE,
	};

	it.each([
		['with the same names', {}, {}, 1],
		['with its name', {}, { signal: 'signal1' }, 1],
		['without its name', { signal: 'signal1' }, {}, 2],
		['with the PKey', {}, { workflow: '@w', signal: 'signal1' }, 1],
		['with the PKey and without its name', {}, { workflow: '@w' }, 2],
	])('a later item %s is told the pause: %#', async (_, first, second, reads) => {
		const { item, itemOf, asked, written } = open(SCRIPT);
		await triggerSignal.run(item, inputWith(first));
		const error = await errorOf(triggerSignal.run(itemOf(1), inputWith(second)));

		expect(error.message).toBe('An earlier item has sent this signal already');
		expect(error.description).toMatch(
			/taken in 10 minutes, from \d\d:\d\d on \(Europe\/Paris\)[^]*'Execute Once'/,
		);
		expect(written()).toHaveLength(1);
		expect(asked.length - written().length).toBe(reads);
	});

	it('another workflow takes one', async () => {
		const { item, itemOf, written } = open(SCRIPT);
		await triggerSignal.run(item, inputWith());
		await triggerSignal.run(itemOf(1), inputWith({ workflow: 'WKF2' }));

		expect(written()).toHaveLength(2);
	});

	it('the activity takes the next one after ten minutes', async () => {
		const { item, itemOf, instance, written } = open(SCRIPT);
		await triggerSignal.run(item, inputWith());
		const age = (minutes: number) => {
			for (const [name, at] of instance.sentAt) instance.sentAt.set(name, at - minutes * 60_000);
		};
		age(9.5);
		const error = await errorOf(triggerSignal.run(itemOf(1), inputWith()));
		age(1);
		await triggerSignal.run(itemOf(2), inputWith());

		expect(error.description).toContain('taken in 1 minute, from');
		expect(written()).toHaveLength(2);
	});
});

describe('The form', () => {
	it.each([
		[{ source: '' }, "'Source' is empty"],
		[{ source: ' ' }, "'Source' is empty"],
		[{ workflow: '' }, "'Workflow' is empty"],
		[{ parametersJson: '[1]' }, "'Parameters (JSON)' is not an object"],
		[{ parametersJson: '{' }, "'Parameters (JSON)' is not an object"],
		[{ options: { startIfStopped: 'x' } }, "'Start If Stopped' is neither true nor false"],
		[{ options: { waitAtMost: 9999 } }, "'Wait at Most' in Options is not a number from 0 to 3600"],
	])('of %j is refused: %s', (more, message) => {
		expect(() => inputWith(more)).toThrow(message);
	});

	it('keeps items of one workflow in their order', () => {
		expect(triggerSignal.recordKey?.(inputWith())).toEqual({ way: 'ID', key: 'WKF1' });
	});
});
