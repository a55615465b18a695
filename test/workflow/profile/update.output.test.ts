/** What a write puts out: in which order, simplified or whole, and what the box above it says. */
import {
	amy,
	autoMap,
	by,
	byItsEmail,
	formField,
	nobody,
	remove,
	report,
	twins,
	update,
	upsert,
	values,
} from '../parameters';
import { messages } from '../requests';
import { useHarness } from '../suite';

const { harness, control } = useHarness();

const phone = values({ phone: '3301020304', 'location.city': 'Lyon' });

/** With Confirm Update, as a new node has it. */
const simplified = { simplify: true };

async function columns(...changes: Parameters<typeof update>) {
	const { items } = await harness.runNode({
		organization: 'output-order',
		parameters: update(by('email', amy.email), phone, ...changes),
	});
	return Object.keys(items[0].json);
}

describe('The columns of an updated profile', () => {
	it('begin with whose it is and what was sent, and have the long PKey as the tenth', async () => {
		const all = await columns();

		expect(all.slice(0, 5)).toEqual(['email', 'firstName', 'lastName', 'phone', 'location']);
		expect(all[9]).toBe('PKey');
		expect(all.length).toBeGreaterThan(40);
	});

	it('have the report before them', async () => {
		expect((await columns(report)).slice(0, 2)).toEqual(['confirmation', 'email']);
	});

	it('are few with Simplify, with those that were sent among them', async () => {
		expect(await columns(simplified)).toEqual([
			...['email', 'firstName', 'lastName', 'phone', 'location.city', 'mobilePhone'],
			...['birthDate', 'preferredLanguage', 'blackListEmail', 'PKey', 'lastModified'],
		]);
	});
});

describe('Create or Update of many rows', () => {
	const row = (email: string, firstName = 'amy', mobile = '1') => ({ email, firstName, mobile });
	const form = [formField('email'), formField('firstName'), formField('mobilePhone')];

	const run = async (organization: string, items: object[], onError = 'continueRegularOutput') =>
		await harness.runNode({
			organization,
			items: items as Array<Record<string, string>>,
			nodeSettings: { onError: onError as 'continueRegularOutput' },
			parameters: upsert(
				{ matchBy: 'email', matchValue: '={{ $json.email }}' },
				autoMap(form),
				simplified,
			),
		});

	it('says in one box how many were created, updated and failed, with the rest behind it', async () => {
		const rows = [row(amy.email), row('new@example.com'), row('new2@example.com'), row(twins)];
		const { items, hints } = await run('output-many', rows);

		expect(items.map(({ json }) => json.operation)).toEqual([
			...['updated', 'created', 'created', undefined],
		]);
		expect(hints.length).toBeGreaterThan(1);
		const notes = `${hints.length} notes on this run`;
		for (const { group } of hints) {
			expect(group).toEqual({
				key: 'adobeCampaign',
				summary: `1 updated, 2 created, 1 failed. ${notes}`,
			});
		}
	});

	it('counts what Campaign rewrote by field, and not by combination of fields', async () => {
		control('output-fields').reset({ emailPolicy: 'lowerCase' });
		const rows = [row('One@example.com'), row('two@example.com'), row('Three@example.com', 'Ann')];
		const { hints } = await run('output-fields', rows);

		const stored = messages(hints).filter((text) => text.startsWith('Campaign stored'));
		expect(stored).toHaveLength(1);
		expect(stored[0]).toMatch(/'email' \(2 items\)/);
		expect(stored[0]).toMatch(/'firstName' \(2 items\)/);
	});
});

describe('What became of several items is said in words:', () => {
	const others = ['one', 'two'].map((name) => ({ email: `${name}@example.com`, phone: '' }));
	const told = async (
		organization: string,
		emails: string[],
		parameters: ReturnType<typeof update>,
	) => {
		control(organization).reset({ profiles: others });
		const { hints } = await harness.runNode({
			organization,
			items: emails.map((email) => ({ email })),
			nodeSettings: { onError: 'continueRegularOutput' },
			parameters,
		});
		return hints.map(({ message, group }) => group?.summary ?? message).join();
	};
	const [one, two] = others.map(({ email }) => email);

	it.each([
		[{ onlyChanged: true }, '1 updated, 1 unchanged'],
		[{ dryRun: true }, '1 looked at, 1 failed'],
	])('Update with %j', async (options, words) => {
		const phone = `={{ $json.email === '${one}' ? '555' : '' }}`;
		const emails = 'dryRun' in options ? [one, nobody] : [one, two];
		const parameters = update(byItsEmail, values({ phone }), {
			options: { emptyValues: 'clear', ...options },
		});

		expect(await told('outcomes-update', emails, parameters)).toBe(words);
	});

	it.each([
		[{ ifNotFound: 'ignore' }, '1 deleted, 1 gone already'],
		[{ dryRun: true }, '1 looked at, 1 failed'],
	])('Delete with %j', async (options, words) => {
		const parameters = remove(byItsEmail, { options });

		expect(await told('outcomes-delete', [one, nobody], parameters)).toContain(words);
	});
});
