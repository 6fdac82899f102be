#include <stdint.h>

/*
 * Lets servers that are started after this serve parts to other replicas at `host`, which is the second address that HTTP is
 * listened on.
 *
 * `symbol` is any function that the library exports. Returns 0, or -1 after saying why not.
 */
int serve_replicas(void *symbol, const char *host, uint16_t port);
