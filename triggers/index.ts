/** Every trigger, by its key. */
export const triggers = {};
