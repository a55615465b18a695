/** Adobe's client reads the level of its log when it is loaded, and warns of a method that the tests call on purpose. */
process.env.LOG_LEVEL ??= 'error';
