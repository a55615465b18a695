import {
	readWaitAtMost,
	waitAtMostOption,
} from '../../../../../nodes/AdobeCampaign/parameters/waiting';
import { contextOf } from '../context';

const read = (options: object) =>
	readWaitAtMost(contextOf({ parameters: { options: { ...options } } }));

it.each<[object, number]>([
	[{}, 60_000],
	[{ waitAtMost: 0 }, 0],
	[{ waitAtMost: 1.5 }, 1_500],
	[{ waitAtMost: 3600 }, 3_600_000],
])('Wait at Most of %j is %d milliseconds', (options, ms) => {
	expect(read(options)).toBe(ms);
});

it.each([-1, 3601, '', '60', 'soon', NaN, true, [5]])(
	'Wait at Most is refused: %j',
	(waitAtMost) => {
		expect(() => read({ waitAtMost })).toThrow(
			"'Wait at Most' in Options is not a number from 0 to 3600",
		);
	},
);

it('Wait at Most says what is waited for', () => {
	expect(waitAtMostOption('the status')).toMatchObject({
		name: 'waitAtMost',
		default: 60,
		description: 'Seconds to wait for the status, at most an hour',
	});
});
