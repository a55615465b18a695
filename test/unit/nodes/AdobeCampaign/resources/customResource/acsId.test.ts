import {
	findAllByAcsId,
	findByAcsId,
} from '../../../../../../nodes/AdobeCampaign/resources/customResource/acsId';
import { customResourceKind } from '../../../../../../nodes/AdobeCampaign/resources/customResource/kind';
import { errorOf, ok, type Script } from '../../campaign';
import { FIELDS, open } from './customResourceScene';

const KIND = customResourceKind('profileAndServicesExt', 'cusOrder');
const HOME = 'GET profileAndServicesExt/cusOrder';

const filterOf = (data: string) => ({ filter: { label: 'A filter', data } });

const withFilter = (data: string, more: Script = {}) =>
	open(
		{
			'GET profileAndServicesExt/resourceType/cusOrder': FIELDS,
			[`${HOME}/metadata/filters`]: ok(filterOf(data)),
			...more,
		},
		{ kind: KIND },
	);

const found = (...PKeys: string[]) =>
	ok({ content: PKeys.map((PKey) => ({ PKey, acsId: 'id-1' })) });

it.each([
	['byAcsId?acsId_parameter=$value', 'byAcsId?acsId_parameter=id-1'],
	['AcsId?acsId_parameter=$value', 'AcsId?acsId_parameter=id-1'],
	['byAcsId?_parameter=$value', 'byAcsId?_parameter=id-1'],
	['byacs_id?x=$value', 'byacs_id?x=id-1'],
	['byKey?acsId=$value', 'byKey?acsId=id-1'],
	['byKey?ACSID_parameter=$value', 'byKey?ACSID_parameter=id-1'],
])('The filter %s finds an acsId', async (data, address) => {
	const { item, asked } = withFilter(`/profileAndServicesExt/cusOrder/${data}`, {
		[`${HOME}/${address}`]: found('@a'),
	});

	expect(await findAllByAcsId(item, 'id-1')).toEqual([{ PKey: '@a', acsId: 'id-1' }]);
	expect(asked).toHaveLength(3);
	await findAllByAcsId(item, 'id-1');
	expect(asked).toHaveLength(4);
});

it.each([
	'byOrder?order_parameter=$value',
	'byAcsIdAndDay?acsId_parameter=$value&day_parameter=$value',
	'byAcsId',
	'byNotAcsId?notAcsId_parameter=$value',
	'byAcsIdBegin?acsIdBegin_parameter=$value',
])('The filter %s does not', async (data) => {
	const { item } = withFilter(`/profileAndServicesExt/cusOrder/${data}`);
	const error = await errorOf(findAllByAcsId(item, 'id-1'));

	expect(error.message).toBe("'cusOrder' has no filter that finds a record by acsId");
});

const ANSWER = `${HOME}/byAcsId?acsId_parameter=id-1`;
const DATA = '/profileAndServicesExt/cusOrder/byAcsId?acsId_parameter=$value';

it('One record is that one', async () => {
	const { item } = withFilter(DATA, { [ANSWER]: found('@a') });

	expect(await findByAcsId(item, 'id-1')).toMatchObject({ PKey: '@a' });
});

it('No record is one that is missing, for code, too', async () => {
	const { item } = withFilter(DATA, { [ANSWER]: found() });
	const error = await errorOf(findByAcsId(item, 'id-1'));

	expect(error.message).toBe('No record has this acsId');
	expect(error).toMatchObject({ context: { kind: 'notFound' } });
	expect(error.description).not.toContain('id-1');
});

it('Several records are an error that names their keys', async () => {
	const { item } = withFilter(DATA, { [ANSWER]: found('@a', '@b') });
	const error = await errorOf(findByAcsId(item, 'id-1'));

	expect(error.message).toBe('Several records have this acsId');
	expect(error.description).toMatch(/\n- @a\n- @b$/);
});

it('A record with another acsId is not taken', async () => {
	const { item } = withFilter(DATA, {
		[ANSWER]: ok({ content: [{ PKey: '@a', acsId: 'id-12', note: 'id-1' }] }),
	});

	// In another field than acsId the value proves nothing.
	expect((await errorOf(findByAcsId(item, 'id-1'))).message).toContain("not have 'Match Value'");
});
