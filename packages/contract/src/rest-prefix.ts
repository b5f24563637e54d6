/** Where REST procedures live, but for those that say `atRoot`. */
export const REST_PREFIX = '/api/v1';
