import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';

import { type Distance, farAway, listening } from '../../bench/farAway';
import type { Chance } from '../../bench/simulate/chance';

/** Without jitter, and as unlucky as it is told. */
const chance = (unit: number): Chance => ({
	unit: () => unit,
	between: (least) => least,
	logNormal: (median) => median,
	exponential: (mean) => mean,
});

const NEVER = chance(1);
const ALWAYS = chance(0);

describe('the network of the bench', () => {
	/** Says the same as it hears. */
	let echo: Server;
	let port: number;
	beforeAll(async () => {
		echo = createServer((socket) => void socket.on('error', () => undefined).pipe(socket));
		port = await listening(echo);
	});
	afterAll(() => void echo.close());

	/** What comes back, and after how many milliseconds. */
	async function sent(texts: string[], distance: Distance, luck: Chance) {
		const network = await farAway(port, distance, luck);
		const socket = connect({ port: network.port, host: '127.0.0.1' });
		const begun = performance.now();
		let heard = '';
		let error = '';
		socket.on('data', (data) => (heard += data.toString()));
		socket.on('error', ({ message }) => (error = message));
		for (const text of texts) {
			socket.write(text);
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		socket.end();
		await once(socket, 'close').catch(() => undefined);
		network.close();
		return { heard, error, ms: performance.now() - begun, carried: network.carried };
	}

	it('opens a connection in one round trip, and answers in another', async () => {
		const { heard, ms, carried } = await sent(
			['ping'],
			{ roundTripMs: 100, lost: 0, cut: 0 },
			NEVER,
		);
		expect(heard).toBe('ping');
		expect(ms).toBeGreaterThan(190);
		expect(carried).toEqual({ connections: 1, lost: 0, cut: 0 });
	});

	it('keeps the order of what is sent', async () => {
		const texts = Array.from({ length: 20 }, (_, index) => `${index},`);
		const { heard } = await sent(texts, { roundTripMs: 20, lost: 0, cut: 0 }, NEVER);
		expect(heard).toBe(texts.join(''));
	});

	it('sends again what is lost, which takes longer', async () => {
		const { heard, ms, carried } = await sent(
			['ping'],
			{ roundTripMs: 10, lost: 0.5, cut: 0 },
			ALWAYS,
		);
		expect(heard).toBe('ping');
		expect(ms).toBeGreaterThan(1400);
		expect(carried.lost).toBeGreaterThan(2);
	});

	it('cuts a connection when the answer is on its way', async () => {
		const { heard, error, carried } = await sent(
			['ping'],
			{ roundTripMs: 10, lost: 0, cut: 0.5 },
			ALWAYS,
		);
		expect({ heard, error, cut: carried.cut }).toEqual({
			heard: '',
			error: 'read ECONNRESET',
			cut: 1,
		});
	});

	it('is not there without a distance', async () => {
		const { heard, carried } = await sent(
			['ping'],
			{ roundTripMs: 0, lost: 0.5, cut: 0.5 },
			ALWAYS,
		);
		expect(heard).toBe('ping');
		expect(carried).toEqual({ connections: 1, lost: 0, cut: 0 });
	});
});
