export { CredentialStore } from './credentialStore';
export { testCredential } from './credentialCheck';
export { type EditorNode, loadOptions, mapFields, searchList } from './editor';
export { type Engine, engineVersion, startEngine } from './engine';
export { loadPackage, type LoadedPackage } from './package';
export {
	type NodeResult,
	type RunOptions,
	type RunResult,
	runWorkflow,
	type WorkflowFile,
} from './workflow';
