/**
 * For steps that read, merge and write a contact: Zapier runs them one after another, because two at
 * once would lose what the other wrote. The same for all of them, so that they wait for each other.
 */
export const CONTACT_LOCK = {
  key: 'contact-{{bundle.inputData.contact}}',
  scope: ['auth' as const],
  timeout: 60,
};
