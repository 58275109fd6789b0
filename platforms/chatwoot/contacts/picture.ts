import { openFiles, type OpenFiles, type RemoteFile } from '../../../http/files/download.js';
import { toFileUrls } from '../../toolkit/values/index.js';
import type { ChatwootClient } from '../client.js';
import { chatwootProblems } from '../problems.js';

/** The server's own limit (`avatarable.rb`). */
const MOST_BYTES = 15 * 1024 * 1024;

/** Label of the field for a contact's or an inbox's picture. */
export const AVATAR_FILE = 'Avatar File';
/** What the fields for pictures say. */
export const PICTURE_HELP =
  'A JPEG, PNG or GIF picture of at most 15 MB: a file from an earlier step, or its public web address.';

/** A picture that is open; asked for again, such as after a server's limit, it is read again. */
export type Picture = () => Promise<RemoteFile>;

/**
 * Opens the picture of a field before anything is written, and closes it after `use`, read or not.
 * @throws Problem naming the field: several files, or one that can't be opened or is no picture
 */
export async function withPicture<Result>(
  client: ChatwootClient,
  label: string,
  given: unknown,
  use: (picture: Picture) => Promise<Result>,
): Promise<Result> {
  const urls = toFileUrls(given);
  if (urls.length !== 1) throw chatwootProblems.onePicture(label);
  const opened: OpenFiles[] = [];
  const open = async (): Promise<RemoteFile | undefined> => {
    const { timeoutSeconds, deadline } = client.wire;
    const one = await openFiles(urls, {
      field: label,
      mostBytes: MOST_BYTES,
      timeoutSeconds,
      deadline,
    });
    opened.push(one);
    return one.files[0];
  };
  try {
    let first = await open();
    const { contentType: type, name = '' } = first ?? {};
    if (type !== undefined && !type.startsWith('image/')) {
      throw chatwootProblems.noPicture(label, name, type);
    }
    return await use(async () => {
      const file = first ?? (await open());
      first = undefined;
      if (!file) throw chatwootProblems.onePicture(label);
      return file;
    });
  } finally {
    for (const { close } of opened) close();
  }
}
