import { askWithToken, type CutOff } from '../../../../../nodes/AdobeCampaign/transport/tokens';
import { NO_ANSWER, type Answer } from '../../../../../nodes/AdobeCampaign/transport/types';

const GOOD: Answer = { ...NO_ANSWER, status: 200 };
const EXPIRED: Answer = { ...NO_ANSWER, status: 401 };
const LOST: Answer = { ...NO_ANSWER, network: 'connection' };
const REFUSED: Answer = {
	...NO_ANSWER,
	tokenRefusal: { error: 'invalid_client', description: '' },
};
const UNREACHED: Answer = { ...LOST, isFromTokenService: true };

const soon = async () => await new Promise((resolve) => setImmediate(resolve));

let scenes = 0;

/** Requests of one credential, and what becomes of each of their tries to renew the token. */
function scene() {
	const credentialId = `credential-${++scenes}`;
	let stored: Answer = EXPIRED;
	const asked: string[] = [];
	const renewals: Array<(answer: Answer | Error) => void> = [];
	const send = async (name: string, more: Partial<Parameters<typeof askWithToken>[0]> = {}) =>
		await askWithToken({
			credentialId,
			overdue: new Promise(() => {}),
			ask: async () => {
				asked.push(name);
				return await Promise.resolve(stored);
			},
			renew: async () => {
				asked.push(`${name} renews`);
				return await new Promise<Answer>((resolve, reject) =>
					renewals.push((answer) => {
						if (answer instanceof Error) return reject(answer);
						if (answer.status === 200) stored = answer;
						return resolve(answer);
					}),
				);
			},
			...more,
		});
	return {
		asked,
		send,
		/** The end of the renewal that is under way. */
		renewed: async (answer: Answer | Error) => {
			await soon();
			renewals.shift()?.(answer);
			await soon();
		},
	};
}

describe('A token that has expired', () => {
	it('is renewed by one request, and the others ask again', async () => {
		const { asked, send, renewed } = scene();
		const sending = Promise.all(['a', 'b', 'c'].map(async (name) => await send(name)));
		await renewed(GOOD);

		expect(await sending).toEqual([GOOD, GOOD, GOOD]);
		expect(asked).toEqual(['a', 'b', 'c', 'a renews', 'b', 'c']);
	});

	it('is renewed for each credential', async () => {
		const { asked, send, renewed } = scene();
		const sending = Promise.all([send('a'), send('b', { credentialId: 'another' })]);
		await renewed(GOOD);
		await renewed(GOOD);
		await sending;

		expect(asked).toEqual(['a', 'b', 'a renews', 'b renews']);
	});

	it('is renewed again when it expires again', async () => {
		const { asked, send, renewed } = scene();
		const first = send('a', { ask: async () => await Promise.resolve(EXPIRED) });
		await renewed(GOOD);
		await first;
		const second = send('b', { ask: async () => await Promise.resolve(EXPIRED) });
		await renewed(GOOD);
		await second;

		expect(asked).toEqual(['a renews', 'b renews']);
	});

	it.each([
		['the token service refuses', REFUSED],
		['the token service cannot be reached', UNREACHED],
	])('is not asked for by the others when %s', async (_name, answer) => {
		const { asked, send, renewed } = scene();
		const sending = Promise.all(['a', 'b', 'c'].map(async (name) => await send(name)));
		await renewed(answer);

		expect(await sending).toEqual([answer, answer, answer]);
		expect(asked).toEqual(['a', 'b', 'c', 'a renews']);
	});

	it('is not asked for by the others when the new one is not accepted: each ends with its own answer', async () => {
		const { asked, send, renewed } = scene();
		const sending = Promise.all(['a', 'b', 'c'].map(async (name) => await send(name)));
		await renewed(EXPIRED);

		expect(await sending).toEqual([EXPIRED, EXPIRED, EXPIRED]);
		expect(asked).toEqual(['a', 'b', 'c', 'a renews', 'b', 'c']);
	});

	it.each([
		['lost its connection', LOST],
		['was refused by n8n', new Error('No credential')],
	])('is renewed by the next one when the first %s', async (_name, end) => {
		const { asked, send, renewed } = scene();
		const sending = Promise.allSettled(['a', 'b', 'c'].map(async (name) => await send(name)));
		await renewed(end);
		await renewed(GOOD);
		await sending;

		expect(asked).toEqual(['a', 'b', 'c', 'a renews', 'b renews', 'c']);
	});

	it.each<[CutOff, string[]]>([
		['stop', ['a', 'b', 'a renews', 'b renews']],
		['timeout', ['a', 'b', 'a renews']],
	])('that does not come until the end of its request, a %s', async (cutOff, expected) => {
		const { asked, send } = scene();
		let end: (cutOff: CutOff) => void = () => {};
		void send('a', { overdue: new Promise((resolve) => (end = resolve)) });
		const second = send('b');
		await soon();
		end(cutOff);
		await soon();

		expect(asked).toEqual(expected);
		if (cutOff === 'timeout') expect(await second).toEqual({ ...UNREACHED, network: 'timeout' });
	});

	it('is of no use to a request that was ended while it waited', async () => {
		const { asked, send, renewed } = scene();
		const stop = new AbortController();
		void send('a');
		const second = send('b', { signal: stop.signal });
		await soon();
		stop.abort();
		await renewed(GOOD);

		expect(await second).toBeUndefined();
		expect(asked).toEqual(['a', 'b', 'a renews']);
	});
});

describe('A token that is not there yet', () => {
	const cold = { isCold: true };

	it('is fetched by one request, and the others are sent after it', async () => {
		const { asked, send } = scene();
		let answer: (answer: Answer) => void = () => {};
		const first = send('a', { ...cold, ask: async () => await new Promise((to) => (answer = to)) });
		const others = Promise.all(
			['b', 'c'].map(
				async (name) =>
					await send(name, {
						...cold,
						ask: async () => {
							asked.push(name);
							return await Promise.resolve(GOOD);
						},
					}),
			),
		);
		await soon();
		expect(asked).toEqual([]);

		answer(GOOD);
		expect([await first, ...(await others)]).toEqual([GOOD, GOOD, GOOD]);
		expect(asked).toEqual(['b', 'c']);
	});

	it('is renewed when it is refused', async () => {
		const { asked, send, renewed } = scene();
		const sending = send('a', cold);
		await renewed(GOOD);

		expect(await sending).toEqual(GOOD);
		expect(asked).toEqual(['a', 'a renews']);
	});
});
