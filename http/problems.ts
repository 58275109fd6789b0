import type { Facts } from './error_rule.js';
import { problem, type Problem } from './problem.js';

const TRY_AGAIN = 'This is usually temporary: try again, or replay the run later.';

/** The texts of everything that can go wrong between us and any platform. */
export const wireProblems = {
  unreadableUrl: () =>
    problem(
      'API URL: this is not a web address. Enter an address such as `https://chat.example.com`.',
    ),
  urlWithCredentials: () =>
    problem(
      'API URL: remove the user name and password from the address; the key has its own field.',
    ),
  urlWithQuery: () =>
    problem(
      'API URL: remove everything from the `?` or `#` on; only the address itself is needed.',
    ),
  urlWithoutHttps: (host: string) =>
    problem(
      `API URL: the address must start with \`https://\`, so that your key travels encrypted. Try \`https://${host}\`.`,
    ),
  loopbackOnZapier: () =>
    problem(
      'API URL: Zapier cannot reach an address on your own computer. Enter an address that is open to the internet.',
    ),
  unusableId: (id: string) =>
    problem(`\`${id}\` is not an ID. Choose the record from the list or map its ID from a step.`),

  mayHaveWritten: 'The change may have been made all the same; running the step again is safe.',
  mayHaveAdded: 'It may have been done all the same: look before you repeat it.',
  outOfTime: (platform: string) =>
    problem(
      `${platform} was so slow that the time of this run is used up, and the rest of the step was not tried. ${TRY_AGAIN}`,
    ),
  proxyWantsLogin: (host: string) =>
    problem(
      `Proxy URL: the proxy at ${host} wants a user name and password. Write them into the connection's Proxy URL, like \`http://name:password@proxy.example.com:3128\`.`,
    ),
  proxyFailed: (host: string, reason: string) =>
    problem(
      `Proxy URL: the proxy at ${host} could not be used (${reason || 'no connection'}). Check the connection's Proxy URL.`,
    ),
  timeout: (platform: string, seconds: number) =>
    problem(
      `${platform} did not finish answering within ${seconds} s. ${TRY_AGAIN} A slow server can be given more time with the connection's Timeout.`,
    ),
  unreachable: (platform: string, host: string, reason: string) =>
    problem(
      `${platform} could not be reached at ${host} (${reason || 'no connection'}). ${TRY_AGAIN}`,
    ),
  unknownHost: (platform: string, host: string) =>
    problem(
      `${platform} could not be reached: there is no server named ${host}. Check the connection's API URL.`,
    ),
  badCertificate: (platform: string, host: string, reason: string) =>
    problem(
      `${platform}: the certificate of ${host} is not valid (${reason}). Ask who runs the server to renew it, or, if you trust this server, set "Allow Self-Signed Certificate" in the connection.`,
    ),
  badProxy: () =>
    problem(
      'Proxy URL: this is not a proxy address. It looks like `http://proxy.example.com:3128`.',
    ),
  redirected: (platform: string, host: string, target: string | undefined) =>
    problem(
      `${platform}: ${host} sends requests on to ${target ?? 'an address that is none'}. Your key was not sent there. If that is the right address, enter it as the connection's API URL.`,
    ),
  redirectedWithin: (host: string) =>
    problem(
      `${host} keeps redirecting the request to itself, so it did not arrive. Check the connection's API URL, and ask whoever runs the server whether it wants a different path.`,
    ),
  notAnApi: (platform: string, host: string) =>
    problem(
      `${host} answered with a web page instead of data, so it does not look like the API of ${platform}. Check the connection's API URL: the help text below that field says what belongs there.`,
    ),
  brokenAnswer: (platform: string) =>
    problem(`${platform} sent an incomplete answer. ${TRY_AGAIN}`),
  unexpectedAnswer: (platform: string) =>
    problem(
      `${platform} sent an answer that this integration does not understand. Check that the connection's API URL leads to ${platform}; if it does, tell its support which step failed. If the step changes something, look whether it was done before you repeat it.`,
    ),

  tooManyRequests: (facts: Facts) =>
    problem(`${facts.platform} received too many requests at once. Zapier tries again by itself.`),

  /** Statuses that no platform table has a row for. */
  refused: ({ platform, host, status, subject, said, kind }: Facts): Problem => {
    const about = subject ? `, ${subject}` : '';
    const quote = said ? ` It says: "${said}".` : '';
    if (status >= 500) {
      return problem(
        `${platform} has a problem of its own (status ${status}${about}).${quote} ${TRY_AGAIN}`,
      );
    }
    if (kind === 'html') {
      return problem(
        `${host} refused the request with a web page (status ${status}${about}). A firewall in front of the server, or a wrong API URL in the connection, does that.`,
      );
    }
    if (status === 404) {
      return problem(
        `${platform} found nothing${subject ? ` for ${subject}` : ' at this address'}. Check the ID and, if nothing works, the connection's API URL.`,
      );
    }
    const hint = status === 401 ? " Check the connection's key." : '';
    return problem(`${platform} refused the request (status ${status}${about}).${quote}${hint}`);
  },
};

/** A file that a step takes from an address, as its texts name it. */
export interface FileFacts {
  /** The field's label in the form. */
  field: string;
  /** Its place in the field, from 1. */
  place: number;
  host: string;
  name: string | undefined;
}

const NOTHING_SENT = 'Nothing was sent.';
const aboutFile = ({ field, place, host, name }: FileFacts): string =>
  `${field}: file ${place} (${name ? `\`${name}\` at ` : ''}${host})`;

/** The texts of everything that can go wrong with a file that is taken from its address. */
export const fileProblems = {
  notAnAddress: (field: string, place: number) =>
    problem(
      `${field}: file ${place} is not a file's web address. Map a file from an earlier step, or enter an address that starts with \`https://\`, without a user name and password. ${NOTHING_SENT}`,
    ),
  notPublic: (file: FileFacts) =>
    problem(
      `${aboutFile(file)} is on a network that is not open to the internet. Use an address that anybody can open. ${NOTHING_SENT}`,
    ),
  refused: (file: FileFacts, status: number) =>
    problem(
      `${aboutFile(file)} could not be opened: its server answered with status ${status}. ${
        status >= 500
          ? TRY_AGAIN
          : 'The link may have expired, or may need a login. Map the file itself from an earlier step, or use a link that anybody can open.'
      } ${NOTHING_SENT}`,
    ),
  unreachable: (file: FileFacts, reason: string) =>
    problem(
      `${aboutFile(file)} could not be read to its end (${reason || 'no connection'}). Check its address, then try again. ${NOTHING_SENT}`,
    ),
  lostOnTheWay: (file: FileFacts) =>
    problem(
      `${aboutFile(file)}: its server only sends on to other addresses. Use the file's own address. ${NOTHING_SENT}`,
    ),
  tooSlow: (file: FileFacts) =>
    problem(
      `${aboutFile(file)} came so slowly that the time of this run was used up. Use a smaller file or a faster server, or send a link in the text instead. ${NOTHING_SENT}`,
    ),
  tooBig: (file: FileFacts, mostBytes: number) =>
    problem(
      `${aboutFile(file)} is bigger than ${Math.floor(mostBytes / 1024 / 1024)} MB, the most that is taken. Use a smaller file, or send a link in the text instead. ${NOTHING_SENT}`,
    ),
  webPage: (file: FileFacts) =>
    problem(
      `${aboutFile(file)} is a web page, not a file: a page to view or download it, perhaps, or a login. Map the file itself from an earlier step, or use the address that downloads it. ${NOTHING_SENT}`,
    ),
};
