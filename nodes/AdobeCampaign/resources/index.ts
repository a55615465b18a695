import { profile } from './profile';
import type { Resource } from './resource';

/** The table: the resources of each node. Menus, forms, editor lists and dispatch come from it. */
export const PROFILE_NODE: Resource[] = [profile];
