/*
 * Makes a ClickHouse server of the library that embeds it: ClickHouse's own HTTP interface over its own engine, for
 * tests and trials on machines that have no ClickHouse installed. Runs until it is killed.
 *
 * Usage: clickhouse-server LIBRARY DIRECTORY HTTP_PORT NATIVE_PORT [CONFIG [REPLICA_HOST]]
 *
 * With a REPLICA_HOST it is one of several replicas, and CONFIG names two addresses to listen on: its own, and that one.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "clickhouse-replica.h"

#define QUERY                                                                                       \
  "SYSTEM START LISTEN HTTP;"                                                                        \
  "SYSTEM START LISTEN TCP;"                                                                         \
  "SELECT count() FROM file('/dev/stdin', 'LineAsString', 'line String') FORMAT Null"

int main(int argc, char **argv) {
  if (argc < 5) {
    fprintf(stderr, "Usage: clickhouse-server LIBRARY DIRECTORY HTTP_PORT NATIVE_PORT [CONFIG [REPLICA_HOST]]\n");
    return 2;
  }
  /* The last query reads from here and never comes to an end. */
  int input[2];
  if (pipe(input) != 0 || dup2(input[0], 0) != 0) {
    perror("clickhouse-server");
    return 1;
  }
  void *library = dlopen(argv[1], RTLD_NOW);
  void *(*run)(int, char **) = library ? (void *(*)(int, char **))dlsym(library, "chdb_query_cmdline") : NULL;
  if (!run) {
    fprintf(stderr, "%s\n", dlerror());
    return 1;
  }
  if (argc > 6 && serve_replicas((void *)run, argv[6], (uint16_t)atoi(argv[3])) != 0) return 1;
  char http[32], tcp[32];
  snprintf(http, sizeof http, "--http_port=%s", argv[3]);
  /* Distributed tables ask over the native protocol. */
  snprintf(tcp, sizeof tcp, "--tcp_port=%s", argv[4]);
  char *arguments[16] = {"clickhouse", "--path", argv[2]};
  int count = 3;
  if (argc > 5) {
    arguments[count++] = "--config-file";
    arguments[count++] = argv[5];
  }
  char *rest[] = {"--multiquery", "--query", QUERY, "--", http, tcp};
  for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) arguments[count++] = rest[i];
  /* What is said here stands alone, whatever CONFIG names. */
  if (argc <= 6) arguments[count++] = "--listen_host=127.0.0.1";
  void *result = run(count, arguments);
  const char *(*error)(void *) = (const char *(*)(void *))dlsym(library, "chdb_result_error");
  const char *message = result && error ? error(result) : NULL;
  fprintf(stderr, "%s\n", message ? message : "ended");
  return 1;
}
