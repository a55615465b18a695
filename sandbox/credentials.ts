/** What a caller needs; invented, and the same for every sandbox. */
export const API_KEY = 'sandbox-api-key';
export const CLIENT_SECRET = 'sandbox-client-secret';
export const STATIC_TOKEN = 'sandbox-access-token';
export const TOKEN_PATH = '/ims/token/v3';
