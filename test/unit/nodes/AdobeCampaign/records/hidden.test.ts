import { refuseHidden } from '../../../../../nodes/AdobeCampaign/records/hidden';
import { customResourceKind } from '../../../../../nodes/AdobeCampaign/resources/customResource/kind';
import { errorOf, ok, scene, shortenPauses, type Reply } from '../campaign';

shortenPauses();

const KIND = customResourceKind('profileAndServicesExt', 'cusInvoice');
const MADE = { PKey: '@n', total: '', cusOrderlink: null, cusShoplink: null, note: 'x' };
const READ = 'GET cusInvoice/@n';

const open = (reply: Reply | Reply[]) => scene({ [READ]: reply }, { kind: KIND });

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
	expect(asked).toEqual([READ]);
});

it('A new record that can be read is not', async () => {
	const { item, asked } = open(ok(MADE));
	await refuseHidden(item, MADE);

	expect(asked).toEqual([READ]);
});

it.each([
	[{ PKey: '@n', total: '', note: '' }],
	[{ PKey: '@n', cusOrderlink: { PKey: '@o' } }],
	[{ PKey: '@n' }],
])('No request is sent for %j, whose links lead somewhere', async (record) => {
	const { item, asked } = open(ok(MADE));
	await refuseHidden(item, record);

	expect(asked).toEqual([]);
});

it('No request is sent for a kind that hides nothing', async () => {
	const { item, asked } = scene({ 'GET profile/@n': ok(MADE) });
	await refuseHidden(item, MADE);

	expect(asked).toEqual([]);
});

it('A record that cannot be read for another reason is not said to be hidden', async () => {
	const { item } = open({ status: 403, body: '{"error_code":"403024"}' });
	const error = await errorOf(refuseHidden(item, MADE));

	expect(error.message).toBe('The record was created, but it could not be read back');
	expect(error.description).toContain('Adobe refused access');
});
