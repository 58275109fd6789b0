// What is used of the phone library, so that the bundle has no more of it. Imported lazily: it is large.
export { getCountries, parsePhoneNumberFromString } from 'libphonenumber-js/max';
