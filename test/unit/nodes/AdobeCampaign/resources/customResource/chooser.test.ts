import { recordChooser } from '../../../../../../nodes/AdobeCampaign/resources/customResource/chooser';
import { remove } from '../../../../../../nodes/AdobeCampaign/resources/customResource/delete.operation';
import { errorOf, ok } from '../../campaign';
import { contextOf } from '../../context';
import { EXT, FIELDS, formOf, open, OTHER, readOf } from './customResourceScene';

const HOME = 'https://mc.adobe.io/acme/campaign';

const read = (mode: string, value: unknown) =>
	recordChooser.read(contextOf({ parameters: formOf({ record: { mode, value } as never }) }), 0);

it.each([
	['id', '@a', { by: 'key', key: '@a' }],
	['id', ' @a-b_C ', { by: 'key', key: '@a-b_C' }],
	['acsId', 'x y', { by: 'acsId', acsId: 'x y' }],
	['acsId', '@a', { by: 'acsId', acsId: '@a' }],
	...[EXT, OTHER].flatMap((family): Array<[string, string, object]> => {
		const href = `${HOME}/${family}/cusOrder/@a`;
		return [
			['url', href, { by: 'key', key: '@a', href }],
			['id', href, { by: 'key', key: '@a', href }],
		];
	}),
])('%s %j is read as %j', (mode, value, choice) => {
	expect(read(mode, value)).toEqual(choice);
});

it.each([
	['id', '', "'Record' is empty"],
	['id', 'O-1', "'Record' is not a PKey"],
	['id', '@a/../b', "'Record' is not a PKey"],
	['url', '@a', "'Record' is not the URL"],
	['url', `${HOME}/${EXT}/cusInvoice/@a`, "'Record' is not the URL"],
	['url', `${HOME}/profileAndServices/cusOrder/@a`, "'Record' is not the URL"],
	['url', `${HOME}/${EXT}/cusOrder/a`, "'Record' is not the URL"],
	['url', `${HOME}/${EXT}/cusOrder/@a?x`, "'Record' is not the URL"],
	['url', `${HOME}/${EXT}/cusOrder/@a/lines/@b`, "'Record' is not the URL"],
])('%s %j is refused', (mode, value, message) => {
	expect(() => read(mode, value)).toThrow(message);
});

it('The same record chosen in two ways has two keys, and a URL that of its PKey', () => {
	const key = (mode: string, value: string) => recordChooser.recordKey(read(mode, value));

	expect(key('url', `${HOME}/${EXT}/cusOrder/@a`)).toEqual(key('id', '@a'));
	expect(key('acsId', '@a')).toEqual({ way: 'acsId', key: '@a' });
	expect(recordChooser.pKeyOf(read('id', '@a'))).toBe('@a');
	expect(recordChooser.pKeyOf(read('acsId', 'x'))).toBeUndefined();
});

it("A URL of another organization is refused before anything is sent, and one's own is built anew", async () => {
	const { item, asked } = open({ [`DELETE ${EXT}/cusOrder/@a`]: { status: 200 } });
	const organization = item.client.session.connection.organization;
	const urlOf = (name: string) => `https://mc.adobe.io/${name}/campaign/${OTHER}/cusOrder/@a`;
	const choose = (value: string) => readOf(remove, { record: { mode: 'url', value } });

	const error = await errorOf(remove.run(item, choose(urlOf('other'))) as Promise<unknown>);
	expect(error.message).toContain('leads away from your Campaign organization');
	expect(asked).toEqual([]);
	await remove.run(item, choose(urlOf(organization)));
	expect(asked).toEqual([`DELETE ${EXT}/cusOrder/@a`]);
});

it('By acsId the record that was found is deleted, and not read again', async () => {
	const { item, asked } = open({
		[`GET ${EXT}/resourceType/cusOrder`]: FIELDS,
		[`GET ${EXT}/cusOrder/metadata/filters`]: ok({
			byAcsId: { data: `/${EXT}/cusOrder/byAcsId?acsId_parameter=$value` },
		}),
		[`GET ${EXT}/cusOrder/byAcsId?acsId_parameter=id-1`]: ok({
			content: [{ PKey: '@found', acsId: 'id-1' }],
		}),
		[`DELETE ${EXT}/cusOrder/@found`]: { status: 204 },
	});
	const input = readOf(remove, { record: { mode: 'acsId', value: 'id-1' } });

	expect(await remove.run(item, input)).toEqual({ deleted: true, PKey: '@found' });
	expect(asked).toHaveLength(4);
});
