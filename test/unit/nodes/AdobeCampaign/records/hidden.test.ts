import {
	refuseHidden,
	refuseHiddenBefore,
} from '../../../../../nodes/AdobeCampaign/records/hidden';
import { customResourceKind } from '../../../../../nodes/AdobeCampaign/resources/customResource/kind';
import { errorOf, ok, scene, shortenPauses, type Reply } from '../campaign';

shortenPauses();

const KIND = customResourceKind('profileAndServicesExt', 'cusInvoice');
const MADE = { PKey: '@n', total: '', cusOrderlink: null, cusShoplink: null, note: 'x' };
const READ = 'GET cusInvoice/@n';
const METADATA = 'GET resourceType/cusInvoice';
const LINKS = ok({
	content: {
		note: { type: 'string', label: 'Note' },
		cusOrderlink: { type: 'link', label: 'Order' },
	},
});

const open = (reply: Reply | Reply[], links: Reply = LINKS) =>
	scene({ [READ]: reply, [METADATA]: links }, { kind: KIND });

it.each<[string, Reply]>([
	['is missing', { status: 500, body: 'Unable to find document of type cusInvoice' }],
	['has no such key', { status: 500, body: 'Unable to decrypt PKey. (PKey=@n)' }],
])('A new record that cannot be read is hidden: it %s', async (_case, reply) => {
	const { item, asked } = open(reply);
	const error = await errorOf(refuseHidden(item, MADE));

	expect(error.message).toBe(
		'The record was stored, but Campaign hides it: a record that it must belong to is missing',
	);
	expect(error.description).toMatch(/^Do not create it again\./);
	expect(error.description).toContain("'cusOrderlink', 'cusShoplink'");
	expect(error.description).toContain('The PKey: @n');
	expect(asked).toEqual([METADATA, READ]);
});

it('A new record that can be read is not, and none with the same empty links is looked at again in the run', async () => {
	const { item, asked } = open(ok(MADE));
	await refuseHidden(item, MADE);
	await refuseHidden(item, { ...MADE, PKey: '@m' });

	expect(asked).toEqual([METADATA, READ]);
});

it('A link that is left out of the answer leads nowhere, too, as far as the metadata tells it', async () => {
	const { item, asked } = open({ status: 500, body: 'Unable to find document' });
	const error = await errorOf(refuseHidden(item, { PKey: '@n', note: 'x' }));

	expect(error.description).toContain("'cusOrderlink'");
	expect(asked).toEqual([METADATA, READ]);
});

it.each([
	[{ PKey: '@n', total: '', cusOrderlink: { PKey: '@o' } }, LINKS],
	[
		{ PKey: '@n', total: '', note: '' },
		{ status: 500, body: 'No' },
	],
])('%j is not looked at: no link of it is known to lead nowhere', async (record, links) => {
	const { item, asked } = open(ok(MADE), links);
	await refuseHidden(item, record);

	expect(asked).toEqual([METADATA]);
});

it('No request is sent for a kind that hides nothing', async () => {
	const { item, asked } = scene({ 'GET profile/@n': ok(MADE) });
	await refuseHidden(item, MADE);

	expect(asked).toEqual([]);
});

it('A record that cannot be read for another reason is not said to be hidden: it is stored all the same', async () => {
	const { item, hints } = open({ status: 403, body: '{"error_code":"403024"}' });
	await refuseHidden(item, MADE);

	expect(hints()).toEqual([
		'A new record could not be read back: it is not known whether Campaign shows it',
	]);
});

it('A hidden record is not stored again by a later try of the execution', async () => {
	const { item } = open({ status: 500, body: 'Unable to find document' });
	refuseHiddenBefore(item);
	await errorOf(refuseHidden(item, MADE));

	expect(() => refuseHiddenBefore(item)).toThrow(
		'An earlier try of this execution has stored this record, and Campaign hides it',
	);
});
