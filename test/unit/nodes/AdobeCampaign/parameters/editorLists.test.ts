import { NodeOperationError, type ILoadOptionsFunctions } from 'n8n-workflow';

import {
	editorLists,
	openEditorItem,
} from '../../../../../nodes/AdobeCampaign/parameters/editorLists';
import type { RecordKind } from '../../../../../nodes/AdobeCampaign/records/kind';
import { EDITOR_LIMITS } from '../../../../../nodes/AdobeCampaign/parameters/options';
import { PROFILE, profileKind } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import { ALL, campaignOf, errorOf, ok, shortenPauses, type Reply, type Script } from '../campaign';
import { editorContextOf } from '../context';

shortenPauses();

const METADATA = 'GET resourceType/profile';
const FILTERS = 'GET profile/metadata/filters';
const listsOf = (kind: RecordKind) =>
	editorLists(async (context) => await openEditorItem(context, kind));
const lists = listsOf(PROFILE);

const GOOD: Script = {
	[METADATA]: ok({
		content: {
			phone: { type: 'string', label: 'Phone', sortable: true },
			email: { type: 'string', label: 'Email', sortable: false },
			cusHobby: { type: 'string', label: 'cusHobby', sortable: true },
			cusPoints: { type: 'number', label: 'Points' },
			subscriptions: { type: 'collection', label: 'Subscriptions' },
			age: { type: 'number', label: 'Age', sortable: true },
		},
		filters: { href: 'profileAndServices/profile/metadata/filters' },
	}),
	[FILTERS]: ok({
		byText: { label: 'By text', data: '/profile/byText?text=$value&_lineCount=$value' },
		byEmail: { data: '/profile/byEmail?email=$value' },
	}),
};

type ListName = keyof typeof lists;

/** What a list has, and what was asked for it. */
async function listOf(name: ListName, script: Script = GOOD, filterName = '') {
	const { asked, request } = campaignOf(script, 'acme');
	const parameters = { authentication: 'accessToken', filterName };
	const context: ILoadOptionsFunctions = editorContextOf({ parameters, request });
	const list = lists[name] as (this: ILoadOptionsFunctions) => Promise<unknown>;
	return { list: await list.call(context), asked };
}

describe('A list of fields', () => {
	it.each<[ListName, string[]]>([
		['sortableFields', ['Age (age)', 'cusHobby', 'Phone (phone)']],
		[
			'allFields',
			['Age (age)', 'cusHobby', 'Email (email)', 'Phone (phone)', 'Points (cusPoints)'],
		],
		['customTextFields', ['cusHobby']],
	])('%s has those that fit, by label, with the API name behind it', async (name, expected) => {
		const { list, asked } = await listOf(name);

		expect((list as Array<{ name: string }>).map((choice) => choice.name)).toEqual(expected);
		expect(asked).toEqual([METADATA]);
	});

	it('stores the API name', async () => {
		expect((await listOf('customTextFields')).list).toEqual([
			{ name: 'cusHobby', value: 'cusHobby' },
		]);
	});

	it('of the form has labels, types and no computed field', async () => {
		const { list } = await listOf('writableFields');

		expect(list).toMatchObject({
			fields: [
				{ id: 'cusHobby', displayName: 'cusHobby' },
				{ id: 'email', displayName: 'Email' },
				{ id: 'phone', displayName: 'Phone' },
				{ id: 'cusPoints', displayName: 'Points', type: 'number' },
			],
		});
	});
});

describe('A link in the form', () => {
	const UNITS = `GET orgUnitBase?_lineCount=200&${ALL}`;
	const link = { type: 'link', label: 'Unit' };
	const content = { orgUnit: link, geoUnit: link, cusStore: link, phone: { type: 'string' } };
	const units = [{ PKey: '@n', title: 'North (north)' }];

	async function formOf(
		kind: RecordKind,
		reply: Reply = ok({ content: units }),
	): Promise<{ types: unknown; orgUnit: unknown; asked: string[] }> {
		const { asked, request } = campaignOf({ [METADATA]: ok({ content }), [UNITS]: reply }, 'acme');
		const context = editorContextOf({ parameters: { authentication: 'accessToken' }, request });
		const { fields } = await listsOf(kind).writableFields.call(context);
		return {
			types: Object.fromEntries(fields.map(({ id, type }) => [id, type])),
			orgUnit: fields.find(({ id }) => id === 'orgUnit'),
			asked,
		};
	}

	const TYPED = { orgUnit: 'string', geoUnit: 'string', cusStore: 'string', phone: 'string' };

	it('is one to choose from where the instance lists what it leads to', async () => {
		const { types, orgUnit, asked } = await formOf(profileKind('profileAndServicesExt'));

		expect(types).toEqual({ ...TYPED, orgUnit: 'options' });
		expect(orgUnit).toMatchObject({
			displayName: 'Unit (PKey) (orgUnit)',
			options: [{ name: 'North (north)', value: '@n' }],
		});
		expect(asked).toEqual([METADATA, UNITS]);
	});

	it.each<[string, Reply]>([
		['is not there', { status: 404, body: 'Unsupported endpoint.' }],
		['fails', { status: 500, body: 'RST-360011 An error has occurred\nError rc=-2003' }],
		['is empty', ok({ content: [] })],
	])('stays a text field where the list %s', async (_name, reply) => {
		const { types, orgUnit } = await formOf(profileKind('profileAndServicesExt'), reply);

		expect(types).toEqual(TYPED);
		expect(orgUnit).not.toHaveProperty('options');
	});

	it('stays one with the fields that every instance has, without a request', async () => {
		const { types, asked } = await formOf(PROFILE);

		expect(types).toEqual(TYPED);
		expect(asked).toEqual([METADATA]);
	});

	it('is not asked for where the instance has no such link', async () => {
		const { asked, request } = campaignOf(GOOD, 'acme');
		const context = editorContextOf({ parameters: { authentication: 'accessToken' }, request });
		await listsOf(profileKind('profileAndServicesExt')).writableFields.call(context);

		expect(asked).toEqual([METADATA]);
	});
});

describe('A list of filters', () => {
	it('has all filters of the instance', async () => {
		expect((await listOf('filters')).list).toEqual([
			{ name: 'By text (byText)', value: 'byText' },
			{ name: 'byEmail', value: 'byEmail' },
		]);
	});

	it.each([
		['byText', [{ name: 'text', value: 'text' }]],
		['unknown', []],
		['', []],
	])('of parameters has those of the chosen filter: %j', async (chosen, expected) => {
		expect((await listOf('filterParameters', GOOD, chosen)).list).toEqual(expected);
	});
});

describe('A list that cannot be read', () => {
	it('says why in one line, in the one kind of error whose message the editor shows', async () => {
		const error = await errorOf(listOf('filters', { [METADATA]: { status: 401 } }));

		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toMatch(/^The access token is wrong or has expired\. [^\n]+$/);
	});

	it('keeps its own words when they name an error of the network', async () => {
		const refused = Object.assign(new Error('x'), { code: 'CERT_HAS_EXPIRED' });
		const error = await errorOf(listOf('filters', { [METADATA]: refused }));

		expect(error.message).toContain('Network: CERT_HAS_EXPIRED');
	});
});

it('A list waits less long than an execution, and for its own run alone', async () => {
	const context = editorContextOf({ parameters: { authentication: 'accessToken' } });
	const [one, other] = [
		await openEditorItem(context, PROFILE),
		await openEditorItem(context, PROFILE),
	];

	expect(one.client.session.limits).toEqual(EDITOR_LIMITS);
	expect(one.run).not.toBe(other.run);
	expect(one.instance).not.toBe(other.instance);
});
