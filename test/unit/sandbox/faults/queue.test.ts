import { FaultQueue } from '../../../../sandbox/faults/queue';

it('a call is hit by the first fault that is due, and the faults after it do not count it', () => {
	const queue = new FaultQueue();
	queue.replace([
		{ path: 'profile', delayMs: 1 },
		{ path: 'profile', skip: 1, delayMs: 2 },
	]);
	const hits = Array.from({ length: 4 }, () => queue.take('GET', '/x/profile')?.delayMs);
	expect(hits).toEqual([1, undefined, 2, undefined]);
});

it('staleRead waits for a GET, discardWrite and overwrite wait for a write', () => {
	const queue = new FaultQueue();
	queue.replace([{ staleRead: true }, { discardWrite: true }, { overwrite: { phone: '' } }]);
	expect(queue.take('PATCH', '/')).toHaveProperty('discardWrite');
	expect(queue.take('DELETE', '/')).toHaveProperty('overwrite');
	expect(queue.take('PATCH', '/')).toBeUndefined();
	expect(queue.take('GET', '/')).toHaveProperty('staleRead');
});

it('method is compared without case', () => {
	const queue = new FaultQueue();
	queue.replace([{ method: 'patch', delayMs: 1 }]);
	expect(queue.take('GET', '/')).toBeUndefined();
	expect(queue.take('PATCH', '/')).toBeDefined();
});
