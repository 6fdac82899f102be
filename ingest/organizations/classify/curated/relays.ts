/**
 * Networks that carry people's traffic for them and hide where it comes from, by AS number; written by us from
 * general knowledge.
 */
export const RELAYS = `36183 Apple Private Relay (Akamai)`;

/** Content networks whose addresses relays use as well: iCloud Private Relay, WARP and others. */
export const CONTENT_NETWORKS = `13335 Cloudflare; 209242 Cloudflare; 132892 Cloudflare; 395747 Cloudflare; 54113 Fastly; 20940 Akamai; 16625 Akamai; 35994 Akamai; 32787 Akamai; 34164 Akamai`;
