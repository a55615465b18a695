import type { KindCall, Kind, View } from '../../campaign/kind';
import { readObject } from '../../campaign/call';
import { findRecord } from '../../campaign/recordKeys';
import { refusalsOf } from '../../campaign/refusals';
import { createRecord } from '../../campaign/singleRecord';
import { json, type Answer } from '../../http';
import type { EnumerationValue } from '../../store/field';
import { FieldTable } from '../../store/fieldTable';
import type { StoredRecord } from '../../store/storedRecord';
import { link, metadataOnly, readOnly, stamp, text } from '../fields';

const TYPES: readonly EnumerationValue[] = [
	{ name: 'access', label: 'Access', value: '1' },
	{ name: 'delete', label: 'Delete', value: '2' },
];

const FILE = 'privacyRequestData';

/** Where hrefs of a POST lead. */
const HEAD = 'head';

/**
 * Privacy requests, which v8 does not have ('Limitations'). Attributes, statuses and the two addresses of data: Campaign Standard API,
 * 'Creating a privacy request' and the pages after it. The attribute is `namespaceName` as in their samples, `namespace` as in their list of
 * parameters is a link. Inferred: types and lengths, that a request stays new until a test puts another status, that requests are neither
 * changed nor deleted, and the text of the file.
 */
export const privacyTool: Kind = {
	path: 'privacyTool',
	label: 'Privacy requests',
	document: 'PrivacyTool',
	schema: 'nms:privacyTool',
	help: 'Privacy requests',
	endpoints: () => ['privacy'],
	only: 'standard',
	fields: new FieldTable([
		text('PKey', 'Primary key', 255, readOnly),
		stamp('created', 'Created', { sortable: true }),
		link('createdBy', 'Created by', 'operator', metadataOnly),
		text('desc', 'Description', 512),
		{ name: 'gdprRequestData', label: 'Data of the request', type: 'item', readOnly: true },
		text('href', 'Address of the request', 255, readOnly),
		text('label', 'Label', 128),
		stamp('lastModified', 'Last modified', { sortable: true }),
		link('modifiedBy', 'Modified by', 'operator', metadataOnly),
		text('name', 'ID', 64, { sortable: true }),
		{ name: 'namespace', label: 'Namespace', type: 'item', readOnly: true },
		text('namespaceName', 'Name of the namespace', 64),
		{ name: FILE, label: 'File with the data', type: 'item', readOnly: true },
		text('reconciliationValue', 'Reconciliation value', 255),
		text('regulation', 'Regulation', 16),
		{ name: 'retryCount', label: 'Retries', type: 'number', resType: 'long', readOnly: true },
		text('status', 'Status', 32, readOnly),
		text('title', 'Title', 255, readOnly),
		{ name: 'type', label: 'Type', type: 'enumeration', resType: 'byte', values: TYPES },
	]),
	filters: () => ({}),
	seed: () => [
		{
			name: 'PR1',
			label: 'PR1',
			namespaceName: 'defaultNamespace1',
			reconciliationValue: 'amy.dakota@example.com',
			regulation: 'gdpr',
			status: 'complete',
			type: 'access',
		},
	],
	newValues: () => ({ status: 'new', type: 'access' }),
	uniqueFields: () => ['name'],
	computed: {
		gdprRequestData: (one, keys, view) => addressOf('gdprRequestData', one, view),
		namespace: (_one, keys) => ({
			PKey: keys.issue('privacyNamespace', 1),
			title: 'Default AMC Namespace - Email (defaultNamespace1)',
		}),
		// Absent until the file is there.
		[FILE]: (one, _keys, view) => (hasFile(one) ? addressOf(FILE, one, view) : undefined),
		title: ({ values }) => `${String(values.label ?? '')} (${String(values.name ?? '')})`,
	},
	answer(call, path) {
		if (call.method === 'POST' && path.length === 0) return createRequest(call);
		if (call.method === 'POST' && path.length === 2 && path[1] === FILE) {
			return answerFile(call, path[0]);
		}
		if (call.method !== 'GET') throw refusalsOf(call).generic;
		return undefined;
	},
};

/** A POST is answered with addresses below `head/`, a GET with ones below `privacy/`, as the samples print them. */
function createRequest(call: KindCall): Answer {
	const { status, body } = createRecord(call);
	const { base, endpoint } = call;
	const printed = body.replaceAll(`${base}/${endpoint}/`, `${base}/${HEAD}/`);
	return json(status, JSON.parse(printed));
}

/** A JSON text with something like XML, for the internal name of the request in the body. */
function answerFile(call: KindCall, key: string): Answer {
	const request = findRecord(call, key);
	const { name } = readObject(call);
	if (!hasFile(request) || name !== request.values.name) throw refusalsOf(call).generic;
	const value = String(request.values.reconciliationValue);
	return json(200, `<gdprData><profile><email>${value}</email></profile></gdprData>`);
}

function hasFile({ values }: StoredRecord): boolean {
	return values.type === 'access' && values.status === 'complete';
}

function addressOf(name: string, { id, version }: StoredRecord, view: View) {
	const key = view.organization.keys.issue(view.kind.path, id, version);
	return { href: `${view.base}/${view.endpoint}/${view.kind.path}/${key}/${name}/` };
}
