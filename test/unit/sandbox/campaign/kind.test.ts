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

const kinds = [...KINDS, parcel];
const organization = new Organization('acme', kinds, Buffer.alloc(32, 1));
beforeEach(() => void organization.reset());

function ask(method: string, target: string, body?: object) {
	const { pathname, searchParams } = new URL(target, 'http://campaign');
	const [endpoint, ...segments] = pathname.slice(1).split('/');
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
		expect(Object.keys(content.content)).toEqual(['PKey', 'name', 'receiver']);
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
