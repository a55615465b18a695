/** What every operation does when Campaign is busy, refuses the credential, loses an answer or quotes what it was sent, and when n8n stops it. */
import { API_KEY, type Fault, STATIC_TOKEN } from '../../../sandbox/server';
import type { Key, Write } from '../everyOperation';
import { oops, pause, tooMany, until, writes } from '../requests';
import { askedIn, atDecisive, organizationOf, rows, useRows } from '../useRows';

const { harness, control, prepare, run, changesIn } = useRows();

const onward = { onError: 'continueRegularOutput' } as const;

const oneAtATime = { maxConcurrency: 1 };

/** The write is done, and its answer does not say so. */
const LOST: Array<[string, (write: Write) => Fault]> = [
	['lost', () => ({ drop: 'afterWrite' })],
	['a 504', () => ({ respondAfterWrite: oops(504) })],
	[
		'empty',
		({ method }) => ({ respondAfterWrite: { status: method === 'POST' ? 201 : 200, body: '' } }),
	],
];

const SECRETS = [API_KEY, STATIC_TOKEN];

describe.each(rows)('$name', (row) => {
	const { asks, decisive, isSilent, needed, personal, write } = row;

	it('is repeated when Campaign was busy, and done once', async () => {
		const organization = organizationOf(row, 'busy');
		const items = prepare(row, organization, 1);
		control(organization).faults(atDecisive(row, { respond: tooMany(0) }));

		const { error, requests } = await run(row, items, { organization });

		expect(error).toBeUndefined();
		const refused = requests.filter(({ status }) => status === 429);
		expect(refused.map(({ method }) => method)).toEqual([decisive.method]);
		expect(changesIn(organization)).toHaveLength(write ? 1 : 0);
		if (write) expect(writes(requests)).toHaveLength(2);
		else expect(requests).toHaveLength(asks.length + 1);
	});

	it.each([
		['accessToken', { accessToken: 'wrong' }],
		['oAuth2', { clientSecret: 'wrong' }],
	] as const)(
		'sends a wrong %s credential once, and has one error for all items',
		async (authentication, changes) => {
			const organization = organizationOf(row, `wrong ${authentication}`);
			const { items, requests, tokenRequests } = await run(row, prepare(row, organization, 3), {
				organization,
				authentication,
				credentials: harness.credentials(organization, authentication, changes),
				nodeSettings: onward,
			});

			// n8n itself sends a refused request again.
			expect(requests.length + tokenRequests.length).toBeLessThanOrEqual(2);
			expect(new Set(askedIn(organization, requests)).size).toBeLessThanOrEqual(1);
			expect(items).toHaveLength(3);
			items.forEach(({ json }, index) =>
				expect(json.error).toMatch(
					new RegExp(`^(?:Adobe|The access token) .*\\[item ${index}\\]\\. .*'`),
				),
			);
		},
	);

	if (write) {
		it.each(LOST)('has the change once when the answer to it is %s', async (name, faultOf) => {
			const organization = organizationOf(row, name);
			const input = prepare(row, organization, 2);
			control(organization).faults(atDecisive(row, faultOf(write)));

			const { items } = await run(row, input, {
				organization,
				options: oneAtATime,
				nodeSettings: onward,
			});

			const changed = changesIn(organization).map(({ PKey }) => PKey);
			expect(changed).toHaveLength(2);
			expect(new Set(changed).size).toBe(2);
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
			const [first, second] = items.map(({ json }) => json.error);
			expect([undefined, expect.stringContaining(write.unclear)]).toContainEqual(first);
			expect(second).toBeUndefined();
		});
	}

	it('keeps what is personal or secret out of an error that quotes it', async () => {
		const organization = organizationOf(row, 'quoted');
		const refuse = async (fault: (body: string) => Fault[], sent: Key[]) => {
			const [item] = prepare(row, organization, 1);
			const hidden = [...sent.map((key) => item[key]), ...SECRETS];
			control(organization).faults(fault(`Refused: ${hidden.join(' or ')}`));

			const { error, hints } = await run(row, [item], { organization });

			expect(error?.description).toContain('Refused');
			const told = JSON.stringify([error?.message, error?.description, error, hints]);
			expect(hidden.filter((value) => told.includes(value))).toEqual([]);
		};

		await refuse((body) => atDecisive(row, { respond: { status: 500, body } }), personal);
		// Refused from the first request on, which has sent no more than what the record is looked for by.
		await refuse(
			(body) => [{ times: 99, respond: { status: 500, body } }],
			personal.filter((key) => needed.includes(key)),
		);
	});

	if (isSilent) {
		it('puts out nothing personal', async () => {
			const organization = organizationOf(row, 'silent');
			const [item] = prepare(row, organization, 1);

			const { items, hints } = await run(row, [item], { organization });

			const told = JSON.stringify([items, hints]);
			expect(personal.filter((key) => told.includes(item[key]))).toEqual([]);
		});
	}

	it("ends with n8n's Stop, sends nothing more, and says what may have been done", async () => {
		const organization = organizationOf(row, 'stopped');
		const items = prepare(row, organization, 2);
		control(organization).faults(atDecisive(row, { delayMs: 600_000 }));
		const stop = new AbortController();

		const running = run(row, items, { organization, options: oneAtATime, signal: stop.signal });
		await until(() =>
			control(organization)
				.requests()
				.some(({ method, path }) => method === decisive.method && path.includes(decisive.path)),
		);
		const before = control(organization).requests().length;
		stop.abort();
		const { error } = await running;
		await pause(20);

		expect(error?.message).toMatch(/^The run was stopped/);
		expect(error?.description).toContain(write?.unclear ?? 'Nothing was sent for this item');
		expect(control(organization).requests()).toHaveLength(before);
	});
});
