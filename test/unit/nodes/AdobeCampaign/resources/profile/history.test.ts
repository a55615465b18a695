import {
	EVENTS,
	eventsUrl,
	flatEvent,
	HISTORY,
} from '../../../../../../nodes/AdobeCampaign/resources/profile/history';
import { explain } from '../../../../../../nodes/AdobeCampaign/transport/explain';
import { errorOf, ok, scene } from '../../campaign';

const EVENT = {
	PKey: '@e',
	category: 'email',
	date: '2026-05-17 08:44:49.366Z',
	href: 'https://mc.adobe.io/acme/campaign/profileAndServices/history/@k/events/@e',
	label: 'Send via email',
	metadata: 'broadLog',
	mirrorPage: { href: 'https://mc.adobe.io/acme/mirror' },
	type: 'outbound',
};

describe('The events of a history', () => {
	const urlFor = async (history: object) => {
		const { client, asked } = scene({ 'GET history/@p': ok({ PKey: '@p', ...history }) });
		return { url: await eventsUrl(client, '@p'), asked };
	};

	it('are where the history says, whose key is another than the profile’s', async () => {
		const { url, asked } = await urlFor({
			events: { href: 'profileAndServices/history/@k/events/', metadata: 'subHisto' },
		});

		expect(url).toMatch(/^https:\/\/mc\.adobe\.io\/acme\d+\/campaign\/.*history\/@k\/events\/$/);
		expect(asked).toEqual(['GET history/@p']);
	});

	it('are asked for in the family that alone has it, whatever the field set', async () => {
		const urls: string[] = [];
		const { client } = scene(
			{},
			{
				request: async ({ url }) => {
					urls.push(url);
					return await Promise.resolve({ statusCode: 404, headers: {}, body: '' });
				},
			},
		);
		await errorOf(eventsUrl(client, '@p'));

		expect(urls[0]).toMatch(/\/campaign\/profileAndServices\/history\/@p$/);
	});

	it.each([
		['no events', {}, 'Campaign does not tell where the events of this profile are'],
		['no href', { events: {} }, 'Campaign does not tell where the events of this profile are'],
		['an empty href', { events: { href: '' } }, 'Campaign does not tell where'],
		['one of elsewhere', { events: { href: 'https://evil.example/' } }, 'leads away'],
	])('are an error for a history with %s', async (_name, history, message) => {
		expect((await errorOf(urlFor(history))).message).toContain(message);
	});
});

describe('An event', () => {
	it('is flat, with at most ten names, and says of whom it is', () => {
		const flat = flatEvent(EVENT, '@p');

		expect(flat).toEqual({
			PKey: '@e',
			date: '2026-05-17 08:44:49.366Z',
			kind: 'message',
			channel: 'email',
			label: 'Send via email',
			mirrorPage: 'https://mc.adobe.io/acme/mirror',
			href: EVENT.href,
			profilePKey: '@p',
		});
	});

	it.each([
		['broadLog', 'message'],
		['subHisto', 'subscription'],
		['trackingLog', 'trackingLog'],
		['constructor', 'constructor'],
	])('of the kind %s is a %s', (metadata, kind) => {
		expect(flatEvent({ ...EVENT, metadata }, '@p').kind).toBe(kind);
	});

	it.each([undefined, null, '', {}, { href: 7 }])('may have no mirror page: %j', (mirrorPage) => {
		const event = { ...EVENT, mirrorPage } as Parameters<typeof flatEvent>[0];

		expect(flatEvent(event, '@p').mirrorPage).toBe('');
	});
});

describe('What a history is refused with', () => {
	const explained = (body: string, kind = HISTORY, status = 404) =>
		explain({ status, headers: {}, body }, { authentication: 'accessToken', kind });

	it.each([
		'Unsupported endpoint. (endpoint=rest/profileAndServices/history/@x)',
		'"Unsupported endpoint. (endpoint=rest/profileAndServices/history/@x)"',
		'Unable to decrypt PKey. (PKey=@x)\nUnsupported endpoint. (endpoint=rest/profileAndServices/history/@x)',
		'An error has occurred - please contact your administrator.\nError rc=-2003',
	])('says that v8 has none: %s', (body) => {
		const { kind, message, description } = explained(body);

		expect(kind).toBe('historyMissing');
		expect(message).toBe('This Campaign instance has no marketing history');
		expect(description).toMatch(/^Campaign v8 has no marketing history, only Campaign Standard/);
	});

	it.each([
		["Unable to find document with path 'History' from key '@x:0'", 'The profile was not found'],
		[
			"'x' attribute unknown (see definition of 'Marketing history (nms:history)' schema).\nXTK-170036 Unable to parse expression '@id = @x'.",
			'This Campaign instance has no such PKey',
		],
	])('is about the profile otherwise: %s', (body, message) => {
		expect(explained(body).message).toBe(message);
	});

	it('does not make an instance one of v8 for a list of events that fails', () => {
		expect(explained('Error rc=-2003', EVENTS).kind).toBe('addressUnknown');
	});
});
