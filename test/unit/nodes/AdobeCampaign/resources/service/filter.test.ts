import type { IDataObject } from 'n8n-workflow';

import { serviceFilters } from '../../../../../../nodes/AdobeCampaign/resources/service/filter';
import { contextOf } from '../../context';

const read = (parameters: IDataObject) =>
	serviceFilters.read(contextOf({ parameters: { filterBy: 'none', ...parameters } }), 0);

describe('Filter By', () => {
	it('None lists all services', () => {
		expect(read({})).toMatchObject({ filters: [undefined], personal: [] });
	});

	it.each(['email', 'sms', ' SMS '])('Channel takes %j', (channel) => {
		expect(read({ filterBy: 'channel', channel }).filters).toEqual([
			{ name: 'byChannel', parameters: { channel: channel.trim().toLowerCase() } },
		]);
	});

	it.each(['', 'fax', 'email,sms'])('Channel refuses %j', (channel) => {
		expect(() => read({ filterBy: 'channel', channel })).toThrow("'Channel' has no such choice");
	});

	it('Planning takes two days, without their time', () => {
		// As a person writes it, and as n8n's picker stores it.
		const [startDate, endDate] = ['2026-03-01', '2026-03-31T23:30:00'];

		expect(read({ filterBy: 'planning', startDate, endDate }).filters).toEqual([
			{ name: 'byPlanning', parameters: { startDate: '2026-03-01', endDate: '2026-03-31' } },
		]);
		expect(
			read({ filterBy: 'planning', startDate, endDate: startDate }).filters[0]?.parameters,
		).toEqual({ startDate: '2026-03-01', endDate: '2026-03-01' });
	});

	it('Planning takes the midnight of the workflow’s time zone for its day', () => {
		const { filters } = read({
			filterBy: 'planning',
			startDate: '2026-02-28T23:00:00.000Z',
			endDate: '2026-03-30T22:00:00Z',
		});

		expect(filters[0]?.parameters).toEqual({ startDate: '2026-03-01', endDate: '2026-03-31' });
	});

	it.each([
		['', '2026-03-31', "'Start Date' is not a day"],
		['2026-03-01', '', "'End Date' is not a day"],
		['2026-03-01', 'soon', "'End Date' is not a day"],
		['2026-03-02', '2026-03-01', "'End Date' is before 'Start Date'"],
	])('Planning refuses %j to %j', (startDate, endDate, message) => {
		expect(() => read({ filterBy: 'planning', startDate, endDate })).toThrow(message);
	});

	it('Text looks for a beginning', () => {
		expect(read({ filterBy: 'text', text: ' Gar ' }).filters).toEqual([
			{ name: 'byText', parameters: { text: 'Gar' } },
		]);
		expect(() => read({ filterBy: 'text', text: ' ' })).toThrow("'Text' is empty");
	});

	it('Custom Filter has the filter with its parameters, and what an error says first', () => {
		const { filters, personal, isCustom } = read({
			filterBy: 'customFilter',
			filterName: 'byVisibility',
			filterParameters: {
				parameter: [{ name: '_parameter', value: 'Oslo' }] as unknown as IDataObject,
			},
		});

		expect(filters).toEqual([{ name: 'byVisibility', parameters: { _parameter: 'Oslo' } }]);
		expect(personal).toEqual(['Oslo']);
		expect(isCustom).toBe(true);
	});

	it.each([
		{ filterBy: 'text', text: 'Gar' },
		{ filterBy: 'channel', channel: 'sms' },
	])('has nothing to hide otherwise: %j', (parameters) => {
		expect(read(parameters)).toMatchObject({ personal: [] });
		expect(read(parameters)).not.toHaveProperty('isCustom');
	});
});

describe('Include Templates', () => {
	const SERVICES = [{}, { isTemplate: false }, { isTemplate: 'false' }, { isTemplate: '' }];
	const MODELS = [{ isTemplate: true }, { isTemplate: 'true' }];

	it('that was not added, or is off, leaves templates out', () => {
		for (const options of [{}, { includeTemplates: false }]) {
			const { isWanted } = read({ options });

			expect(SERVICES.map((one) => isWanted?.(one))).toEqual(SERVICES.map(() => true));
			expect(MODELS.map((one) => isWanted?.(one))).toEqual(MODELS.map(() => false));
		}
	});

	it('that is on lists all', () => {
		expect(read({ options: { includeTemplates: true } })).not.toHaveProperty('isWanted');
	});

	it('without a result is refused', () => {
		expect(() => read({ options: { includeTemplates: '' } })).toThrow(
			"'Include Templates' is neither true nor false",
		);
	});
});
