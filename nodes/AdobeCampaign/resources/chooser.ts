import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { RecordKey } from '../n8n/inParallel';
import type { Item } from '../records/item';
import type { RecordKind } from '../records/kind';
import type { CampaignRecord } from '../transport/types';
import type { FieldSet } from './fieldSet';
import type { Methods } from './resource';

/** A record's address, and the record itself where finding it has already brought it. */
export interface Located {
	url: string;
	record?: CampaignRecord;
}

/**
 * How a form chooses one record of a kind, and how that record is found. It is all that one resource may use of another: a
 * subscription is that of a chosen profile to a chosen service.
 */
export interface Chooser<Choice, Place extends Located = Located> {
	kindOf(fieldSet: FieldSet): RecordKind;
	/** The locator, in as many forms as there are field sets. */
	fields: INodeProperties[];
	/** The searches behind the locator's lists, by name. */
	methods: Methods['listSearch'];
	/** Reads the locator. Sends nothing. @throws NodeOperationError naming the field when it cannot be right */
	read(context: IExecuteFunctions, itemIndex: number): Choice;
	/** Items that choose the same record in the same way have the same key. */
	recordKey(choice: Choice): RecordKey;
	/** Where the record is, with a request only where one is needed to know. @throws NodeApiError of a kind in MISSING */
	locate(item: Item, choice: Choice): Promise<Place>;
	/** The record there, with a request unless it is known. @throws NodeApiError */
	readRecord(item: Item, place: Place): Promise<CampaignRecord>;
	/** The address may be that of another record: it has to be read and compared before it is changed. */
	isDoubtful(place: Place): boolean;
	/** Looks at a record that was changed. @throws NodeApiError for another one than was meant */
	refuseOther(item: Item, place: Place, record: CampaignRecord): void;
}

/** The same for a kind whose records can be deleted: only ever by PKey. */
export interface DeletableChooser<Choice, Place extends Located = Located>
	extends Chooser<Choice, Place> {
	/** The PKey that a choice names by itself; undefined where it has to be looked up. */
	pKeyOf(choice: Choice): string | undefined;
}
