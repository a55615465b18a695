import { type Fault, type Sandbox, startSandbox } from '../../../sandbox/server';
import type { Settings } from '../../../sandbox/settings';
import { EVERYTHING, probed } from './probing';

/** A busy machine takes its time over so many requests. */
jest.setTimeout(240_000);

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

let serial = 0;
async function reportWith(settings: Partial<Settings>, ...faults: Fault[]) {
	const name = `unknown-${(serial += 1)}`;
	sandbox.organization(name).reset(settings);
	sandbox.organization(name).faults(faults);
	return (await probed(sandbox, name)).report;
}

describe('What an instance cannot be asked says nothing of how it differs', () => {
	it('where there are no profiles', async () => {
		const { settings, assumptions, answers } = await reportWith({ profiles: [] });

		expect({ settings, assumptions }).toEqual({ settings: {}, assumptions: [] });
		expect(answers.forcedPages).toEqual({ is: 'not possible', reason: 'no records' });
		expect(answers.list).toHaveProperty('facts.modifiedBy', undefined);
	});

	const busy = { status: 503, body: 'Service Unavailable' };
	const forbidden = { status: 403, body: 'You do not have the rights needed' };

	it.each<[string, Fault]>([
		['the lists of custom resources', { path: 'customResources/', respond: busy }],
		['the units', { path: 'orgUnitBase', respond: busy }],
		['the metadata of services', { path: 'resourceType/service', respond: forbidden }],
		['the number of profiles', { path: 'profile/_count', times: 9, respond: busy }],
		[
			'the second profile',
			{ method: 'POST', path: 'Ext/profile', skip: 1, respond: { status: 503, body: 'busy' } },
		],
		['a side of subscriptions', { method: 'POST', path: '/subscriptions/', respond: busy }],
		['the sort', { path: '_order=', respond: forbidden }],
		['a write', { method: 'PATCH', times: 99, discardWrite: true }],
		['the second signal', { method: 'POST', path: '/trigger', skip: 1, respond: busy }],
	])('where this was not answered: %s', async (_, fault) => {
		const { settings } = await reportWith({}, fault);

		expect(settings).toEqual({});
	});

	it('of the metadata of events, where the event is not there', async () => {
		sandbox.organization('no-event').reset();
		const { report } = await probed(sandbox, 'no-event', {
			named: { event: 'EVTunknown' },
			withTestProfile: false,
		});

		expect(report.answers.eventMetadata).toHaveProperty('facts.isThere', false);
		expect(report.assumptions.map(({ id }) => id)).not.toContain('eventsDescribed');
	});

	it('of templates, where the list of services was not read', async () => {
		sandbox.organization('one-service').reset();
		const { report } = await probed(sandbox, 'one-service', {
			named: { ...EVERYTHING, service: 'SVC1' },
			withTestProfile: false,
		});

		expect(report.answers.templates?.is).toBe('not possible');
	});

	it('of what empties a field, where it was never filled', async () => {
		const { answers } = await reportWith({}, { method: 'PATCH', times: 99, discardWrite: true });

		expect(answers.clearing).toEqual({ is: 'answered', facts: {} });
		expect(answers.location).toEqual({ is: 'answered', facts: { others: 'other' } });
	});
});
