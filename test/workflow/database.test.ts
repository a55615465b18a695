import type { INodeParameters } from 'n8n-workflow';

import { type Harness, startHarness } from './harness';
import { amy, by, update, values } from './parameters';

let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

const postgreSql = (words: string) => ({
	status: 500,
	body: `PGS-220000 PostgreSQL error: ERROR:  ${words}`,
});

/** What the stored profile holds besides, which nobody sent and PostgreSQL may quote. */
const storedBirthDate = '1975-02-01';

async function updateAmy(organization: string, words: string, more: INodeParameters = {}) {
	harness.sandbox
		.organization(organization)
		.faults([{ method: 'PATCH', respond: postgreSql(words) }]);
	return await harness.runNode({
		organization,
		items: [{ email: amy.email, lastName: 'Dakota-Lafayette' }],
		parameters: update(
			by('email', '={{ $json.email }}'),
			values({ lastName: '={{ $json.lastName }}' }),
			more,
		),
	});
}

describe("What Campaign's database refuses", () => {
	it('and passes by itself is told so, and is not sent again', async () => {
		const { error, requests } = await updateAmy('deadlock', 'deadlock detected');

		expect(error?.message).toBe("Campaign's database was busy with the same records");
		expect(error?.description).toMatch(/^This passes by itself: run it again/);
		expect(error?.description).toContain("'Max Concurrency' in Options");
		expect(error).toMatchObject({
			httpCode: '500',
			failure: { cause: 'temporarily-unavailable' },
		});
		expect(requests.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
	});

	it('for want of a value names the column, and nobody of the row', async () => {
		const { error } = await updateAmy(
			'not-null',
			`null value in column "sexternalid" of relation "nmsrecipient" violates not-null constraint\nDETAIL:  Failing row contains (812, O'Neil (Jr), DAKOTA-LAFAYETTE,\n${amy.email}, ${storedBirthDate}, null).`,
		);

		expect(error?.message).toBe("Campaign's database needs a value for 'sexternalid'");
		expect(error?.description).toContain("'Fields'");
		expect(error?.description).toContain('DETAIL:  Failing row contains (...)\nHTTP status 500');
		const told = JSON.stringify([error?.message, error?.description]).toLowerCase();
		for (const value of ["o'neil", 'jr', 'lafayette', amy.email, storedBirthDate]) {
			expect(told).not.toContain(value);
		}
	});

	it.each([
		['value too long for type character varying(30)', 'A value is longer than its field'],
		[
			'invalid byte sequence for encoding "UTF8": 0x00',
			'A value has a character that Campaign cannot store',
		],
		[
			'duplicate key value violates unique constraint "nmsrecipient_email" DETAIL:  Key (semail)=(x) already exists.',
			'Another profile already has this key',
		],
	])('has words of its own: %s', async (words, message) => {
		const { error } = await updateAmy('words', words);

		expect(error?.message).toBe(message);
	});

	it('because of another profile is no reason to use what is used already', async () => {
		const organization = 'upsert-duplicate';
		const words =
			'duplicate key value violates unique constraint "nmsrecipient_cuscustomerid" DETAIL:  Key (scuscustomerid)=(C-1002) already exists.';
		harness.sandbox
			.organization(organization)
			.faults([{ method: 'PATCH', respond: postgreSql(words) }]);

		const { error } = await harness.runNode({
			organization,
			parameters: {
				operation: 'upsert',
				endpoint: 'profileAndServicesExt',
				confirmUpdate: true,
				options: {},
				matchBy: 'email',
				matchValue: amy.email,
				...values({ cusCustomerId: 'C-1002' }),
			},
		});

		expect(error?.message).toBe('Another profile already has this key');
		expect(error?.description).toContain("'Create or Update' looks only for its 'Match Value'");
		expect(error?.description).not.toContain('C-1002');
	});

	it('while reading a list is answered with what the list can be asked for', async () => {
		harness.sandbox
			.organization('list-timeout')
			.faults([{ respond: postgreSql('canceling statement due to statement timeout') }]);

		const { error, requests } = await harness.runNode({
			organization: 'list-timeout',
			parameters: {
				operation: 'getAll',
				endpoint: 'profileAndServices',
				filterBy: 'none',
				returnAll: false,
				limit: 50,
				simplify: true,
				options: {},
			},
		});

		expect(error?.message).toBe("Campaign's database took too long");
		expect(error?.description).toContain("'Page Size' in Options");
		expect(requests).toHaveLength(1);
	});
});
