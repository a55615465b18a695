import { afterDuration } from '../../../../../sandbox/kinds/subscription/duration';

const start = new Date('2026-01-31T12:00:00.000Z');

it.each([
	['P10D', '2026-02-10T12:00:00.000Z'],
	['P2W', '2026-02-14T12:00:00.000Z'],
	['P1Y', '2027-01-31T12:00:00.000Z'],
	['P2M', '2026-03-31T12:00:00.000Z'],
	['P1DT1H2M3S', '2026-02-01T13:02:03.000Z'],
])('%s from now on ends at %s', (duration, end) => {
	expect(afterDuration(start, duration)?.toISOString()).toBe(end);
});

it.each(['', 'P', 'P0D', '10', 'ten days', 'P10D later'])('%j is no duration', (text) => {
	expect(afterDuration(start, text)).toBeUndefined();
});
