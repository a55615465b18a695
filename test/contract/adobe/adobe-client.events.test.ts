import type { Json } from '../caller';
import { adobeClientFor } from './adobeClientFor';
import { CAPTURED_EVENTS } from './examples/events';

const { client, control, organizationWith } = adobeClientFor('adobe-client-events');

const ORDER = 'EVTorderConfirmation';
const EVENT = { email: 'ines@example.com', ctx: { firstName: 'Ines', total: 129.9 } };

describe.each(['standard', 'v8'] as const)("Adobe's client and events of %s", (dialect) => {
	it('sends an event, and asks for its status', async () => {
		const organization = organizationWith({ dialect, eventStepMs: 3_600_000 });
		const sdk = await client({ organization });
		const sent = await sdk.sendTransactionalEvent(ORDER, EVENT);
		const { PKey } = sent.body as { PKey: string };

		expect(sent).toMatchObject({ status: 201, body: { status: 'pending' } });
		expect(control(organization).records(ORDER)).toMatchObject([{ ...EVENT, PKey }]);
		control(organization).put({ PKey, status: 'routingFailed' }, ORDER);
		const read = await sdk.getTransactionalEvent(ORDER, PKey);
		expect(read.body).toEqual({ ...(sent.body as Json), status: 'routingFailed' });
		expect(control(organization).records(ORDER)).toHaveLength(1);
	});

	it('is refused for an event that does not exist, and for one without ctx', async () => {
		const sdk = await client({ organization: organizationWith({ dialect }) });

		await expect(sdk.sendTransactionalEvent('EVTnothing', EVENT)).rejects.toThrow(
			/404 - Not Found.*Error rc=-2003/,
		);
		await expect(sdk.sendTransactionalEvent(ORDER, { email: 'a@example.com' })).rejects.toThrow(
			/500 - Internal Server Error.*please contact your administrator/,
		);
	});
});

it("Adobe's client sends an event of a stage under the base that it shares with production", async () => {
	const organization = 'acme-mkt-stage1';
	control(organization).reset();
	const sdk = await client({ organization });
	const sent = await sdk.sendTransactionalEventForMacTenantId('acme', ORDER, EVENT);
	const { PKey, href } = sent.body as { PKey: string; href: string };

	expect(href).toMatch(new RegExp(`/acme-mkt-stage1/campaign/mcacme/${ORDER}/${PKey}$`));
	expect(Object.keys(sent.body as Json)).toEqual(Object.keys(CAPTURED_EVENTS[0].answer));
	const read = await sdk.getTransactionalEventForMacTenantId('acme', ORDER, PKey);
	expect(read.body).toMatchObject({ PKey, email: '' });
	// Without the base the client takes the organization, as issues 59 and 74 show.
	await expect(sdk.sendTransactionalEvent(ORDER, EVENT)).rejects.toThrow(/404 - Not Found/);
});
