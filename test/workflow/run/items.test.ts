/** Items on their way through the node: links, errors, files. */
import { amy, autoMap, by, byItsEmail, get, nobody, update, values } from '../parameters';
import { methods } from '../requests';
import { useHarness } from '../suite';

const { harness, control } = useHarness();

const rows = (...emails: string[]) => emails.map((email, row) => ({ email, row }));

describe('Every output item', () => {
	it('is linked to its input', async () => {
		const { items } = await harness.runNode({
			organization: 'links',
			items: rows(amy.email, amy.email, amy.email),
			parameters: get(byItsEmail),
		});

		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});
});

describe('An item that fails', () => {
	const input = rows(amy.email, nobody, amy.email);

	it('stops the run and is named, and no further item is begun', async () => {
		const { error, items, requests } = await harness.runNode({
			organization: 'stop',
			items: input,
			parameters: update(byItsEmail, values({ phone: '1' }), {
				confirmUpdate: false,
				options: { maxConcurrency: 1 },
			}),
		});

		expect(items).toEqual([]);
		expect(error).toMatchObject({
			message: 'No profile has this e-mail [item 1] (1 of 3 items were done)',
			description: expect.stringContaining('Done: items 0.') as string,
			context: { itemIndex: 1 },
		});
		expect(methods(requests)).toEqual(['GET', 'PATCH', 'GET']);
	});

	it('has no number when it is the only item', async () => {
		const { error } = await harness.runNode({
			organization: 'single',
			items: rows(nobody),
			parameters: get(byItsEmail),
		});

		expect(error?.message).toBe('No profile has this e-mail');
	});

	it('goes to the error output with its input and its link', async () => {
		const { items, errorItems } = await harness.runNode({
			organization: 'error-output',
			items: input,
			parameters: get(byItsEmail),
			nodeSettings: { onError: 'continueErrorOutput' },
		});

		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(errorItems).toEqual([
			{
				json: {
					email: nobody,
					row: 1,
					error: "No profile has this e-mail [item 1]. Check the e-mail in 'Profile'.",
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	it('stays in its place with its input when On Error is Continue', async () => {
		const { items } = await harness.runNode({
			organization: 'continue',
			items: input,
			parameters: get(byItsEmail),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(items[1].json).toMatchObject({
			email: nobody,
			row: 1,
			error: expect.stringContaining('No profile has this e-mail [item 1]'),
		});
	});

	it.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
		'keeps its files: %s',
		async (onError) => {
			const scan = { data: 'eA==', mimeType: 'image/png', fileName: 'scan.png' };
			const { items, errorItems } = await harness.runNode({
				organization: 'files',
				items: rows(amy.email, nobody).map((json) => ({ json, binary: { scan } })),
				parameters: get(byItsEmail),
				nodeSettings: { onError },
			});

			const failed = onError === 'continueErrorOutput' ? errorItems[0] : items[1];
			expect(failed.json.error).toContain('No profile has this e-mail');
			expect(failed.binary).toEqual({ scan });
		},
	);

	it('has its own number when several items failed by the same answer', async () => {
		control('shared-refusal').faults([
			{ path: 'resourceType', times: 99, respond: { status: 403, body: 'No rights' } },
		]);

		const { items } = await harness.runNode({
			organization: 'shared-refusal',
			items: rows(amy.email, amy.email, amy.email),
			parameters: update(byItsEmail, autoMap()),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(items.map(({ json }) => String(json.error).match(/\[item \d\]/g))).toEqual([
			...[['[item 0]'], ['[item 1]'], ['[item 2]']],
		]);
	});

	it.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
		'does not make Retry On Fail write all items again when it is the first: %s',
		async (onError) => {
			const { items, errorItems, requests } = await harness.runNode({
				organization: `retry-${onError}`,
				items: rows(nobody, amy.email),
				parameters: update(byItsEmail, values({ phone: '1' }), { confirmUpdate: false }),
				nodeSettings: { onError, retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
			});

			expect(methods(requests)).toEqual(['GET', 'GET', 'PATCH']);
			const failed = onError === 'continueErrorOutput' ? errorItems[0] : items[0];
			expect(failed).toMatchObject({
				json: { error: 'No profile has this e-mail [item 0]' },
				pairedItem: { item: 0 },
			});
		},
	);

	it('keeps its input under Retry On Fail when it is not the first', async () => {
		const { errorItems } = await harness.runNode({
			organization: 'retry-second',
			items: rows(amy.email, nobody),
			parameters: get(byItsEmail),
			nodeSettings: { onError: 'continueErrorOutput', retryOnFail: true },
		});

		expect(errorItems[0].json).toMatchObject({ email: nobody, row: 1 });
	});

	it('goes to the error output when an expression failed, too', async () => {
		const { errorItems } = await harness.runNode({
			organization: 'expression',
			items: [{ email: amy.email }],
			parameters: get(by('email', '={{ $json.email.nothing.more }}')),
			nodeSettings: { onError: 'continueErrorOutput' },
		});

		expect(errorItems).toHaveLength(1);
	});
});

it('A run of many items asks for one token', async () => {
	const { tokenRequests, items } = await harness.runNode({
		organization: 'many',
		authentication: 'oAuth2',
		items: rows(...Array.from({ length: 20 }, () => amy.email)),
		parameters: get(byItsEmail),
	});

	expect(items).toHaveLength(20);
	expect(tokenRequests).toHaveLength(1);
});

it('The input items are not changed', async () => {
	const json = { email: amy.email, nested: { a: 1 } };

	await harness.runNode({
		organization: 'untouched',
		items: [{ json }],
		parameters: get(byItsEmail),
	});

	expect(json).toEqual({ email: amy.email, nested: { a: 1 } });
});
