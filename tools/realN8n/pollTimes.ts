import type { INodeParameters } from 'n8n-workflow';

/**
 * The value of a polling trigger's Poll Times that polls every few seconds. n8n refuses one schedule of less than a
 * minute, and takes several of a minute each.
 *
 * @param seconds a divisor of 60
 */
export function pollEvery(seconds: number): INodeParameters {
	const times = Array.from({ length: 60 / seconds }, (_, index) => index * seconds);
	return {
		item: times.map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` })),
	};
}
