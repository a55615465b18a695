import type { Kind } from '../campaign/kind';
import { CUSTOM_RESOURCES } from './customResources';
import { EVENTS } from './event';
import { history } from './history';
import { historyEvent } from './historyEvent';
import { privacyTool } from './privacyTool';
import { profile } from './profile';
import { service } from './service';
import { signal } from './signal';
import { subscription } from './subscription';
import { geoUnitBase, orgUnitBase } from './units';
import { workflow } from './workflow';

/** The kinds of records that the sandbox has. The seed of a kind may link to those before it. */
export const KINDS: readonly Kind[] = [
	orgUnitBase,
	geoUnitBase,
	profile,
	service,
	subscription,
	history,
	historyEvent,
	...CUSTOM_RESOURCES,
	privacyTool,
	workflow,
	signal,
	...EVENTS,
];
