import { momentOf, writtenMoment } from '../../../../../nodes/AdobeCampaign/records/moments';

const NINE = Date.UTC(2026, 10, 25, 21, 0, 0, 120);

describe('momentOf', () => {
	test.each([
		['2026-11-25 21:00:00.120Z', NINE],
		['2026-11-25T21:00:00.120Z', NINE],
		[' 2026-11-25 21:00:00.120Z ', NINE],
		['2026-11-25 22:00:00.120+01:00', NINE],
		['2026-11-25 16:00:00.120-0500', NINE],
		['2026-11-25 21:00:00Z', NINE - 120],
		['2026-11-25 21:00Z', NINE - 120],
	])('reads %s', (text, moment) => {
		expect(momentOf(text)).toBe(moment);
	});

	it('takes an instant without a zone for UTC', () => {
		expect(momentOf('2026-11-25 21:00:00.120')).toBe(NINE);
	});

	it('cuts off what is finer than a millisecond', () => {
		expect(momentOf('2026-11-25 21:00:00.120987Z')).toBe(NINE);
	});

	test.each([undefined, null, '', 'yesterday', '2026-11-25', '2026-13-45 21:00:00Z', NINE, {}])(
		'finds no instant in %j',
		(value) => {
			expect(momentOf(value)).toBeUndefined();
		},
	);
});

describe('writtenMoment', () => {
	it("writes an instant as Campaign prints it, or with ISO 8601's T", () => {
		expect(writtenMoment(NINE, 'campaign')).toBe('2026-11-25 21:00:00.120Z');
		expect(writtenMoment(NINE, 'iso')).toBe('2026-11-25T21:00:00.120Z');
		expect(momentOf(writtenMoment(NINE, 'campaign'))).toBe(NINE);
		expect(momentOf(writtenMoment(NINE, 'iso'))).toBe(NINE);
	});
});
