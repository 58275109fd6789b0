import { withLists } from '../../catalogue/lists.js';
import { withOutputs } from '../../catalogue/outputs.js';
import { highlevelLists } from '../lists.js';
import type { HighlevelEntry } from './entry.js';
import { appointments } from './appointments.js';
import { campaigns } from './campaigns.js';
import { businesses } from './businesses.js';
import { contactTags } from './contact_tags.js';
import { customValues } from './custom_values.js';
import { emails } from './emails.js';
import { followers } from './followers.js';
import { locationTags } from './location_tags.js';
import { notes } from './notes.js';
import { tasks } from './tasks.js';
import { workflows } from './workflows.js';

/** What HighLevel's API can do beyond the steps all platforms share. To add an operation, add an entry. */
export const highlevelOperations: HighlevelEntry[] = withOutputs(
  withLists(
    [
      ...[...tasks, ...notes, ...workflows, ...campaigns, ...followers, ...appointments],
      ...[...contactTags, ...businesses, ...locationTags, ...customValues, ...emails],
    ],
    highlevelLists,
  ),
  {},
);
