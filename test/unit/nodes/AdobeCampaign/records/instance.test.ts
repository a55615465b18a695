import { CampaignClient } from '../../../../../nodes/AdobeCampaign/transport/client';
import { profileKind } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import { ok, scene, type Reply } from '../campaign';

const STANDARD = profileKind('profileAndServices');
const EXT = profileKind('profileAndServicesExt');

const METADATA = 'GET resourceType/profile';
const FILTERS = 'GET profile/metadata/filters';
const CONTENT = { phone: { type: 'string', label: 'Phone' } };
const WITH_FILTERS = ok({
	content: CONTENT,
	filters: { href: 'profileAndServicesExt/profile/metadata/filters' },
});
const BY_ID = { byCustomerId: { label: 'By ID', data: '/profile/byCustomerId?id=$value' } };
const REFUSED: Reply = { status: 500, body: 'No' };

describe('Metadata', () => {
	it('is read once a run, whatever is asked of it, also at the same time', async () => {
		const { instance, client, asked } = scene({ [METADATA]: ok({ content: CONTENT }) });
		const [fields, known, columns] = await Promise.all([
			instance.fields(client, EXT),
			instance.knownFields(client, EXT),
			instance.columns(client, EXT),
		]);
		await instance.metadata(client, EXT);

		expect(fields.map(({ id }) => id)).toEqual(['phone']);
		expect(known).toEqual(fields);
		expect(columns.fieldOf('Phone')?.id).toBe('phone');
		expect(asked).toEqual([METADATA]);
	});

	it('is read for each field set on its own', async () => {
		const { instance, client, asked } = scene({ [METADATA]: ok({ content: CONTENT }) });
		await instance.fields(client, EXT);
		await instance.fields(client, STANDARD);

		expect(asked).toHaveLength(2);
	});

	it('that could not be read is read again by the next item that needs it', async () => {
		const { instance, client } = scene({ [METADATA]: [REFUSED, ok({ content: CONTENT })] });
		await expect(instance.fields(client, EXT)).rejects.toThrow('Campaign refused the request');

		expect(await instance.fields(client, EXT)).toHaveLength(1);
	});

	it('that is only helpful is tried once a run', async () => {
		const { instance, client, asked } = scene({ [METADATA]: [REFUSED, ok({ content: CONTENT })] });

		expect(await instance.knownFields(client, EXT)).toBeUndefined();
		expect(await instance.knownFields(client, EXT)).toBeUndefined();
		expect(asked).toHaveLength(1);
	});

	it('does not hide an error of the code', async () => {
		const { instance, session } = scene({});
		const broken = new CampaignClient(session, EXT, 0);
		broken.get = async () => await Promise.reject(new TypeError('broken'));

		await expect(instance.knownFields(broken, EXT)).rejects.toThrow('broken');
	});
});

describe('Filters', () => {
	it('are read where the metadata points to, once a run', async () => {
		const { instance, client, asked } = scene({ [METADATA]: WITH_FILTERS, [FILTERS]: ok(BY_ID) });
		const filters = [{ name: 'byCustomerId', label: 'By ID', parameters: ['id'] }];

		expect(await instance.filters(client, EXT)).toEqual(filters);
		expect(await instance.knownFilters(client, EXT)).toEqual(filters);
		expect(asked).toEqual([METADATA, FILTERS]);
	});

	it('are an empty list where the metadata does not have a link to them', async () => {
		const { instance, client, asked } = scene({ [METADATA]: ok({ content: CONTENT }) });

		expect(await instance.filters(client, EXT)).toEqual([]);
		expect(asked).toEqual([METADATA]);
	});

	it('are not read from another host', async () => {
		const filters = { href: 'https://evil.example/filters' };
		const { instance, client, asked } = scene({ [METADATA]: ok({ content: {}, filters }) });

		await expect(instance.filters(client, EXT)).rejects.toThrow('was not followed');
		expect(asked).toEqual([METADATA]);
	});

	it('that are only helpful are an empty list when they cannot be read, which is tried once', async () => {
		const { instance, client, asked } = scene({
			[METADATA]: WITH_FILTERS,
			[FILTERS]: [REFUSED, ok(BY_ID)],
		});

		expect(await instance.knownFilters(client, EXT)).toEqual([]);
		expect(await instance.knownFilters(client, EXT)).toEqual([]);
		expect(asked).toHaveLength(2);
	});
});

describe('The names of fields and filters', () => {
	it('are those of both', async () => {
		const { instance, client } = scene({ [METADATA]: WITH_FILTERS, [FILTERS]: ok(BY_ID) });

		expect([...(await instance.names(client, EXT))]).toEqual(['phone', 'byCustomerId']);
	});

	it('are an empty set when one of them cannot be read, which is tried once', async () => {
		const { instance, client, asked } = scene({ [METADATA]: WITH_FILTERS, [FILTERS]: REFUSED });

		expect((await instance.names(client, EXT)).size).toBe(0);
		await instance.names(client, EXT);
		expect(asked).toHaveLength(2);
	});
});

describe('What many items refer to', () => {
	const open = () => {
		const { instance } = scene({});
		const read = jest.fn(async () => await Promise.resolve({ PKey: '@s' }));
		return { get: async (key: string) => await instance.lookedUp.get(key, read), read };
	};

	it('is not asked again under the same key, also at the same time', async () => {
		const { get, read } = open();
		const [one, other] = await Promise.all([get('a'), get('a')]);

		expect(await get('a')).toBe(one);
		expect(other).toBe(one);
		expect(read).toHaveBeenCalledTimes(1);
		await get('b');
		expect(read).toHaveBeenCalledTimes(2);
	});

	it('is asked again when it failed', async () => {
		const { get, read } = open();
		read.mockRejectedValueOnce(new Error('no'));

		await expect(get('a')).rejects.toThrow('no');
		expect(await get('a')).toEqual({ PKey: '@s' });
	});
});
