/** What the tests of all operations need besides the harness: the rows of both nodes, and a run of one. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Resource } from '../../nodes/AdobeCampaign/resources/resource';
import type { Fault, ReceivedRequest, Settings } from '../../sandbox/server';
import { built } from './built';
import { cast, type Dialect, type Item, parametersOf, type Row, ROWS } from './everyOperation';
import type { Authentication } from './harness';
import type { NodeUnderTest } from './runNode';
import { useHarness } from './suite';

type NodeName = keyof typeof ROWS;

const { PROFILE_NODE, CAMPAIGN_NODE } =
	built<Record<'PROFILE_NODE' | 'CAMPAIGN_NODE', Resource[]>>('resources/index');

/** The tables of the nodes. */
export const RESOURCES: Record<NodeName, Resource[]> = {
	adobeCampaignProfile: PROFILE_NODE,
	adobeCampaign: CAMPAIGN_NODE,
};

export const NODES = Object.keys(ROWS) as NodeName[];

export interface NamedRow extends Row {
	node: NodeName;
	name: string;
}

export const rows: NamedRow[] = NODES.flatMap((node) =>
	ROWS[node].map((row) => ({
		...row,
		node,
		name: [`${row.resource}: ${row.operation}`, row.way].filter(Boolean).join(' '),
	})),
);

/** An organization of a row's own for each test. */
export const organizationOf = (
	{ resource, operation, way = '' }: Row,
	test: string,
	dialect?: Dialect,
) =>
	[resource, operation, ...way.split(' '), ...test.split(/\W+/), dialect === 'v8' && 'v8']
		.filter(Boolean)
		.join('-')
		.toLowerCase();

const withoutKeys = (text: string, organization: string) =>
	text
		.replace(`/${organization}/campaign/`, '')
		.replace(`mc${organization}`, 'mc<org>')
		.replace(/@[\w-]{20,}|(?<=\/)[\w-]{40,}/g, '<key>');

/** What was asked for, without what differs from one instance to the other. */
export const askedIn = (organization: string, requests: ReceivedRequest[]) =>
	requests.map(({ method, path }) => `${method} ${withoutKeys(path.split('?')[0], organization)}`);

/** The same with all that was sent. */
export const sentIn = (organization: string, requests: ReceivedRequest[]) =>
	requests.map(({ method, path, body }) =>
		withoutKeys([method, path, body].join(' '), organization),
	);

/** A fault for the request that the operation is about. */
export const atDecisive = ({ decisive }: Row, fault: Fault, skip = 0): Fault[] => [
	{ ...decisive, skip, ...fault },
];

interface RowRun extends Pick<NodeUnderTest, 'nodeSettings' | 'signal' | 'credentials'> {
	organization: string;
	dialect?: Dialect;
	authentication?: Authentication;
	/** For 'Options' of the form. */
	options?: INodeParameters;
}

/** The harness, and how a row is prepared and run. */
export function useRows() {
	const suite = useHarness();
	const { harness, control } = suite;
	return {
		...suite,
		/** Prepares an organization for a row. @returns the items */
		prepare(row: Row, organization: string, number: number, settings?: Partial<Settings>): Item[] {
			const items = cast(control(organization), number, settings);
			row.before?.(control(organization), items);
			return items;
		},
		/** Runs the operation with these items. */
		async run(row: NamedRow, items: IDataObject[], { dialect, options, ...setting }: RowRun) {
			const parameters = parametersOf(row, dialect ?? 'standard');
			return await harness.runNode({
				...setting,
				node: row.node,
				items,
				parameters: {
					...parameters,
					options: { ...(parameters.options as INodeParameters), ...options },
				},
			});
		},
		/** What has been changed in an organization. */
		changesIn: (organization: string) => control(organization).commits(),
	};
}
