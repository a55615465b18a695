import { readObject } from '../../campaign/call';
import type { KindCall } from '../../campaign/kind';
import { Refusal, refusalsOf } from '../../campaign/refusals';
import { recordObject } from '../../campaign/serialize';
import { insertRecord } from '../../campaign/singleRecord';
import { readChanges, type Changes } from '../../campaign/write';
import { json, type Answer } from '../../http';
import type { StoredRecord } from '../../store/storedRecord';
import { serverTime, timestamp } from '../../store/timestamp';
import { afterDuration } from './duration';
import { sideOf, type Side } from './sides';

/** `POST <profile's or service's subscriptions.href>`: 201, as two clients of live instances expect. */
export function subscribe(call: KindCall): Answer {
	const changes = readBody(call);
	const links = linksOf(call, changes);
	if (isOrphan(links) && !takesOrphans(call)) throw refusalsOf(call).generic;
	refuseDuplicate(call, links);
	const expirationDate = changes.values.expirationDate ?? expirationOf(call, links.service);
	const values = { ...changes.values, expirationDate };
	const record = insertRecord(call, { ...changes, values });
	return json(201, answered(call, record));
}

/** v8 prints both sides in full ('Limitations'). Standard: 'Performing subscriptions'. Inferred: the owner's side is reduced too. */
function answered(call: KindCall, record: StoredRecord): Record<string, unknown> {
	const object = recordObject(call, record);
	if (call.organization.settings.dialect === 'v8') return object;
	const reduced = (side: Side) => sideOf(call, record, side, ['PKey', 'title']);
	const sides = { service: reduced('service'), subscriber: reduced('subscriber') };
	const serviceName = 'serviceName' in object ? { serviceName: '' } : {};
	return { ...object, ...sides, ...serviceName };
}

/** Inferred, from a thread of Adobe's forum (setting orphanSubscriber): an attribute that does not exist is ignored. */
function readBody(call: KindCall): Changes {
	const { dialect } = call.organization.settings;
	const body = readObject(call);
	const unknown = Object.keys(body).filter(
		(name) => !call.kind.fields.find(dialect, call.endpoint, name),
	);
	if (dialect === 'v8' && unknown.length > 0) throw refusalsOf(call).generic;
	if (takesOrphans(call)) for (const name of unknown) delete body[name];
	return readChanges(call, body, 'create');
}

/** Inferred: v8 refuses such a body, and does not say why. */
function takesOrphans({ organization: { settings } }: KindCall): boolean {
	return settings.dialect === 'standard' && settings.orphanSubscriber;
}

type Links = Readonly<Partial<Record<Side, number>>>;

function linksOf({ owner }: KindCall, changes: Changes): Links {
	return { ...changes.links, ...(owner && { [owner.collection.backLink ?? '']: owner.record.id }) };
}

function isOrphan({ service, subscriber }: Links): boolean {
	return service === undefined || subscriber === undefined;
}

/** Printed in a thread of Adobe's forum; a side that is missing counts as number 0 there. */
function refuseDuplicate(call: KindCall, { service, subscriber }: Links): void {
	const { store, settings } = call.organization;
	const other = store
		.table(call.kind.path)
		.find(({ links }) => links.service === service && links.subscriber === subscriber);
	if (!other) return;
	if (settings.dialect === 'v8') throw refusalsOf(call).generic;
	throw new Refusal(
		500,
		`PGS-220000 PostgreSQL error: ERROR:  duplicate key value violates unique constraint "nmssubscriptionrcp_key" DETAIL:  Key (iserviceid, isubscriberid)=(${service ?? 0}, ${subscriber ?? 0}) already exists.`,
	);
}

/** Inferred: from now on, for as long as the service says. */
function expirationOf({ organization }: KindCall, service: number | undefined): string {
	const values =
		service === undefined ? {} : organization.store.table('service').get(service)?.values;
	if (!values?.limitedDuration) return '';
	const end = afterDuration(
		serverTime(organization.settings),
		String(values.validityDuration ?? ''),
	);
	return end ? timestamp(end) : '';
}
