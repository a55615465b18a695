import type { NodeOperationError } from 'n8n-workflow';

import { inputError } from '../n8n/errors';
import { ONLY_PLACE, type Place } from '../n8n/inParallel';
import type { Context, Run } from '../n8n/run';
import { pauseFor } from '../n8n/wait';
import type { CampaignClient } from '../transport/client';
import type { Columns } from './columns';
import type { FieldRule } from './compare';
import type { RecordField } from './metadata';
import type { Instance } from './instance';
import type { RecordKind } from './kind';
import { UNKNOWN } from './rewrittenText';

/** One item of a run, at work on records of one kind. */
export class Item {
	constructor(
		readonly run: Run<Context>,
		readonly index: number,
		readonly client: CampaignClient,
		readonly kind: RecordKind,
		/** What this run has learnt of the instance. */
		readonly instance: Instance,
		/** Its place among the items that are worked on at a time. */
		readonly place: Place = ONLY_PLACE,
	) {}

	/** The same item, at work on records of another kind. */
	of(kind: RecordKind): Item {
		const { run, index, client, instance, place } = this;
		return new Item(run, index, client.of(kind), kind, instance.of(kind), place);
	}

	/** The error for a value or a result that cannot be right. */
	refuse(message: string, description: string): NodeOperationError {
		return inputError(this.run.context, this.index, { message, description });
	}

	/** Reports something about this item in the output panel that is not an error. */
	hint(text: string): void {
		this.run.hints.add(text);
	}

	/** @param ms milliseconds, or until the run is stopped */
	async wait(ms: number): Promise<void> {
		await pauseFor(ms, this.run.signal);
	}

	/** The fields that can be written: one request a run. @throws NodeApiError */
	async fields(): Promise<RecordField[]> {
		return await this.instance.fields(this.client, this.kind);
	}

	/** The same fields, to be found by a column's name. @throws NodeApiError */
	async columns(): Promise<Columns> {
		return await this.instance.columns(this.client, this.kind);
	}

	/** The same fields; undefined when the instance does not tell them. */
	async knownFields(): Promise<RecordField[] | undefined> {
		return await this.instance.knownFields(this.client, this.kind);
	}

	/**
	 * The server's rules for some fields, by id. When they cannot be read, a difference in letter case alone counts as the
	 * effect of a rule, since Campaign accepted the write.
	 */
	async rulesFor(fields: Array<Pick<RecordField, 'id'>>): Promise<Map<string, FieldRule>> {
		const known = await this.knownFields();
		return new Map<string, FieldRule>(
			known?.map((field) => [field.id, field]) ?? fields.map(({ id }) => [id, { policy: UNKNOWN }]),
		);
	}
}
