import { checkFault, type Fault } from './fault';

/**
 * The faults that wait for one organization's calls. A call is hit by the first matching fault that has no calls to skip and
 * times left; the faults after it do not count that call.
 */
export class FaultQueue {
	private waiting: Array<{ fault: Fault; skip: number; times: number }> = [];

	/** @throws Error that names the entry of the list and what is wrong with it */
	replace(faults: readonly Fault[]): void {
		faults.forEach(checkFault);
		this.waiting = faults.map((fault) => ({
			fault,
			skip: fault.skip ?? 0,
			times: fault.times ?? 1,
		}));
	}

	/** The fault that hits this call, if any. */
	take(method: string, url: string): Fault | undefined {
		for (const entry of this.waiting) {
			if (entry.times < 1 || !matches(entry.fault, method, url)) continue;
			if (entry.skip > 0) {
				entry.skip -= 1;
				continue;
			}
			entry.times -= 1;
			return entry.fault;
		}
		return undefined;
	}
}

function matches(fault: Fault, method: string, url: string): boolean {
	if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
	if (fault.path !== undefined && !url.includes(fault.path)) return false;
	if (fault.staleRead || fault.next) return method === 'GET';
	if (fault.discardWrite || fault.overwrite) return method !== 'GET';
	return true;
}
