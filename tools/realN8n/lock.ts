import { mkdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds without a renewal after which a lock is taken to be that of an ended process. */
const STALE = 20_000;

/**
 * Does something that only one process at a time may do, on this machine. The lock is a folder, since
 * making one either works or does not; its owner renews the folder's time as long as it lives. (A
 * process id in a file is not enough: another process may have the id by now.)
 *
 * @param onWait called once, if another process has the lock
 */
export async function withLock<T>(
	folder: string,
	work: () => Promise<T>,
	onWait: () => void,
): Promise<T> {
	mkdirSync(dirname(folder), { recursive: true });
	let hasWaited = false;
	while (!take(folder)) {
		if (!hasWaited) onWait();
		hasWaited = true;
		await wait(1000);
	}
	const remove = () => rmSync(folder, { recursive: true, force: true });
	const renewing = setInterval(() => renew(folder), STALE / 5);
	process.once('exit', remove);
	try {
		return await work();
	} finally {
		clearInterval(renewing);
		process.removeListener('exit', remove);
		remove();
	}
}

function take(folder: string): boolean {
	try {
		mkdirSync(folder);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		if (!isStale(folder)) return false;
		rmSync(folder, { recursive: true, force: true });
		return take(folder);
	}
}

function isStale(folder: string): boolean {
	const stats = statSync(folder, { throwIfNoEntry: false });
	return stats !== undefined && Date.now() - stats.mtimeMs > STALE;
}

function renew(folder: string): void {
	const now = new Date();
	utimesSync(folder, now, now);
}
