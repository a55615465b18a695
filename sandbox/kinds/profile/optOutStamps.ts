import type { Scalar } from '../../exactJson';

/** A changed opt-out sets its own ...LastModified. Inferred: which opt-outs set the two common stamps. */
export function optOutStamps(
	before: Readonly<Record<string, Scalar>>,
	sent: Readonly<Record<string, Scalar>>,
	now: string,
): Record<string, string> {
	const stamps: Record<string, string> = {};
	for (const [name, value] of Object.entries(sent)) {
		if (!/^(blackList|ccpaOptOut)/.test(name) || value === (before[name] ?? false)) continue;
		stamps[name === 'blackList' ? 'blackListAllLastModified' : `${name}LastModified`] = now;
		if (name.startsWith('blackList')) stamps.blackListLastModified = now;
	}
	return stamps;
}
