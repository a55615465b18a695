import { undefinedIfRefused } from '../n8n/errors';
import type { CampaignClient } from '../transport/client';
import { filtersIn, metadataIn } from '../transport/bodies';
import type { CampaignRecord, Metadata } from '../transport/types';
import { Columns } from './columns';
import { ConfirmTogether } from './confirmTogether';
import { CreatedRecords } from './created';
import {
	entriesOf,
	filterInfoOf,
	writableFields,
	type FilterInfo,
	type RecordField,
} from './metadata';
import type { RecordKind } from './kind';

/** Values that are read once, by key. A read that fails is not kept. */
class ReadOnce<T> {
	private readonly kept = new Map<string, Promise<T>>();

	async get(key: string, read: () => Promise<T>): Promise<T> {
		const value = this.kept.get(key) ?? read();
		this.kept.set(key, value);
		value.catch(() => this.kept.delete(key));
		return await value;
	}
}

const keyOf = ({ family, name }: RecordKind) => `${family}/${name}`;

/** What one run learns of the Campaign instance. */
export class Instance {
	/** `byEmail` ignores letter case; undefined as long as no answer has shown it. */
	ignoresCase?: boolean;
	/** Fields whose values the server was seen to rewrite: there a rewritten value counts at once. */
	readonly rewritten = new Set<string>();
	/** Records that many items refer to and none changes, by their kind and the question that finds them: asked once a run. */
	readonly lookedUp = new ReadOnce<CampaignRecord>();
	/** The records that this run has made. */
	readonly created = new CreatedRecords();
	/** The endpoint that serves a resource, by its name, as far as this run knows it. */
	readonly families = new Map<string, string>();
	/** Whether an endpoint serves a resource, by the names of both. */
	readonly served = new ReadOnce<boolean>();
	/** What is told of a name that the instance does not have, by that name. */
	readonly advice = new ReadOnce<string>();
	/** Reads what was changed, many records at a time. */
	readonly together = new ConfirmTogether();
	/** Links, by their names, with which a new record was seen although they lead nowhere: see `refuseHidden`. */
	readonly harmlessLinks = new Set<string>();
	/** What the run learns of other kinds of records than the one that its form is about. */
	private readonly ofOtherKinds = new Map<string, Instance>();
	/** When this run has sent what must not be sent again soon, by what it was: see `elapsed`. */
	readonly sentAt = new Map<string, number>();
	private readonly metadataByKind = new ReadOnce<Metadata>();
	private readonly fieldsByKind = new ReadOnce<RecordField[]>();
	private readonly filtersByKind = new ReadOnce<FilterInfo[]>();
	private readonly knownFieldsByKind = new ReadOnce<RecordField[] | undefined>();
	private readonly knownFiltersByKind = new ReadOnce<FilterInfo[]>();
	private readonly namesByKind = new ReadOnce<Set<string>>();
	private readonly columnsByKind = new ReadOnce<Columns>();

	/** What is learnt of records of another kind. */
	of(kind: RecordKind): Instance {
		const instance = this.ofOtherKinds.get(keyOf(kind)) ?? new Instance();
		this.ofOtherKinds.set(keyOf(kind), instance);
		return instance;
	}

	/** What the instance says of records of this kind: one request a run. @throws NodeApiError */
	async metadata(client: CampaignClient, kind: RecordKind): Promise<Metadata> {
		return await this.metadataByKind.get(
			keyOf(kind),
			async () => await client.get(client.of(kind).urls.metadata(), metadataIn),
		);
	}

	/** The fields that can be written, by label. @throws NodeApiError */
	async fields(client: CampaignClient, kind: RecordKind): Promise<RecordField[]> {
		return await this.fieldsByKind.get(keyOf(kind), async () => {
			const entries = entriesOf(await this.metadata(client, kind), kind);
			if (entries) return writableFields(entries, kind);
			throw client.error({
				kind: 'notFound',
				message: `Campaign does not tell the fields of this ${kind.one}`,
				description: `Its metadata has no '${kind.element}'.`,
			});
		});
	}

	/** The same fields; undefined when they cannot be read, which is tried once a run. */
	async knownFields(client: CampaignClient, kind: RecordKind): Promise<RecordField[] | undefined> {
		// The failure is kept, too, or it would be repeated for every item.
		return await this.knownFieldsByKind.get(
			keyOf(kind),
			async () => await undefinedIfRefused(this.fields(client, kind)),
		);
	}

	/** The filters that the metadata points to: one request more, if there are any. @throws NodeApiError */
	async filters(client: CampaignClient, kind: RecordKind): Promise<FilterInfo[]> {
		return await this.filtersByKind.get(keyOf(kind), async () => {
			const { filters } = await this.metadata(client, kind);
			const entries = filters ? await client.get(client.ownUrl(filters.href), filtersIn) : {};
			return Object.entries(entries).map(([name, entry]) => filterInfoOf(name, entry));
		});
	}

	/** The same filters; an empty list when they cannot be read, which is tried once a run. */
	async knownFilters(client: CampaignClient, kind: RecordKind): Promise<FilterInfo[]> {
		return await this.knownFiltersByKind.get(
			keyOf(kind),
			async () => (await undefinedIfRefused(this.filters(client, kind))) ?? [],
		);
	}

	/** The names of the instance's fields and filters; an empty set when they cannot be read, which is tried once a run. */
	async names(client: CampaignClient, kind: RecordKind): Promise<Set<string>> {
		const read = async () => {
			const { content } = await this.metadata(client, kind);
			const filters = await this.filters(client, kind);
			return new Set([...Object.keys(content), ...filters.map(({ name }) => name)]);
		};
		return await this.namesByKind.get(
			keyOf(kind),
			async () => (await undefinedIfRefused(read())) ?? new Set<string>(),
		);
	}

	/** The fields that can be written, to be found by a column's name. @throws NodeApiError */
	async columns(client: CampaignClient, kind: RecordKind): Promise<Columns> {
		return await this.columnsByKind.get(
			keyOf(kind),
			async () => new Columns(await this.fields(client, kind), kind),
		);
	}
}
