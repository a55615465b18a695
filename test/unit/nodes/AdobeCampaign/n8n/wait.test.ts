import { Turns } from '../../../../../nodes/AdobeCampaign/n8n/wait';

const settled = async () => await new Promise((resolve) => setImmediate(resolve));

/** Takes turns, and tells what has begun; each ends when the test says so. */
function scene() {
	const turns = new Turns();
	const begun: string[] = [];
	const ends = new Map<string, (error?: Error) => void>();
	const take = (id: string, name = 'one', signal?: AbortSignal) => {
		const taken = turns.take(
			name,
			async () => {
				begun.push(id);
				await new Promise<void>((resolve, reject) =>
					ends.set(id, (error) => (error ? reject(error) : resolve())),
				);
				return id;
			},
			signal,
		);
		return taken.catch((error: Error) => error.message);
	};
	const end = async (id: string, error?: Error) => {
		ends.get(id)?.(error);
		await settled();
	};
	return { turns, begun, take, end };
}

test('those of one name go one at a time, in their order; others do not wait', async () => {
	const { begun, take, end } = scene();
	const all = [take('a'), take('b'), take('c'), take('other', 'two')];
	await settled();
	expect(begun).toEqual(['a', 'other']);
	await end('a');
	expect(begun).toEqual(['a', 'other', 'b']);
	await end('b');
	await end('c');
	await end('other');
	expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'other']);
});

test('a failure is its own, and the next one goes on', async () => {
	const { begun, take, end } = scene();
	const all = [take('a'), take('b')];
	await settled();
	await end('a', new Error('no'));
	await end('b');
	expect(begun).toEqual(['a', 'b']);
	expect(await Promise.all(all)).toEqual(['no', 'b']);
});

test('Stop ends waiting, and the next one does not come too early', async () => {
	const { begun, take, end } = scene();
	const stop = new AbortController();
	void take('a');
	void take('stopped', 'one', stop.signal);
	void take('c');
	await settled();
	stop.abort();
	await settled();
	expect(begun).toEqual(['a', 'stopped']);
	await end('stopped');
	expect(begun).toEqual(['a', 'stopped']);
	await end('a');
	expect(begun).toEqual(['a', 'stopped', 'c']);
});

test('nothing is kept of what is done', async () => {
	const { turns, take, end } = scene();
	void take('a');
	void take('b');
	await settled();
	await end('a');
	await end('b');
	expect((turns as unknown as { last: Map<string, unknown> }).last.size).toBe(0);
});
