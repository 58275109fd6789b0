// The platform that docs walk through, so that the recipe can't rot.
import { platforms } from '../../platforms/index.js';
import { conforms } from './index.js';
import { acmePlatform } from '../fixtures/acme/index.js';
import { acme } from '../fixtures/acme/server.js';

platforms.push(acmePlatform);
conforms(acme);
