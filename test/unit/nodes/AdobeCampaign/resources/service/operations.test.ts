import type { IDataObject } from 'n8n-workflow';

import { create } from '../../../../../../nodes/AdobeCampaign/resources/service/create.operation';
import { get } from '../../../../../../nodes/AdobeCampaign/resources/service/get.operation';
import { getAll } from '../../../../../../nodes/AdobeCampaign/resources/service/getAll.operation';
import { serviceKind } from '../../../../../../nodes/AdobeCampaign/resources/service/kind';
import { update } from '../../../../../../nodes/AdobeCampaign/resources/service/update.operation';
import { service } from '../../../../../../nodes/AdobeCampaign/resources/service';
import type { Operation } from '../../../../../../nodes/AdobeCampaign/resources/resource';
import { ALL, errorOf, ok, scene, shortenPauses, type Script } from '../../campaign';
import { contextOf, editorContextOf, inputOf } from '../../context';

/** What the operations of a service have that those of a profile have not: the rest is tested with the profile's. */

shortenPauses();

const KIND = serviceKind('profileAndServices');
const open = (script: Script) => scene(script, { kind: KIND });

const GARDEN = {
	PKey: '@s',
	name: 'SVC13',
	label: 'Garden News',
	desc: 'Old',
	lastModified: '2026-03-01 10:00:00.000Z',
	validityDuration: 'P10D',
};
const MODEL = { PKey: '@m', name: 'newsletter', label: 'Newsletter', isTemplate: true };

const BY_NAME = `GET service/byText?text=SVC13&_lineCount=200&${ALL}`;
const METADATA = {
	'GET resourceType/service': ok({
		content: { label: { label: 'Label' }, desc: { label: 'Description' }, name: {} },
	}),
};

const readOf = <Input, Shared>(operation: Operation<Input, Shared>, more: IDataObject = {}) =>
	inputOf(
		operation,
		contextOf({
			parameters: {
				endpoint: 'profileAndServices',
				service: { mode: 'name', value: 'SVC13' },
				simplify: true,
				confirmUpdate: true,
				filterBy: 'none',
				returnAll: false,
				limit: 50,
				fields: {
					mappingMode: 'defineBelow',
					value: { desc: 'New' },
					schema: [{ id: 'desc', displayName: 'Description', type: 'string' }],
				} as unknown as IDataObject,
				options: {},
				...more,
			},
		}),
	);

it('A service is of the kind that its Field Set says', () => {
	const kindFor = (endpoint: string) =>
		service.kindOf(editorContextOf({ parameters: { endpoint } }));

	expect(kindFor('profileAndServicesExt')).toMatchObject({
		family: 'profileAndServicesExt',
		name: 'service',
	});
});

it('A service cannot be deleted', () => {
	expect(service.operations.map(({ value }) => value)).toEqual([
		'create',
		'get',
		'getAll',
		'update',
	]);
});

describe('Get', () => {
	it('by name is one request, and returns the simple fields', async () => {
		const { item, asked } = open({ [BY_NAME]: ok({ content: [GARDEN] }) });
		const { validityDuration, ...simple } = GARDEN;

		expect(await get.run(item, readOf(get))).toEqual(simple);
		expect(validityDuration).toBe('P10D');
		expect(asked).toEqual([BY_NAME]);
	});

	it('by a name that no service has is an error, or an empty item', async () => {
		const none = {
			[BY_NAME]: ok({ content: [] }),
			[`GET service?_lineCount=200&${ALL}`]: ok({ content: [] }),
		};
		const error = await errorOf(get.run(open(none).item, readOf(get)) as Promise<unknown>);
		const input = readOf(get, { options: { ifNotFound: 'empty' } });

		expect(error.message).toBe('No service has this name or label');
		expect(await get.run(open(none).item, input)).toEqual({});
	});

	it('keeps items of one name in their order', () => {
		expect(get.recordKey?.(readOf(get))).toEqual({ way: 'name', key: 'svc13' });
	});
});

describe('Get Many', () => {
	it('leaves templates out, and reads on until the limit is reached without them', async () => {
		const first = `GET service?_lineCount=1&${ALL}`;
		const { item, asked } = open({
			[first]: ok({ content: [MODEL], next: { href: 'profileAndServices/service/more' } }),
			[`GET service/more?${ALL}`]: ok({ content: [GARDEN] }),
		});

		expect(await getAll.run(item, readOf(getAll, { limit: 1 }))).toMatchObject([{ PKey: '@s' }]);
		expect(asked).toHaveLength(2);
	});

	it('with Include Templates has them', async () => {
		const { item } = open({ 'GET service?_lineCount=50': ok({ content: [MODEL, GARDEN] }) });
		const input = readOf(getAll, { options: { includeTemplates: true } });

		expect(await getAll.run(item, input)).toMatchObject([{ PKey: '@m' }, { PKey: '@s' }]);
	});
});

describe('Create', () => {
	it('is one POST to the services', async () => {
		const { item, written } = open({ ...METADATA, 'POST service': ok({ ...GARDEN, desc: 'New' }) });

		expect(await create.run(item, readOf(create))).toMatchObject({ PKey: '@s', name: 'SVC13' });
		expect(written()).toEqual(['POST service {"desc":"New"}']);
	});

	it('that may have been done says so of a service', async () => {
		const { item, written } = open({ ...METADATA, 'POST service': { status: 502, body: '' } });
		const error = await errorOf(create.run(item, readOf(create)) as Promise<unknown>);

		expect(error.description).toMatch(/^The service may exist now\./);
		expect(written()).toHaveLength(1);
	});

	it('with a name that is taken says so', async () => {
		const { item } = open({
			...METADATA,
			'POST service': {
				status: 500,
				body: 'PGS-220000 PostgreSQL error: ERROR:  duplicate key value violates unique constraint "nmsservice_name" DETAIL:  Key (sname)=(SVC13) already exists.',
			},
		});
		const error = await errorOf(create.run(item, readOf(create)) as Promise<unknown>);

		expect(error.message).toMatch(/service/);
		expect(`${error.message}${error.description}`).not.toContain('SVC13');
	});
});

describe('Update', () => {
	it('by name looks up, writes, and reads back', async () => {
		const { item, asked } = open({
			...METADATA,
			[BY_NAME]: ok({ content: [GARDEN] }),
			'PATCH service/@s': ok({ PKey: '@s', href: 'h' }),
			'GET service/@s': ok({ ...GARDEN, desc: 'New' }),
		});

		expect(await update.run(item, readOf(update))).toMatchObject({ PKey: '@s', desc: 'New' });
		expect(asked).toEqual([BY_NAME, 'PATCH service/@s {"desc":"New"}', 'GET service/@s']);
	});

	it('with Only Changed Fields needs no other read than the look-up', async () => {
		const { item, asked } = open({
			...METADATA,
			[BY_NAME]: ok({ content: [{ ...GARDEN, desc: 'New' }] }),
		});
		const input = readOf(update, { options: { onlyChanged: true } });

		expect(await update.run(item, input)).toMatchObject({ updated: false, PKey: '@s' });
		expect(asked).toEqual([BY_NAME]);
	});

	it('that was changed meanwhile names a service', async () => {
		const { item, written } = open({ ...METADATA, [BY_NAME]: ok({ content: [GARDEN] }) });
		const input = readOf(update, { options: { ifUnmodifiedSince: '2026-02-01T00:00:00Z' } });
		const error = await errorOf(update.run(item, input) as Promise<unknown>);

		expect(error.message).toBe('The service was changed in the meantime, and nothing was written');
		expect(written()).toEqual([]);
	});
});
