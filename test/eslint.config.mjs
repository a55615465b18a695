import globals from 'globals';
import rules from '../scripts/eslint.config.mjs';

export default [...rules, { languageOptions: { globals: globals.jest } }];
