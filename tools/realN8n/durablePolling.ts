/**
 * Switches on n8n's durable polling (2.41, experimental, default off): schedules and cursors of polling triggers are
 * rows of the database (`scheduled_job`, `scheduled_task`, `poller_state`), and a cursor is stored with its execution in
 * one transaction. Without any one of the four n8n warns, and polls from memory as before
 * (n8n, poll-cursor.service and durable-poller-chain).
 */
export const DURABLE_POLLING = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

/** Looks for due polls every second, for tests; n8n's defaults are 5 s and 10 s. */
export const QUICK_SCHEDULER = {
	N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
	N8N_SCHEDULER_MATERIALIZATION_INTERVAL: '1',
};
