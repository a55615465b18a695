import type { IDataObject } from 'n8n-workflow';

import { readSchedule } from '../../../../../../nodes/AdobeCampaign/resources/event/schedule';
import { contextOf } from '../../context';

const read = (options: IDataObject) => readSchedule(contextOf({ parameters: { options } }), 0);

it('A message without a schedule has none', () => {
	expect(read({})).toEqual({});
});

it.each([
	['2099-07-01T10:00:00', '2099-07-01 08:00:00.000Z'],
	['2099-07-01 10:00', '2099-07-01 08:00:00.000Z'],
	['2099-07-01T10:00:00-05:00', '2099-07-01 15:00:00.000Z'],
	['2099-07-01', '2099-06-30 22:00:00.000Z'],
])('%s is %s for a workflow in Paris', (given, moment) => {
	expect(read({ scheduled: given, expiration: '2100-01-01T00:00:00Z' })).toEqual({
		scheduled: moment,
		expiration: '2100-01-01 00:00:00.000Z',
	});
	expect(read({ expiration: given })).toEqual({ expiration: moment });
});

it.each(['', null, undefined, 'soon', 3, true, '03/04/2099'])('%j is no moment', (given) => {
	for (const name of ['scheduled', 'expiration']) {
		expect(() => read({ [name]: given } as IDataObject)).toThrow(
			'in Options is no date with a time',
		);
	}
});
