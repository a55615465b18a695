import type { Settings } from '../../../sandbox/server';
import { parsed } from '../caller';
import { STANDARD, sandboxFor } from '../sandboxFor';

const { organizationWith, control, call, get, keyOfAmy } = sandboxFor('throttling');

/** Far longer than a test takes: no window ends, and no token comes, in the middle of one. */
const LONG = { windowRequests: 2, windowSeconds: 3600 };
const SLOW = { ratePerSecond: 0.001 };

/** The statuses of so many requests one after the other. */
async function statuses(organization: string, count: number): Promise<number[]> {
	const seen: number[] = [];
	for (let index = 0; index < count; index += 1) {
		const { status } = await get(organization, `${STANDARD}/${keyOfAmy(organization)}`);
		seen.push(status);
	}
	return seen;
}

/** What a request too many is answered. */
async function refusal(settings: Partial<Settings>) {
	const organization = organizationWith({ ...SLOW, ...settings });
	await statuses(organization, 1);
	const reply = await get(organization, STANDARD);
	return { ...parsed(reply), retryAfter: reply.headers.get('retry-after') };
}

describe('ratePerSecond', () => {
	it('admits as many at once as in a second, then answers 429', async () => {
		const organization = organizationWith({ ratePerSecond: 3 });

		const replies = await Promise.all(
			Array.from({ length: 9 }, async () => await get(organization, STANDARD)),
		);

		const refused = replies.filter(({ status }) => status === 429);
		expect(refused.length).toBeGreaterThanOrEqual(4);
		expect(refused.length).toBeLessThanOrEqual(6);
	});

	it('admits rateBurst at once instead', async () => {
		expect(await statuses(organizationWith({ ...SLOW, rateBurst: 2 }), 4)).toEqual([
			200, 200, 429, 429,
		]);
	});

	it('admits a request again when it is due', async () => {
		const organization = organizationWith({ ratePerSecond: 20, rateBurst: 1 });
		await statuses(organization, 1);
		await new Promise((resolve) => setTimeout(resolve, 60));

		expect(await statuses(organization, 1)).toEqual([200]);
	});
});

describe('windowRequests', () => {
	it('admits so many in each of windowSeconds', async () => {
		expect(await statuses(organizationWith(LONG), 4)).toEqual([200, 200, 429, 429]);
	});

	it('counts together with the other limits', async () => {
		const settings = { ...LONG, ...SLOW, rateBurst: 3, maxInFlight: 1 };
		expect(await statuses(organizationWith(settings), 4)).toEqual([200, 200, 429, 429]);
	});

	it('is counted anew after a change of a limit, and not after another change', async () => {
		const organization = organizationWith(LONG);
		await statuses(organization, 2);
		control(organization).change({ latencyMs: 1 });
		expect(await statuses(organization, 1)).toEqual([429]);

		control(organization).change({ windowRequests: 1 });
		expect(await statuses(organization, 2)).toEqual([200, 429]);
	});

	it('does not count requests that are refused for their credentials or answered by a fault', async () => {
		const organization = organizationWith(LONG);
		const path = STANDARD;
		const { status } = await call(organization, { method: 'GET', path, headers: {} });
		expect(status).toBe(403);
		control(organization).faults([{ respond: { status: 503 } }]);
		expect(await statuses(organization, 4)).toEqual([503, 200, 200, 429]);
	});
});

describe('retryAfter', () => {
	it('none leaves the header out, with the code that Adobe has for it', async () => {
		expect(await refusal({ retryAfter: 'none' })).toEqual({
			error_code: '429001',
			message: 'Service usage limit reached',
			retryAfter: null,
		});
	});

	it('exact says when a request is admitted, in whole seconds', async () => {
		expect(await refusal({})).toEqual({
			error_code: '429050',
			message: 'Too many requests',
			retryAfter: '1000',
		});
	});

	it('fixed says retryAfterSeconds, whatever is exact', async () => {
		expect(await refusal({ retryAfter: 'fixed', retryAfterSeconds: 0 })).toMatchObject({
			error_code: '429050',
			retryAfter: '0',
		});
	});
});
