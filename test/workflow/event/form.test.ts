/** The form of Send: the fields of the event that is chosen in it. */
import type { INodeParameters } from 'n8n-workflow';

import { orderEvent, send } from '../parameters';
import { REFUSED } from '../requests';
import { useHarness } from '../suite';
import { METADATA, node } from './messages';

const { harness, control } = useHarness();

const fieldsFor = async (
	organization: string,
	changes: INodeParameters = {},
	setting: Partial<Parameters<typeof harness.mapFields>[1]> = {},
) =>
	await harness.mapFields('mapContext', {
		organization,
		node,
		parameters: send(changes),
		...setting,
	});

describe.each(['form', 'form-v8'])('The form of Context, in %s,', (organization) => {
	beforeEach(() => control(organization).reset());

	it('has the fields of the event with their types, by label', async () => {
		const { fields, emptyFieldsNotice } = await fieldsFor(organization);

		expect(fields.map(({ id, displayName, type }) => [id, displayName, type])).toEqual([
			['deliveryAt', 'Delivery at', 'dateTime'],
			['firstName', 'First name', 'string'],
			['gift', 'Gift', 'boolean'],
			['AC_language', 'Language', 'string'],
			['orderDate', 'Order date', 'dateTime'],
			['orderNumber', 'Order number', 'string'],
			['productList', 'Products', 'array'],
			['total', 'Total', 'number'],
		]);
		expect(
			fields.every(
				({ display, required, canBeUsedToMatch }) => display && !required && !canBeUsedToMatch,
			),
		).toBe(true);
		expect(emptyFieldsNotice).toBeUndefined();
		expect(
			control(organization)
				.requests()
				.map(({ path }) => path),
		).toEqual([`/${organization}/campaign/mc${organization}/resourceType/${orderEvent}`]);
	});

	it('has none for an event without fields', async () => {
		expect(await fieldsFor(organization, { eventId: 'EVTpasswordReset' })).toMatchObject({
			fields: [],
		});
	});

	it.each(['', '  ', 'order', '={{ $json.eventId }}', '={{ "x" }}'])(
		'asks for the Event ID when it is %j',
		async (eventId) => {
			expect(await fieldsFor(organization, { eventId })).toEqual({
				fields: [],
				emptyFieldsNotice:
					"Enter the 'Event ID' first. When an expression gives it, choose 'Using JSON'.",
			});
			expect(control(organization).requests()).toEqual([]);
		},
	);

	it.each(['={{ $json.center }}', 'a/b'])(
		'proposes JSON when the message center is %j',
		async (messageCenter) => {
			expect(await fieldsFor(organization, { messageCenter })).toEqual({
				fields: [],
				emptyFieldsNotice: "Choose 'Using JSON' when an expression gives the 'Message Center'.",
			});
			expect(control(organization).requests()).toEqual([]);
		},
	);

	it('takes an Event ID with blanks around it', async () => {
		const { fields } = await fieldsFor(organization, { eventId: ` ${orderEvent} ` });

		expect(fields).toHaveLength(8);
	});

	it('proposes JSON where Campaign does not tell the fields', async () => {
		const notice =
			"Campaign does not tell the fields of this event. Check 'Event ID'; if it is right, choose 'Using JSON'.";
		control(organization).reset({ eventMetadata: false });
		expect(await fieldsFor(organization)).toEqual({ fields: [], emptyFieldsNotice: notice });

		control(organization).reset();
		expect(await fieldsFor(organization, { eventId: 'EVTunknown' })).toEqual({
			fields: [],
			emptyFieldsNotice: notice,
		});
		control(organization).faults([
			{ ...METADATA, respond: { status: 200, body: '{"content":{}}' } },
		]);
		expect(await fieldsFor(organization)).toEqual({ fields: [], emptyFieldsNotice: notice });
	});

	it.each(['globex', 'mcglobex'])('asks the message center %s', async (messageCenter) => {
		control(organization).reset({ messageCenter: 'globex' });

		const { fields } = await fieldsFor(organization, { messageCenter });

		expect(fields).toHaveLength(8);
	});

	it('shows an error for a wrong credential, and for a failure', async () => {
		const credentials = harness.credentials(organization, 'accessToken', { accessToken: 'wrong' });
		await expect(fieldsFor(organization, {}, { credentials })).rejects.toThrow(
			'The access token is wrong or has expired',
		);

		control(organization).faults([{ ...METADATA, times: 9, respond: REFUSED }]);
		await expect(fieldsFor(organization)).rejects.toThrow(
			/^Campaign refused the request for this event/,
		);
	});

	it('is filled with OAuth2, too', async () => {
		const { fields } = await fieldsFor(organization, {}, { authentication: 'oAuth2' });

		expect(fields).toHaveLength(8);
	});
});
