import type { CampaignCall } from '../../../../sandbox/campaign/call';
import type { Kind } from '../../../../sandbox/campaign/kind';
import { answerCampaign } from '../../../../sandbox/campaign/router';
import { json } from '../../../../sandbox/http';
import { KINDS } from '../../../../sandbox/kinds';
import { Organization } from '../../../../sandbox/organization';
import { FieldTable } from '../../../../sandbox/store/fieldTable';

/** A kind with only what every kind must have, and one special answer. */
const parcel: Kind = {
	path: 'parcel',
	label: 'Parcels',
	document: 'Parcel',
	schema: 'test:parcel',
	help: '',
	endpoints: (organization) => [`mc${organization}`],
	fields: new FieldTable([
		{ name: 'PKey', label: 'Primary key', type: 'string', readOnly: true },
		{ name: 'name', label: 'Name', type: 'string', sortable: true },
		{ name: 'receiver', label: 'Receiver', type: 'link', target: 'profile' },
		{ name: 'scans', label: 'Scans', type: 'collection', target: 'scan', backLink: 'parcel' },
	]),
	filters: () => ({
		byName: {
			label: 'By name',
			parameters: ['name'],
			build:
				({ query }) =>
				({ values }) =>
					values.name === query.get('name'),
		},
	}),
	seed: () => [{ name: 'first' }, { name: 'second' }],
	rawKey: () => 'name',
	linkTargets: [
		{
			name: 'profile',
			endpoint: 'profileAndServicesExt',
			records: (store) =>
				store
					.table('profile')
					.all()
					.map(({ id, values }) => ({
						id,
						label: String(values.lastName),
						name: String(values.email),
					})),
		},
	],
	answer: (call, path) => (path[1] === 'commands' ? json(201, { done: call.method }) : undefined),
};

/** A kind whose records are found below parcels alone, each linked to its parcel. */
const scan: Kind = {
	path: 'scan',
	label: 'Scans',
	document: 'Scan',
	schema: 'test:scan',
	help: '',
	endpoints: (organization) => [`mc${organization}`],
	isNested: true,
	deletedStatus: 204,
	fields: new FieldTable([
		{ name: 'PKey', label: 'Primary key', type: 'string', readOnly: true },
		{ name: 'href', label: 'Address', type: 'string', readOnly: true },
		{ name: 'place', label: 'Place', type: 'string' },
		{ name: 'parcel', label: 'Parcel', type: 'link', target: 'parcel', isOwner: true },
	]),
	filters: () => ({}),
	seed: (_settings, keys) => [{ place: 'harbour', parcel: { PKey: keys.issue('parcel', 1) } }],
};

/** Another view of parcels, of one dialect, read only. */
const journey: Kind = {
	...parcel,
	path: 'journey',
	viewOf: 'parcel',
	document: 'Journey',
	only: 'standard',
	readOnly: true,
	fields: new FieldTable([
		{ name: 'PKey', label: 'Primary key', type: 'string', readOnly: true },
		{ name: 'name', label: 'Name', type: 'string', readOnly: true },
		{ name: 'stops', label: 'Stops', type: 'collection', target: 'scan', backLink: 'parcel' },
	]),
	rawKey: undefined,
	seed: () => [],
	answer: undefined,
};

const kinds = [...KINDS, parcel, scan, journey];
const organization = new Organization('acme', kinds, Buffer.alloc(32, 1));
beforeEach(() => void organization.reset());

function ask(method: string, target: string, body?: object) {
	const { pathname, searchParams } = new URL(target, 'http://campaign');
	const [endpoint, ...segments] = pathname.split('/').filter(Boolean);
	const call: CampaignCall = {
		organization,
		method,
		endpoint,
		segments,
		query: searchParams,
		path: pathname.slice(1),
		base: 'http://campaign',
		body: Buffer.from(JSON.stringify(body ?? '')),
		hasBody: body !== undefined,
		contentType: 'application/json;charset=utf-8',
	};
	const answer = answerCampaign(call, kinds);
	return { ...answer, content: /^[[{]/.test(answer.body) ? JSON.parse(answer.body) : answer.body };
}

describe('A kind added to the table', () => {
	it('is listed from its seed, and counted', () => {
		const { content } = ask('GET', '/mcacme/parcel');
		expect(content.content).toMatchObject([{ name: 'first' }, { name: 'second' }]);
		expect(ask('GET', '/mcacme/parcel/_count').content).toEqual({ count: 2 });
	});

	it('is filtered by its own filters', () => {
		const { content } = ask('GET', '/mcacme/parcel/byName?name=second');
		expect(content.content).toMatchObject([{ name: 'second' }]);
	});

	it('is described by metadata under its own names', () => {
		const { content } = ask('GET', '/mcacme/resourceType/parcel');
		expect(content).toMatchObject({ name: 'parcel', label: 'Parcels', schema: 'test:parcel' });
		expect(Object.keys(content.content)).toEqual(['PKey', 'name', 'receiver', 'scans']);
		const filters = ask('GET', content.filters.href.replace('http://campaign', ''));
		expect(Object.keys(filters.content)).toEqual(['byName']);
	});

	it('is created, read by PKey and raw key, updated and deleted', () => {
		const created = ask('POST', '/mcacme/parcel', { name: 'third' });
		expect(created.status).toBe(201);
		const path = `/mcacme/parcel/${created.content.PKey}`;
		expect(ask('PATCH', path, { name: 'last' }).content).toMatchObject({
			PKey: created.content.PKey,
		});
		expect(ask('GET', path).content).toMatchObject({ name: 'last' });
		expect(ask('GET', '/mcacme/parcel/last').content.PKey).toBe(created.content.PKey);
		expect(ask('DELETE', path).status).toBe(200);
		expect(ask('GET', path).status).toBe(404);
	});

	it('is refused under its own names', () => {
		expect(ask('GET', '/mcacme/parcel/nothing').content).toContain(
			"Unable to find document with path 'Parcel' from key 'nothing:0' (document with schema 'parcel'",
		);
	});

	it('is linked to a record of another kind', () => {
		const [amy] = ask('GET', '/profileAndServices/profile').content.content;
		const { content } = ask('POST', '/mcacme/parcel', { name: 'x', receiver: { PKey: amy.PKey } });
		expect(content.receiver).toMatchObject({
			PKey: amy.PKey,
			href: `http://campaign/profileAndServicesExt/profile/${amy.PKey}`,
			title: 'Dakota (amy.dakota@example.com)',
		});
	});

	it('gives its special answers', () => {
		expect(ask('POST', '/mcacme/parcel/first/commands', {}).content).toEqual({ done: 'POST' });
	});

	it('is found at its own endpoints alone, and leaves the other kinds as they are', () => {
		expect(ask('GET', '/profileAndServices/parcel').status).toBe(404);
		expect(ask('GET', '/mcacme/profile').status).toBe(404);
		expect(ask('GET', '/profileAndServices/profile/_count').content).toEqual({ count: 60 });
	});

	it('has its last write undone or read stale together with those of other kinds', () => {
		const { store } = organization;
		const names = () =>
			store
				.table('parcel')
				.all()
				.map(({ values }) => values.name);
		const { PKey } = ask('GET', '/mcacme/parcel/second').content;
		const { writes } = store.recording(() =>
			ask('PATCH', `/mcacme/parcel/${PKey}`, { name: 'renamed' }),
		);
		expect(writes).toMatchObject([{ kind: 'parcel', after: { values: { name: 'renamed' } } }]);
		expect(store.readingBefore(names)).toEqual(['first', 'second']);
		expect(names()).toEqual(['first', 'renamed']);
		store.undo(writes);
		expect(names()).toEqual(['first', 'second']);
	});
});

describe('A kind below another one', () => {
	const scansOf = (name: string) => {
		const { scans } = ask('GET', `/mcacme/parcel/${name}`).content;
		return scans.href.replace('http://campaign', '');
	};

	it('is listed, created, read, updated and deleted in the collection of its owner', () => {
		const path = scansOf('second');
		expect(ask('GET', path).content).toMatchObject({ content: [], count: { value: 0 } });
		const made = ask('POST', path, { place: 'station' });
		const own = made.content.href.replace('http://campaign', '');

		const { PKey } = ask('GET', '/mcacme/parcel/second').content;
		expect(made).toMatchObject({ status: 201, content: { place: 'station' } });
		expect(made.content.parcel).toEqual({ PKey });
		expect(own).toBe(`${path}${made.content.PKey}`);
		expect(ask('GET', path).content.content).toEqual([made.content]);
		expect(ask('PATCH', own, { place: 'airport' }).status).toBe(200);
		expect(ask('GET', own).content.place).toBe('airport');
		expect(ask('GET', `${path}place`).content.content).toEqual(['airport']);
		expect(ask('GET', `${scansOf('first')}${made.content.PKey}`).status).toBe(404);
		expect(ask('GET', `/mcacme/scan/${made.content.PKey}`).status).toBe(404);
		expect(ask('DELETE', own).status).toBe(204);
		expect(ask('GET', path).content.content).toEqual([]);
	});

	it('belongs to the owner in the address, whatever the body says', () => {
		const { PKey } = ask('GET', '/mcacme/parcel/first').content;
		ask('POST', scansOf('second'), { parcel: { PKey } });

		expect(ask('GET', scansOf('second')).content.content).toHaveLength(1);
		expect(ask('GET', scansOf('first')).content.content).toHaveLength(1);
	});

	it('is described by metadata, at the target of the collection', () => {
		const { content } = ask('GET', '/mcacme/resourceType/parcel').content;
		expect(content.scans).toMatchObject({ type: 'collection', resTarget: 'scan' });
		expect(ask('GET', '/mcacme/resourceType/scan').content).toMatchObject({ name: 'scan' });
	});

	it('is removed with its owner, and comes back when that is undone', () => {
		const { store } = organization;
		const places = () => store.table('scan').all().length;
		const { writes } = store.recording(() => ask('DELETE', '/mcacme/parcel/first'));

		expect(writes.map(({ kind }) => kind)).toEqual(['parcel', 'scan']);
		expect(places()).toBe(0);
		store.undo(writes);
		expect(places()).toBe(1);
	});
});

describe('A kind that is another view of records', () => {
	it('shows them by the same PKey, as they are now', () => {
		const { PKey } = ask('GET', '/mcacme/parcel/second').content;
		ask('PATCH', `/mcacme/parcel/${PKey}`, { name: 'renamed' });
		const { content } = ask('GET', `/mcacme/journey/${PKey}`);

		expect(content).toMatchObject({ PKey, name: 'renamed' });
		expect(ask('GET', '/mcacme/journey/byName?name=renamed').content.content).toEqual([content]);
		expect(ask('GET', '/mcacme/journey/_count').content).toEqual({ count: 2 });
	});

	it('has collections of its own, under keys of their own', () => {
		const [first] = ask('GET', '/mcacme/journey').content.content;
		const path = first.stops.href.replace('http://campaign', '');

		expect(path).not.toContain(first.PKey);
		expect(ask('GET', path).content.content).toMatchObject([{ place: 'harbour' }]);
	});

	it('refuses every write when it is read only, and v8 does not have it when it is of Standard', () => {
		const { PKey } = ask('GET', '/mcacme/parcel/first').content;
		for (const method of ['PATCH', 'DELETE', 'POST']) {
			const path = method === 'POST' ? '/mcacme/journey' : `/mcacme/journey/${PKey}`;
			expect(ask(method, path, {}).status).toBe(500);
		}
		expect(ask('GET', '/mcacme/parcel/_count').content).toEqual({ count: 2 });

		organization.reset({ dialect: 'v8' });
		expect(ask('GET', `/mcacme/journey/${PKey}`)).toMatchObject({
			status: 404,
			body: `Unsupported endpoint. (endpoint=rest/mcacme/journey/${PKey})`,
		});
	});
});
