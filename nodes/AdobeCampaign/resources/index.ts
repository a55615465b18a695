import { customResource } from './customResource';
import { event } from './event';
import { profile } from './profile';
import type { Resource } from './resource';
import { service } from './service';
import { subscription } from './subscription';
import { workflow } from './workflow';

/** The table: the resources of each node. Menus, forms, editor lists and dispatch come from it. */
export const PROFILE_NODE: Resource[] = [profile, subscription];
export const CAMPAIGN_NODE: Resource[] = [service, event, workflow, customResource];
