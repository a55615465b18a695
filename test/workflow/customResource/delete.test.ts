import type { INodeParameters } from 'n8n-workflow';

import { inResource, record, remove } from '../parameters';
import { messages, methods, writes } from '../requests';
import { useHarness } from '../suite';
import { calls, firstOrder, node, orders } from './resources';

const { harness, control } = useHarness();

describe.each(['removed', 'removed-v8'])('Delete of a record, in %s', (organization) => {
	beforeEach(() => control(organization).reset());

	const stored = (kind = 'cusOrder') => control(organization).records(kind);
	const run = async (...changes: INodeParameters[]) =>
		await harness.runNode({ organization, node, parameters: remove(orders, ...changes) });

	it('deletes by PKey, with one request', async () => {
		const [{ PKey }] = stored();
		const { items, requests, hints } = await run(record('id', PKey));

		expect(items[0].json).toEqual({ deleted: true, PKey });
		expect(calls(requests)).toEqual(['DELETE profileAndServicesExt/cusOrder/@']);
		expect(stored().map(({ order_number }) => order_number)).not.toContain('O-1001');
		expect(messages(hints)).toEqual([
			'The record was deleted in Campaign for good, without a dry run',
		]);
	});

	it('deletes by href and by acsId', async () => {
		const { PKey, href } = stored()[1];
		const byUrl = await run(record('url', String(href)));
		const byAcsId = await run(record('acsId', firstOrder.acsId));

		expect(byUrl.items[0].json).toEqual({ deleted: true, PKey });
		expect(byAcsId.items[0].json).toMatchObject({ deleted: true });
		expect(stored().map(({ order_number }) => order_number)).toEqual(['O-1003', 'O-1004']);
	});

	it.each([
		['true', 2],
		['false', 3],
	])('may take along what nothing else refers to: deleteTargets %s', async (setting, products) => {
		control(organization).reset({ deleteTargets: setting === 'true' });
		await run(record('id', stored()[0].PKey));

		expect(stored('cusProduct')).toHaveLength(products);
	});

	it('deletes nothing with Dry Run, and shows what the record links to', async () => {
		const [{ PKey }] = stored();
		for (const choice of [record('id', PKey), record('acsId', firstOrder.acsId)]) {
			const { items, requests, hints } = await run(choice, { options: { dryRun: true } });

			expect(items[0].json).toMatchObject({
				...{ deleted: false, dryRun: true, PKey, order_number: 'O-1001' },
				cusProductlink: stored('cusProduct')[0].PKey,
			});
			expect(writes(requests)).toEqual([]);
			expect(hints).toEqual([]);
		}
		expect(stored()).toHaveLength(4);
	});

	it('is an error or nothing for a record that is gone', async () => {
		const { PKey } = stored()[3];
		control(organization).remove(PKey, 'cusOrder');
		const failed = await run(record('id', PKey));
		const ignored = await run(record('id', PKey), { options: { ifNotFound: 'ignore' } });

		expect(failed.error?.message).toBe('The record was not found');
		expect(ignored.items[0].json).toEqual({ deleted: true, PKey, alreadyGone: true });
	});

	it.each([
		['url', 'profileAndServices/profile'],
		['url', 'profileAndServicesExt/cusProduct'],
		['url', 'profileAndServices/service'],
		['id', 'profileAndServices/service'],
	] as const)('refuses the address %s of another resource: %s', async (mode, path) => {
		const href = String(stored()[0].href).replace('profileAndServicesExt/cusOrder', path);
		const { error, requests } = await run(record(mode, href));

		expect(error).toBeDefined();
		expect(requests).toEqual([]);
	});

	it.each(['profile', 'service', 'cusOrder/../service', 'profileAndServices/service'])(
		'refuses the resource %s without a request',
		async (name) => {
			const resource = inResource(name);
			const { error, requests } = await run(resource, record('id', '@a'));

			expect(error?.message).toBe("'Custom Resource' is not the name of a custom resource");
			expect(requests).toEqual([]);
		},
	);

	it('looks before it deletes once more', async () => {
		control(organization).faults([
			{ method: 'DELETE', respondAfterWrite: { status: 504, body: 'Gateway' } },
		]);
		const [{ PKey }] = stored();
		const { items, requests } = await run(record('id', PKey));

		expect(items[0].json).toEqual({ deleted: true, PKey });
		expect(methods(requests)).toEqual(['DELETE', 'GET']);
		expect(stored()).toHaveLength(3);
	});
});
