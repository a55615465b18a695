import {
	locateService,
	readService,
	type ServiceChoice,
} from '../../../../../../nodes/AdobeCampaign/resources/service/find';
import { serviceKind } from '../../../../../../nodes/AdobeCampaign/resources/service/kind';
import { isOfKind } from '../../../../../../nodes/AdobeCampaign/n8n/errors';
import { ALL, errorOf, ok, scene, type Script } from '../../campaign';

const KIND = serviceKind('profileAndServices');

const GARDEN = { PKey: '@s13', name: 'SVC13', label: 'Garden News' };
const SPORT = { PKey: '@s14', name: 'SVC14', label: 'Sport' };
const MODEL = { PKey: '@m', name: 'newsletter', label: 'Newsletter', isTemplate: true };

const byText = (text: string) =>
	`GET service/byText?text=${encodeURIComponent(text)}&_lineCount=200&${ALL}`;
const EVERYTHING = `GET service?_lineCount=200&${ALL}`;
const list = (...content: object[]) => ok({ content });

const open = (script: Script) => scene(script, { kind: KIND });

const named = (name: string): ServiceChoice => ({ by: 'name', name });

const locate = async (script: Script, name: string) => {
	const { item, asked } = open(script);
	const { record } = await locateService(item, named(name));
	return { PKey: record?.PKey, asked };
};

const failing = async (script: Script, name: string) =>
	await errorOf(locateService(open(script).item, named(name)));

describe('A service by name', () => {
	it('is one request, which brings the service, too', async () => {
		const { item, asked, client } = open({ [byText('SVC13')]: list(GARDEN) });
		const place = await locateService(item, named('SVC13'));

		expect(place).toEqual({ url: client.urls.record('@s13'), record: GARDEN });
		expect(await readService(item, place)).toBe(place.record);
		expect(asked).toEqual([byText('SVC13')]);
	});

	it('is found by its label', async () => {
		expect(await locate({ [byText('Garden News')]: list(GARDEN) }, 'Garden News')).toMatchObject({
			PKey: '@s13',
			asked: [byText('Garden News')],
		});
	});

	it('is not one whose name or label only begins so', async () => {
		const longer = { PKey: '@s130', name: 'SVC130', label: 'SVC13 for all' };

		expect((await locate({ [byText('SVC13')]: list(longer, GARDEN) }, 'SVC13')).PKey).toBe('@s13');
		const error = await failing(
			{ [byText('SVC13')]: list(longer), [EVERYTHING]: list(longer) },
			'SVC13',
		);
		expect(error.message).toBe('No service has this name or label');
	});

	it('is the one with that name, whatever another one’s label is', async () => {
		const impostor = { ...SPORT, label: 'SVC13' };

		for (const services of [
			[impostor, GARDEN],
			[GARDEN, impostor],
		]) {
			expect((await locate({ [byText('SVC13')]: list(...services) }, 'SVC13')).PKey).toBe('@s13');
		}
	});

	it('with a label that two have is an error that lists both names', async () => {
		const twin = { ...SPORT, label: 'Garden News' };
		const error = await failing({ [byText('Garden News')]: list(GARDEN, twin) }, 'Garden News');

		expect(error.message).toBe('2 services have this name or label');
		expect(error.description).toContain('SVC13, SVC14');
	});

	it('is found on the second page of what the filter finds', async () => {
		const more = `service/byText?_lineStart=@n&${ALL}`;
		const { PKey } = await locate(
			{
				[byText('SVC13')]: ok({ content: [SPORT], next: { href: `profileAndServices/${more}` } }),
				[`GET ${more}`]: list(GARDEN),
			},
			'SVC13',
		);

		expect(PKey).toBe('@s13');
	});

	it('that is missing is an error of the kind notFound', async () => {
		const error = await failing({ [byText('x')]: list(), [EVERYTHING]: list(GARDEN) }, 'x');

		expect(error.message).toBe('No service has this name or label');
		expect(isOfKind(error, ['notFound'])).toBe(true);
	});

	it('is not "missing" when the list cannot be read', async () => {
		const error = await failing({ [byText('x')]: list() }, 'x');

		expect(isOfKind(error, ['notFound'])).toBe(false);
	});
});

describe('Capitals and blanks in a sheet', () => {
	it.each([
		['svc13', 'SVC13'],
		['garden news', 'Garden News'],
		['GARDEN NEWS', 'Garden News'],
	])('are forgiven: %s is %s', async (text) => {
		const { PKey, asked } = await locate(
			{ [byText(text)]: list(), [EVERYTHING]: list(SPORT, GARDEN) },
			text,
		);

		expect(PKey).toBe('@s13');
		expect(asked).toEqual([byText(text), EVERYTHING]);
	});

	it('in Campaign’s own label are forgiven, too', async () => {
		const written = { ...GARDEN, label: ' Garden\u00a0News\u200b ' };

		expect((await locate({ [byText('Garden News')]: list(written) }, 'Garden News')).PKey).toBe(
			'@s13',
		);
	});

	it('cost one list of all services each time, which may have changed since', async () => {
		const { itemOf, asked } = open({
			[byText('svc13')]: list(),
			[byText('sport')]: list(),
			[EVERYTHING]: list(SPORT, GARDEN),
		});
		await locateService(itemOf(0), named('svc13'));
		await locateService(itemOf(1), named('sport'));

		expect(asked.filter((name) => name === EVERYTHING)).toHaveLength(2);
	});

	it('do not choose between two that differ in capitals alone', async () => {
		const script = {
			[byText('GARDEN NEWS')]: list(),
			[EVERYTHING]: list(GARDEN, { ...SPORT, label: 'garden news' }),
		};

		expect((await failing(script, 'GARDEN NEWS')).message).toBe(
			'2 services have this name or label',
		);
	});

	it('do not matter where one is written exactly so', async () => {
		const { PKey, asked } = await locate(
			{ [byText('Garden News')]: list(GARDEN, { ...SPORT, label: 'garden news' }) },
			'Garden News',
		);

		expect(PKey).toBe('@s13');
		expect(asked).toHaveLength(1);
	});
});

describe('A template', () => {
	it('is found by its own name', async () => {
		expect((await locate({ [byText('newsletter')]: list(MODEL) }, 'newsletter')).PKey).toBe('@m');
	});

	it.each([true, 'true'])('is not found by its label (isTemplate: %j)', async (isTemplate) => {
		const model = { ...MODEL, name: 'nl', isTemplate };
		const script = { [byText('Newsletter')]: list(model), [EVERYTHING]: list(model, GARDEN) };

		expect((await failing(script, 'Newsletter')).message).toBe('No service has this name or label');
	});

	it('does not make the label of a service unclear', async () => {
		const service = { ...GARDEN, label: 'Newsletter' };
		const model = { ...MODEL, name: 'nl' };

		expect(
			(await locate({ [byText('Newsletter')]: list(model, service) }, 'Newsletter')).PKey,
		).toBe('@s13');
	});
});

describe('A service by PKey or URL', () => {
	it('needs no request to be located, and one to be read', async () => {
		const { item, asked, client } = open({ 'GET service/@s13': ok(GARDEN) });
		const url = client.urls.record('@s13');

		for (const choice of [
			{ by: 'key', key: '@s13' },
			{ by: 'href', href: url },
			{ by: 'href', href: 'profileAndServices/service/@s13' },
		] as const) {
			const place = await locateService(item, choice);
			expect(place).toEqual({ url });
			expect(await readService(item, place)).toEqual(GARDEN);
		}
		expect(asked).toHaveLength(3);
	});

	it('on another host or of another organization is not followed', async () => {
		for (const home of ['https://evil.example/acme', 'https://mc.adobe.io/other']) {
			const href = `${home}/campaign/profileAndServices/service/@s13`;
			const { item, asked } = open({});

			expect((await errorOf(locateService(item, { by: 'href', href }))).message).toContain(
				'leads away',
			);
			expect(asked).toEqual([]);
		}
	});
});
