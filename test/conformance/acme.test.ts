// The platform that docs walk through, so that the recipe can't rot.
import { conforms } from './index.js';
import { acmePlatform } from '../fixtures/acme/index.js';
import { acme } from '../fixtures/acme/server.js';
import { withPlatform } from '../helpers/with_platform.js';

withPlatform(acmePlatform);
conforms(acme);
