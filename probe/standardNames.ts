/**
 * The attributes of Adobe's data model, which every instance has: profiles, services, subscriptions, events, workflows, and the parts of
 * a list. Any other name is an instance's own and stays out of a report. A test compares the list with the sandbox's metadata.
 */
const PROFILES_AND_SERVICES = `
	PKey acsId age appSubscription birthDate blackList blackListAllLastModified blackListEmail blackListEmailLastModified
	blackListFax blackListFaxLastModified blackListLastModified blackListMobile blackListMobileLastModified blackListPhone
	blackListPhoneLastModified blackListPostalMail blackListPostalMailLastModified blackListPushnotification builtIn ccpaOptOut
	ccpaOptOutLastModified country created createdBy cryptedId desc domain email emailFormat emailStatus end excludeLogs
	expirationDate externalId fax firstName gender geoUnit history href isExternal isTemplate label lastModified lastName
	limitedDuration location logs mainDate messageType metadata middleName mobilePhone mode modifiedBy name orgUnit origin phone
	places postalAddress preferredLanguage publicLabel salutation service serviceName start stateLink subHisto subLandingPage
	subScenario subScenarioEventType subscriber subscriptionDate subscriptions targetResource template thumbnail timeZone title
	tracking unsubLandingPage unsubScenario unsubScenarioEventType validityDuration`;

const EVENTS_AND_WORKFLOWS = `
	activities activity application countryCode ctx expiration externalId2 externalId3 externalId4 externalId5
	logicalStatus marketingCloudId nextProcessingDate parameters processed pushPlatform registrationToken scheduled serverUrl state
	status trigger type wishedChannel`;

const LISTS_AND_METADATA = `
	apiName category compatibleResources content count data filters help mandatory next pkgStatus readOnly schema
	serverSidePagination values value`;

const FILTERS =
	'byEmail byKeysProfile byText subscribers byChannel byPlanning byTargetResource byStatusOrType';

export const STANDARD_NAMES: ReadonlySet<string> = new Set(
	[PROFILES_AND_SERVICES, EVENTS_AND_WORKFLOWS, LISTS_AND_METADATA, FILTERS]
		.join(' ')
		.trim()
		.split(/\s+/),
);
