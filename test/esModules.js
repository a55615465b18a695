/** Libraries whose entry is an ES module, which Jest cannot require: where their other form lies. */
module.exports = { '^d3-random$': '<rootDir>/node_modules/d3-random/dist/d3-random.js' };
