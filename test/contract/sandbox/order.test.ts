import { parsed, type Json } from '../caller';
import { EXT, STANDARD, sandboxFor } from '../sandboxFor';

const { get, list } = sandboxFor('order');

describe("_order ('Sorting')", () => {
	it('takes the fields that metadata calls sortable, and no others', async () => {
		const metadata = parsed(await get('sandbox', 'profileAndServicesExt/resourceType/profile'));
		const fields = Object.values(metadata.content as Record<string, Json>);
		const sortable = fields.filter((field) => field.sortable).map(({ apiName }) => apiName);
		const others = fields.filter((field) => !field.sortable).map(({ apiName }) => apiName);

		expect(sortable).toEqual([
			'birthDate',
			'created',
			'cusCustomerId',
			'cusPoints',
			'email',
			'firstName',
			'lastModified',
			'lastName',
		]);
		for (const name of sortable) {
			const path = `${EXT}?_lineCount=1&_order=${name}`;
			expect((await get('sandbox', path)).status).toBe(200);
		}
		for (const name of others) {
			const path = `${EXT}?_lineCount=1&_order=${name}`;
			expect((await get('sandbox', path)).status).toBe(500);
		}
	});

	it('sorts numbers as numbers, in both directions', async () => {
		const points = async (order: string) =>
			(await list('sandbox', `${EXT}?_lineCount=60&_order=${order}`)).content.map(({ cusPoints }) =>
				Number(cusPoints),
			);

		const ascending = await points('cusPoints%20asc');
		expect(ascending).toEqual([...ascending].sort((a, b) => a - b));
		expect(await points('cusPoints%20desc')).toEqual([...ascending].reverse());
	});

	it("sorts the values of one attribute, as printed ('Sorting')", async () => {
		const path = `${STANDARD}/email?_order=email%20desc&_lineCount=60`;
		const { content } = await list('sandbox', path);

		expect(content).toEqual([...content].sort().reverse());
	});
});
