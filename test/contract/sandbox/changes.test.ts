import { parsed, type Json } from '../caller';
import { EXT, STANDARD, sandboxFor } from '../sandboxFor';

const { organizationWith, control, get } = sandboxFor('changes');

const PEOPLE = [
	{ email: 'one@example.com', lastName: 'B' },
	{ email: 'two@example.com', lastName: 'A' },
];

describe('sortableFields', () => {
	it('says by what any list is sorted, and metadata says the same', async () => {
		const organization = organizationWith({ profiles: PEOPLE, sortableFields: ['phone', 'label'] });
		const ordered = async (path: string) => (await get(organization, path)).status;
		const content = async (kind: string) =>
			parsed(await get(organization, `profileAndServices/resourceType/${kind}`)).content as Record<
				string,
				Json
			>;

		expect(await ordered(`${STANDARD}?_order=phone%20desc`)).toBe(200);
		expect(await ordered(`${STANDARD}?_order=lastModified`)).toBe(500);
		expect(await ordered('profileAndServices/service?_order=label')).toBe(200);
		const { phone, lastModified } = await content('profile');
		expect([phone.sortable, lastModified.sortable]).toEqual([true, false]);
		expect((await content('service')).created.sortable).toBe(false);
	});

	it('is as the kinds have it by default, may be empty, and is a list', async () => {
		const organization = organizationWith({ sortableFields: [] });
		const status = async (name: string) =>
			(await get(name, `${EXT}?_order=lastModified%20desc&_lineCount=1`)).status;

		expect([await status('sandbox'), await status(organization)]).toEqual([200, 500]);
		const settings: object = { sortableFields: 'email' };
		expect(() => control(organization).reset(settings)).toThrow(
			'Setting "sortableFields" is a list of names of attributes.',
		);
	});
});
