/**
 * The parameters that decide which fields and filters there are. n8n reads its lists anew when one of them changes. The credential
 * is not among them: a switch to OAuth2 for a schedule would throw away all that was entered, and the fields are the same.
 */
export const DEPENDS_ON = ['endpoint', 'customResource.value'];
