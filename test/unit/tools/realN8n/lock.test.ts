import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { withLock } from '../../../../tools/realN8n/lock';

let folder: string;
let lock: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'lock-test-'));
	lock = join(folder, 'lock');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the second of two calls waits until the first has ended, and calls onWait', async () => {
	const events: string[] = [];
	let end: () => void = () => undefined;
	const first = withLock(
		lock,
		() => new Promise<void>((resolve) => (end = resolve)),
		() => events.push('first waits'),
	);
	const second = withLock(
		lock,
		async () => void events.push('second works'),
		() => {
			events.push('second waits');
			end();
		},
	);
	await Promise.all([first.then(() => events.push('first has ended')), second]);
	expect(events).toEqual(['second waits', 'first has ended', 'second works']);
});

test('a lock of an ended process is taken over at once', async () => {
	mkdirSync(lock);
	const aMinuteAgo = new Date(Date.now() - 60_000);
	utimesSync(lock, aMinuteAgo, aMinuteAgo);
	const onWait = jest.fn();
	expect(await withLock(lock, async () => 'done', onWait)).toBe('done');
	expect(onWait).not.toHaveBeenCalled();
});

test('the lock is removed when the work fails', async () => {
	const failing = withLock(
		lock,
		() => Promise.reject(new Error('no disk')),
		() => undefined,
	);
	await expect(failing).rejects.toThrow('no disk');
	expect(existsSync(lock)).toBe(false);
});
