/** Differences that are none of the server's, for one reason. */
interface Allowed {
  reason: string;
  /** `METHOD path status: what differs`. */
  covers: RegExp;
}

/** What may differ; an entry that nothing needs fails. */
export const allowed: readonly Allowed[] = [
  {
    reason:
      'In the recording only agents had written there, in the seed contacts have, or the other way round.',
    covers: / 200: .*sender\.\w+ is (too much|lacking)$/,
  },
  {
    reason: 'The recorded contact, or the seed’s, was never active.',
    covers: / 200: (payload\.|meta\.sender\.)?last_activity_at is too much$/,
  },
  {
    reason: 'Told only where users have any; the seed’s have none.',
    covers: / 200: (payload)?\[\]\.custom_attributes is lacking$/,
  },
  {
    reason: 'A conversation without an agent or a team doesn’t name one.',
    covers: /[ .]meta\.(team|assignee|assignee_type) is lacking$/,
  },
  {
    reason: 'A text where a page was sent, else a number.',
    covers: /search 200: meta\.current_page string, not number$/,
  },
  {
    reason: 'The recorded message was none of an e-mail inbox.',
    covers: /content_attributes\.((b?cc|to)_emails|email) is too much$/,
  },
  {
    reason: 'Only replies and answered messages have these.',
    covers:
      /content_attributes\.(in_reply_to|in_reply_to_external_id|submitted_values) is lacking$/,
  },
  {
    reason: 'An activity is told of a change of status alone, and lists show the last message.',
    covers: /content_attributes\.activity is lacking$/,
  },
  {
    reason: 'The recorded conversation has no files.',
    covers: /messages 200: payload\[\]\.attachments is too much$/,
  },
  {
    reason:
      'The seed has inboxes of kinds that the recorded account hasn’t, and the other way round.',
    covers:
      /inboxes(\/\{id\})? 200: (payload\[\]\.)?(email|forwarding_enabled|imap_\w+|smtp_\w+|message_templates|reauthorization_required|provider_config|secret|webhook_url|inbox_identifier|additional_attributes) is (too much|lacking)$/,
  },
  { reason: 'The seed’s saved filters have one condition.', covers: /query_operator is lacking$/ },
  {
    reason: 'The sandbox has fewer integrations.',
    covers: /settings_form_schema\[\]\.[\w-]+ is lacking$/,
  },
  {
    reason: 'The seed’s articles and categories have none.',
    covers:
      /payload\[\]\.(meta\.(tags|title|description)|associated_articles|(parent|root)_category) is lacking$/,
  },
  {
    reason: 'The account set them, the seed’s didn’t.',
    covers: /accounts\/\{account\} 200: (settings\.\w+|custom_attributes) is lacking$/,
  },
  { reason: 'Rows by the kinds of inboxes.', covers: / 200: Channel::\w+ is too much$/ },
  {
    reason: 'The seed’s survey was sent by nobody.',
    covers: /PATCH .*messages\/\{id\} 200: sender is lacking$/,
  },
];

/** Pairs that the sandbox isn't brought to, by the reason; an entry that is produced after all fails. */
export const notProduced: readonly { reason: string; pairs: readonly string[] }[] = [
  {
    reason: 'No step of the app asks for it, so the sandbox has no such route.',
    pairs: [
      'GET /api/v1/accounts/{account}/cache_keys 200',
      'GET /api/v1/accounts/{account}/csat_survey_responses 200',
      'GET /api/v1/accounts/{account}/inboxes/{id}/assignable_agents 200',
    ],
  },
];
