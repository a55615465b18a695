import type { Fault } from '../../../sandbox/server';
import { autoMap, create, ext, formField, standard, values } from '../parameters';
import { bodies, messages, methods, oops, tooMany } from '../requests';
import { useHarness } from '../suite';

const { harness, control } = useHarness();

const node = 'adobeCampaign';

/** The services that were created since the last reset. */
const createdIn = (organization: string) => control(organization).records('service').slice(5);

describe.each(['create', 'create-v8'])('Create of a service, in %s', (organization) => {
	beforeEach(() => control(organization).reset());

	const run = async (...changes: Parameters<typeof create>) =>
		await harness.runNode({ organization, node, parameters: create(...changes) });

	it.each([standard, ext])(
		'sends one request and outputs the new service: $endpoint',
		async (fieldSet) => {
			const { items, requests, hints, error } = await run(
				values({ name: 'SVC20', label: ' Orchard News\u200b', start: '2026-04-01T23:30:00' }, [
					formField('name'),
					formField('label'),
					formField('start', 'dateTime'),
				]),
				fieldSet,
			);

			expect(error?.message).toBeUndefined();
			const [made] = createdIn(organization);
			expect(methods(requests)).toEqual(['POST']);
			expect(requests[0].path).toMatch(new RegExp(`/${fieldSet.endpoint}/service$`));
			expect(bodies(requests)).toEqual([
				{ name: 'SVC20', label: 'Orchard News', start: '2026-04-01' },
			]);
			expect(items[0].json).toMatchObject({
				...{ PKey: made.PKey, name: 'SVC20', label: 'Orchard News', start: '2026-04-01' },
				messageType: 'email',
			});
			expect(hints).toEqual([]);
		},
	);

	it('sends dates and choices in the form that Campaign takes', async () => {
		const { items, requests } = await harness.runNode({
			organization,
			node,
			items: [{ label: 'SMS', start: '2026-04-01T10:00:00', channel: 'Mobile (SMS)', on: 'yes' }],
			parameters: create(
				values(
					{
						label: '={{ $json.label }}',
						start: '={{ $json.start }}',
						messageType: '={{ $json.channel }}',
						limitedDuration: '={{ $json.on }}',
						cusTopic: 'offers',
					},
					[],
				),
				ext,
			),
		});

		expect(bodies(requests)).toEqual([
			{
				...{ label: 'SMS', start: '2026-04-01', messageType: 'sms', limitedDuration: true },
				cusTopic: 'offers',
			},
		]);
		expect(items[0].json).toMatchObject({ messageType: 'sms', cusTopic: 'offers', name: 'SVC6' });
	});

	it('refuses a name that is taken, and creates the other items', async () => {
		const { items, errorItems } = await harness.runNode({
			organization,
			node,
			items: ['N1', 'SVC1', 'N2'].map((name) => ({ name })),
			parameters: create(autoMap([formField('name')])),
			nodeSettings: { onError: 'continueErrorOutput' },
		});

		expect(items.map(({ json }) => json.name)).toEqual(['N1', 'N2']);
		expect(errorItems[0].json.error).toContain(
			organization.endsWith('-v8')
				? 'Campaign refused the request [item 1]'
				: 'Another service already has this name [item 1]',
		);
		expect(createdIn(organization)).toHaveLength(2);
	});

	it.each<[string, Fault, number]>([
		['lost before the write', { drop: 'beforeWrite' }, 0],
		['lost after the write', { drop: 'afterWrite' }, 1],
		['504 after the write', { respondAfterWrite: oops(504) }, 1],
		['201 without a body', { respondAfterWrite: { status: 201, body: '' } }, 1],
	])(
		'is not sent again when it is unclear whether it was done: %s',
		async (_case, fault, count) => {
			control(organization).faults([{ method: 'POST', ...fault }]);

			const { error, requests } = await run(values({ label: 'Orchard News' }));

			expect(error?.description).toMatch(
				/^The service may exist now\. Look for it with 'Get Many'/,
			);
			expect(methods(requests)).toEqual(['POST']);
			expect(createdIn(organization)).toHaveLength(count);
		},
	);

	it('is sent again when it was certainly not done', async () => {
		control(organization).faults([{ method: 'POST', times: 2, respond: tooMany(0) }]);

		const { items, requests } = await run(values({ label: 'Orchard News' }));

		expect(items).toHaveLength(1);
		expect(methods(requests)).toEqual(['POST', 'POST', 'POST']);
		expect(createdIn(organization)).toHaveLength(1);
	});

	it('reports what was not stored as a hint', async () => {
		const respond = { status: 201, body: '{"PKey":"@A1","label":"Other"}' };
		control(organization).faults([{ method: 'POST', respondAfterWrite: respond }]);

		const { items, hints } = await run(values({ label: 'Orchard News' }));

		expect(items[0].json.PKey).toBe('@A1');
		expect(messages(hints)).toEqual([
			"Campaign created the service, but did not store 'label' as sent",
		]);
	});
});

describe('Create of a service', () => {
	it.each([
		['PKey', '@abc'],
		['title', 'News'],
		['isTemplate', 'true'],
		['subscriptions', 'x'],
		['template', '@abc'],
		['cusTopic', 'with Standard Fields'],
		['messageType', 'letter'],
		['start', 'soon'],
	])('refuses %s = %j, and sends no write', async (field, value) => {
		const { error, requests } = await harness.runNode({
			organization: 'unfit',
			node,
			parameters: create(values({ label: 'News', [field]: `={{ "${value}" }}` }, [])),
		});

		expect(error).toBeDefined();
		expect(methods(requests)).not.toContain('POST');
	});

	it('refuses an item without a value before any request', async () => {
		const { error, requests } = await harness.runNode({
			organization: 'nothing',
			node,
			parameters: create(values({})),
		});

		expect(error?.message).toBe('There is nothing to store');
		expect(requests).toEqual([]);
	});

	it('works with the OAuth2 credential', async () => {
		const { items } = await harness.runNode({
			organization: 'oauth2',
			authentication: 'oAuth2',
			node,
			parameters: create(values({ label: 'News' })),
		});

		expect(items[0].json.name).toBe('SVC6');
	});
});
