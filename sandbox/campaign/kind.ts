import type { Scalar } from '../exactJson';
import type { Answer } from '../http';
import type { Dialect, Settings } from '../settings';
import type { Endpoint, Field } from '../store/field';
import type { KeyRing } from '../store/keys';
import type { RecordStore } from '../store/recordStore';
import type { StoredKind } from '../store/storedKind';
import type { StoredRecord } from '../store/storedRecord';
import type { CampaignCall } from './call';
import type { SchemaNames } from './refusals';

/**
 * One kind of record: everything that Campaign does differently for it than for the others. A new resource is a folder
 * under kinds/ that exports one, and a line in kinds/index.ts.
 */
export interface Kind extends StoredKind, SchemaNames {
	/** Shown in metadata. */
	help: string;
	/** The endpoints under which the kind is found, in the organization of this name and with its settings. */
	endpoints(organization: string, settings: Settings): readonly Endpoint[];
	/** Its name in URLs, after the endpoint, where it is not its path: a workflow is at `workflow/execution/`. */
	inUrls?: string;
	/** Whether metadata describes the kind. Default: it does. */
	isDescribed?(settings: Settings): boolean;
	/** Whether its records change by the time alone, without a write. */
	changesByItself?: boolean;
	/** The only dialect that has the kind. Default: both have it. */
	only?: Dialect;
	/** Whether its records are found in collections of other records alone, and not by the name of the kind. */
	isNested?: boolean;
	/** Whether every write over the API is refused. */
	readOnly?: boolean;
	/** What a DELETE is answered. Default: 200, as for a profile. */
	deletedStatus?: 200 | 204;
	/** The filters of a list by name; v8 names some of them differently. */
	filters(dialect: Dialect, endpoint: Endpoint): Readonly<Record<string, Filter>>;
	/** The field that addresses a record by its value in a URL, beside the PKey. */
	rawKey?(endpoint: Endpoint): string | undefined;
	/** Fields of which no two records hold the same value; an empty one does not count. */
	uniqueFields?(settings: Settings): readonly string[];
	/** Attributes computed on every read, by name. */
	computed?: Readonly<Record<string, ComputedAttribute>>;
	/** Attributes that an instance with these settings does not have at all. */
	lacks?(settings: Settings): readonly string[];
	/** Attributes of metadata alone that an instance with these settings prints nevertheless. */
	prints?(settings: Settings): readonly string[];
	/** Attributes that an answer lacks although the endpoint has them. */
	hides?(view: View): readonly string[];
	/** The object as an answer shows it, where that differs from what is stored. Control shows what is stored. */
	answered?(call: KindCall, object: Record<string, unknown>, at: Place): Record<string, unknown>;
	/** What the links of this kind lead to. A target that is not a kind itself is read only, on the Ext endpoint. */
	linkTargets?: readonly LinkTarget[];
	/** Time stamps that a write moves, besides lastModified. */
	stamps?(before: Values, sent: Values, now: string): Values;
	/**
	 * Special answers, asked before the general ones. `path` is what follows the name of the kind.
	 * @returns undefined for a call that is answered as for any kind
	 */
	answer?(call: KindCall, path: readonly string[]): Answer | undefined;
}

/** Where an object is shown: alone, or as a row of a list. */
export type Place = 'alone' | 'inList';

type Values = Readonly<Record<string, Scalar>>;

/** A call that concerns one kind of record. */
export interface KindCall extends CampaignCall {
	kind: Kind;
	/** All kinds, because links and collections lead from one to another. */
	kinds: readonly Kind[];
	/** Set for a call below `/profile/<key>/subscriptions/`: it concerns the records of that collection. */
	owner?: Owner;
}

/** A record and one of its collections. */
export interface Owner {
	kind: Kind;
	record: StoredRecord;
	/** An attribute of the kind, with `backLink`. */
	collection: Field;
}

/** The part of a call that decides how a record looks. */
export type View = Pick<
	KindCall,
	'organization' | 'endpoint' | 'base' | 'kind' | 'kinds' | 'owner'
>;

export type ComputedAttribute = (record: StoredRecord, keys: KeyRing, view: View) => unknown;

export type Predicate = (record: StoredRecord) => boolean;

export interface Filter {
	label: string;
	/** URL parameters, as metadata names them. */
	parameters: readonly string[];
	/** @throws Refusal for a parameter that the filter cannot take */
	build(call: KindCall): Predicate;
}

/** What a link leads to: a read-only resource of a few records, or another kind. */
export interface LinkTarget {
	/** In paths and in the `target` of a field: "orgUnitBase". */
	name: string;
	/** In hrefs. Default: the endpoint of the call. */
	endpoint?: Endpoint;
	/** Default: both. */
	dialect?: Dialect;
	records(store: RecordStore): readonly LinkedRecord[];
}

export interface LinkedRecord {
	id: number;
	label: string;
	/** Also the raw key. */
	name: string;
}
