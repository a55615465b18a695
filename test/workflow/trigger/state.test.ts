/** What a trigger keeps: that nothing moves it but what was put out, and to what it belongs. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { timestamp } from '../../../sandbox/store/timestamp';
import { BY_FILTER, BY_ORDER } from '../../waysToAsk';
import { MODES, type Mode, Poller } from '../poller';
import { REFUSED } from '../requests';
import { useHarness } from '../suite';
import { emails, usePollers } from './watching';

const suite = useHarness();
const { harness, control } = suite;
const pollers = usePollers(suite);
const { newcomer } = pollers;

const HOUR = 3_600_000;

const trigger = (mode: Mode, organization: string, parameters: INodeParameters = BY_ORDER) =>
	pollers.trigger(mode, organization, parameters);

const ago = (ms: number) => timestamp(new Date(Date.now() - ms));

describe.each(MODES)('in mode %s of n8n', (mode) => {
	describe.each([
		['by order', BY_ORDER],
		['by filter', BY_FILTER],
	])('%s', (_, askBy) => {
		const named = (name: string) => `state-${name}-${mode}-${askBy.askBy}`;

		it('keeps its beginning over polls that n8n forgets, however often it is killed', async () => {
			const organization = named('forgotten');
			const one = trigger(mode, organization, askBy);
			expect(await one.activate()).toBeNull();
			for (let round = 0; round < 5; round += 1) {
				expect(await one.poll()).toBeNull();
				expect(await one.restart()).toBeNull();
			}
			const email = newcomer(organization);
			expect(emails(await one.restart())).toEqual([email]);
		});

		it('puts out again what n8n was killed with, and nothing else', async () => {
			const organization = named('killed');
			const one = trigger(mode, organization, askBy);
			await one.activate();
			const first = newcomer(organization);
			for (let round = 0; round < 5; round += 1) await one.pollAndCrash();
			expect(emails(await one.poll())).toEqual([first]);
			const second = newcomer(organization);
			for (let round = 0; round < 5; round += 1) await one.pollAndCrash();
			expect(emails(await one.restart())).toEqual([second]);
			expect(await one.poll()).toBeNull();
			expect(await one.restart()).toBeNull();
		});

		it('puts out what has changed between the activation and the first poll after it', async () => {
			const organization = named('between');
			const one = trigger(mode, organization, askBy);
			await one.activate();
			const email = newcomer(organization);
			expect(emails(await one.restart())).toEqual([email]);
		});

		it('keeps nothing of a poll whose second page fails', async () => {
			const organization = named('second-page');
			const parameters = { ...askBy, options: { pageSize: 2 } };
			const one = trigger(mode, organization, parameters);
			await one.activate();
			const wanted = [1, 2, 3, 4, 5].map((step) => {
				const email = `page-${step}@example.com`;
				const moment = ago(60_000 - step * 1000);
				control(organization).put({ email, created: moment, lastModified: moment });
				return email;
			});
			const before = JSON.stringify([one.stored, [...one.cursors]]);
			control(organization).faults([{ path: 'profile', skip: 1, times: 1, respond: REFUSED }]);
			await expect(one.poll()).rejects.toThrow('Campaign refused the request');
			expect(JSON.stringify([one.stored, [...one.cursors]])).toBe(before);

			control(organization).faults([{ path: 'profile', skip: 1, times: 9, drop: 'beforeWrite' }]);
			// Where the changes come in order, the first page is worked off, and what comes after it later.
			const cut = await one.poll().catch(() => null);
			expect(emails(cut)).toEqual(askBy === BY_ORDER ? null : wanted.slice(0, 1));
			control(organization).faults([]);
			const rest = (await one.pollAll()).flatMap((run) => emails(run) ?? []);
			expect([...(emails(cut) ?? []), ...rest]).toEqual(wanted);
		});

		it('goes on where it was after days, and leaves out what is older than Max Age by the clock of the server', async () => {
			const organization = named('days');
			// The server's clock is three days and an hour behind, then one hour: it is not that of n8n.
			control(organization).change({ now: ago(73 * HOUR) });
			const one = trigger(mode, organization, askBy);
			const young = trigger(mode, organization, { ...askBy, options: { maxAge: 48 } });
			await one.activate();
			await young.activate();
			control(organization).change({ now: ago(HOUR) });
			const old = newcomer(organization);
			const at = (hours: number) => ({
				created: ago(hours * HOUR),
				lastModified: ago(hours * HOUR),
			});
			const oldest = control(organization).put({ email: 'oldest@example.com', ...at(70) }).email;
			control(organization).put({ email: 'edge@example.com', ...at(48.5) });
			expect(emails(await one.activate('update'))).toEqual([oldest, 'edge@example.com', old]);
			expect(emails(await young.activate('update'))).toEqual(['edge@example.com', old]);
		});

		it('finds the same profiles when their PKeys are replaced, by their acsId', async () => {
			const organization = named('pkeys');
			const endpoint = 'profileAndServicesExt';
			const one = trigger(mode, organization, { ...askBy, event: 'both', endpoint });
			await one.activate();
			const email = newcomer(organization);
			expect(emails(await one.poll())).toEqual([`created ${email}`]);
			control(organization).change({ pkeyEpoch: 1 });
			expect(await one.poll()).toBeNull();
			expect(await one.restart()).toBeNull();
		});

		it('loses nothing when PKeys are replaced where profiles have no acsId', async () => {
			const organization = named('no-acsid');
			control(organization).reset({ acsIdShown: false });
			const one = trigger(mode, organization, { ...askBy, event: 'both' });
			await one.activate();
			const email = newcomer(organization);
			expect(emails(await one.poll())).toEqual([`created ${email}`]);
			control(organization).change({ pkeyEpoch: 1 });
			const other = newcomer(organization);
			expect((await one.pollAll()).flatMap((run) => emails(run) ?? [])).toContain(
				`created ${other}`,
			);
			expect(await one.poll()).toBeNull();
		});
	});

	const named = (name: string) => `state-${name}-${mode}`;

	/** A trigger that has put out something, and one more change that it has not seen. */
	async function behind(organization: string) {
		const one = trigger(mode, organization);
		await one.activate();
		newcomer(organization);
		await one.poll();
		return { one, email: newcomer(organization) };
	}

	it('goes on after it was renamed, also back to an earlier name', async () => {
		const organization = named('renamed');
		const { one, email } = await behind(organization);
		const { node } = one;
		one.node = { ...node, name: 'Renamed' };
		expect(emails(await one.activate('update'))).toEqual([email]);
		expect(await one.poll()).toBeNull();
		const next = newcomer(organization);
		expect(emails(await one.poll())).toEqual([next]);
		one.node = node;
		expect(await one.activate('update')).toBeNull();
		const last = newcomer(organization);
		expect(emails(await one.restart())).toEqual([last]);
	});

	it.each<[string, (one: Poller) => Partial<Poller['settings']>]>([
		['another node', () => ({ node: { id: 'a8a6c2f4-0000-4000-8000-000000000002' } })],
		['another workflow', () => ({ workflowId: 'workflow-2' })],
		['another n8n', () => ({ instanceId: 'another' })],
		[
			'another organization',
			() => ({ credentials: harness.credentials(`${named('begins')}-other`, 'accessToken') }),
		],
		[
			'another address',
			() => ({
				credentials: harness.credentials(named('begins'), 'accessToken', {
					baseUrl: harness.sandbox.url.replace('127.0.0.1', 'localhost'),
				}),
			}),
		],
		['another event', () => ({ parameters: { event: 'both', ...BY_ORDER } })],
		['another way to ask', () => ({ parameters: { event: 'created', ...BY_FILTER } })],
	])('begins anew with %s', async (_, settings) => {
		const organization = named('begins');
		control(organization).reset();
		const { one } = await behind(organization);
		const other = one.changed(settings(one));
		expect(await other.activate('update')).toBeNull();
		expect(await other.poll()).toBeNull();
		const email = newcomer(organization);
		control(`${organization}-other`).put({ email });
		expect(emails(await other.poll())).toEqual([expect.stringContaining(email)]);
	});

	it('begins anew with another filter', async () => {
		const organization = named('filters');
		const ask = (filterName: string, filterParameter: string) => ({
			...trigger(mode, organization).settings,
			parameters: { event: 'created', ...BY_FILTER, filterName, filterParameter },
		});
		const one = new Poller(harness, ask('byModifiedFrom', 'modifiedfrom_parameter'));
		await one.activate();
		newcomer(organization);
		const other = one.changed(ask('byChangedSince', '_parameter'));
		expect(await other.activate('update')).toBeNull();
		const email = newcomer(organization);
		expect(emails(await other.poll())).toEqual([email]);
	});

	it('goes on with another field set, where profiles have other keys: the last ones come once more', async () => {
		const organization = named('goes-on-field-set');
		const { one, email } = await behind(organization);
		const first = email.replace(/\d+/, (number) => String(Number(number) - 1));
		const endpoint = 'profileAndServicesExt';
		const other = one.changed({ parameters: { event: 'created', ...BY_ORDER, endpoint } });
		expect(emails(await other.activate('update'))).toEqual([first, email]);
		expect(await other.poll()).toBeNull();
	});

	it.each<[string, INodeParameters]>([
		['simplify', { simplify: false }],
		['options', { options: { pageSize: 7, overlap: 30, maxItems: 3 } }],
	])('goes on with another %s', async (name, parameters) => {
		const organization = named(`goes-on-${name.replace(' ', '-')}`);
		const { one, email } = await behind(organization);
		const other = one.changed({ parameters: { event: 'created', ...BY_ORDER, ...parameters } });
		expect(emails(await other.activate('update'))).toEqual([email]);
		expect(await other.poll()).toBeNull();
	});

	it('begins anew where the data of the workflow are not its own', async () => {
		const organization = named('garbage');
		const { one } = await behind(organization);
		const key = `${one.node.type} ${one.node.id}`;
		const { kept } = (one.stored[`node:${one.node.name}`] ?? one.cursors.get(one.node.id)) as {
			kept: IDataObject;
		};
		for (const garbage of [{ ...kept, version: 2 }, 'x', 7, null, [], {}, { version: 1 }]) {
			const other = one.changed({});
			other.stored = {
				[`node:${one.node.name}`]: { kept: garbage },
				global: { [key]: garbage },
			} as IDataObject;
			other.cursors.clear();
			other.forget();
			expect(await other.activate('update')).toBeNull();
			const email = newcomer(organization);
			expect(emails(await other.poll())).toEqual([email]);
		}
	});

	it('is apart for two triggers of one workflow', async () => {
		const organization = named('two');
		const one = trigger(mode, organization);
		const two = new Poller(harness, {
			...one.settings,
			parameters: { event: 'updated', ...BY_ORDER },
			node: { id: 'a8a6c2f4-0000-4000-8000-000000000002', name: 'Two' },
			beside: one,
		});
		await one.activate();
		await two.activate();
		const email = newcomer(organization);
		expect(emails(await one.poll())).toEqual([email]);
		expect(await two.poll()).toBeNull();
		const [amy] = control(organization).profiles();
		control(organization).put({ PKey: amy.PKey, lastModified: timestamp() });
		expect(await one.restart()).toBeNull();
		expect(emails(await two.restart())).toEqual([amy.email]);
		const second = newcomer(organization);
		expect(await two.poll()).toBeNull();
		expect(emails(await one.poll())).toEqual([second]);
		expect(await two.restart()).toBeNull();
		expect(await one.restart()).toBeNull();
	});
});

describe('in mode durable of n8n', () => {
	it('loses nothing when n8n is killed after it stored the data of the workflow, and before the execution', async () => {
		const organization = 'state-durable-saved';
		const one = trigger('durable', organization);
		await one.activate();
		for (let round = 0; round < 3; round += 1) {
			const email = newcomer(organization);
			await one.pollAndCrash(true);
			expect(emails(await one.poll())).toEqual([email]);
			expect(await one.poll()).toBeNull();
		}
	});
});

describe('An n8n that is set to poll in another way', () => {
	it.each<[Mode, Mode]>([
		['memory', 'durable'],
		['durable', 'memory'],
		['durable', 'scheduler'],
		['scheduler', 'durable'],
	])('goes on where it was, from %s to %s and back', async (before, after) => {
		const organization = `state-mode-${before}-${after}`;
		let one = trigger(before, organization);
		await one.activate();
		const all = new Set<string>();
		for (const mode of [before, after, before, after]) {
			one = one.changed({ mode });
			one.forget();
			const found = emails(await one.activate('init')) ?? [];
			for (let round = 0; round < 3; round += 1) {
				const email = newcomer(organization);
				found.push(...(emails(await one.poll()) ?? []));
				expect(found).toContain(email);
			}
			// Of data that n8n stores by the way, those of the last poll may come once more.
			const again = found.filter((email) => all.has(email));
			expect(again.length).toBeLessThanOrEqual(1);
			for (const email of found) all.add(email);
		}
	});
});

describe('What is kept', () => {
	it('stays under 200 KB after 30,000 changes, with everything that is remembered', async () => {
		const organization = 'state-size';
		control(organization).reset({ people: 30_000 });
		const options = { fieldsToWatch: ['email', 'lastName'], maxItems: 30_000, pageSize: 1000 };
		const one = trigger('memory', organization, { ...BY_FILTER, event: 'both', options });
		await one.activate();
		const lastModified = ago(60_000);
		control(organization).touch({ count: 30_000, lastModified, stepMs: 1 });
		expect((await one.pollAll()).flat()).toHaveLength(30_000);
		expect(JSON.stringify(one.stored).length).toBeGreaterThan(100_000);
		expect(JSON.stringify(one.stored).length).toBeLessThan(200_000);
	});

	it('is not taken up again by a node with the name and the settings that it once had', async () => {
		const organization = 'state-once';
		const one = trigger('memory', organization);
		const { node } = one;
		await one.activate();
		const first = newcomer(organization);
		one.node = { ...node, name: 'Renamed' };
		expect(emails(await one.activate('update'))).toEqual([first]);
		one.node = { ...one.node, parameters: { ...node.parameters, event: 'both' } };
		expect(await one.activate('update')).toBeNull();
		one.node = node;
		expect(await one.activate('update')).toBeNull();
		const next = newcomer(organization);
		expect(emails(await one.poll())).toEqual([next]);
	});
});

describe('in n8n 1.123, whose context knows no budget', () => {
	it('puts out what is new, and goes on after a start', async () => {
		const organization = 'state-n8n-1';
		const one = new Poller(harness, { ...trigger('memory', organization).settings, isN8n1: true });
		await one.activate();
		const first = newcomer(organization);
		expect(emails(await one.poll())).toEqual([first]);
		const second = newcomer(organization);
		expect(emails(await one.restart())).toEqual([second]);
	});
});
