/*
 * What ClickHouse's server does for replicas when it starts, and the library leaves out (ClickHouse issue 78632): it says at which
 * address, by which scheme and as whom other replicas fetch parts, and listens there. All that does the work is in the library.
 * It exports no names, so two functions are found by the words that they carry, and looked at before they are changed, in the
 * memory of this process only. For tests; a build of the library that is not as the one this was written for is refused
 * rather than guessed at.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <elf.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "clickhouse-replica.h"

/* libc++'s string as the library is built with it: a short one lies in place, and the last byte is its length. */
#define TEXT_SIZE 24
#define LENGTH_AT 23
/* A long one lies elsewhere: this, and a flag in the highest bit of the capacity. */
struct long_text {
  const char *data;
  uint64_t size, capacity;
};

static const char FACTORY[] = "InterserverIOHTTPHandler-factory";
static const char ADDRESS[] = "Parameter 'interserver_http(s)_port' required";

static const char *interserver_host;
static uint16_t interserver_port;
/* Where the host lies in what all contexts share, and what follows it: port, scheme, a lock, credentials. */
static size_t host_offset;
#define PORT_AFTER TEXT_SIZE
#define SCHEME_AFTER (PORT_AFTER + 8)
#define LOCK_AFTER (SCHEME_AFTER + TEXT_SIZE)
#define CREDENTIALS_AFTER (LOCK_AFTER + 40)
static int factories;
static const struct long_text factory_name = {FACTORY, sizeof FACTORY - 1, sizeof FACTORY - 1 + (1ULL << 63)};

/* Nobody: a name and a password that are empty, and a list of those who are let in, which is the same one. */
static const struct {
  char user[TEXT_SIZE], password[TEXT_SIZE];
  const void *begin, *end, *capacity;
} nobody = {{0}, {0}, &nobody, &nobody.begin, &nobody.begin};

static void put(char *text, const char *value) {
  text[LENGTH_AT] = (char)strlen(value);
  memcpy(text, value, strlen(value));
}

/* Before Context::getInterserverIOAddress() reads them. */
__attribute__((used)) static void say_address(void **context) {
  char *host = (char *)*context + host_offset;
  uint16_t *port = (uint16_t *)(host + PORT_AFTER);
  if (*port == interserver_port) return;
  put(host, interserver_host);
  put(host + SCHEME_AFTER, "http");
  *(const void **)(host + CREDENTIALS_AFTER) = &nobody;
  *port = interserver_port;
}

/* Before createHandlerFactory(): the second address that HTTP is listened on is for replicas. */
__attribute__((used)) static const void *name_factory(const void *name) {
  return ++factories == 2 ? &factory_name : name;
}

/* The first instructions of each function lie here, followed by a jump to those after them. */
__attribute__((used)) static unsigned char *address_goes_on, *factory_goes_on;

#define SAVE "push %rdi; push %rsi; push %rdx; push %rcx; push %r8; push %r9; sub $8, %rsp;"
#define RESTORE "add $8, %rsp; pop %r9; pop %r8; pop %rcx; pop %rdx; pop %rsi; pop %rdi;"
void before_address(void);
void before_factory(void);
__asm__("before_address:" SAVE "mov %rsi, %rdi; call say_address;" RESTORE "jmp *address_goes_on(%rip)");
__asm__("before_factory:" SAVE "mov %rcx, %rdi; call name_factory;" RESTORE
        "mov %rax, %rcx; jmp *factory_goes_on(%rip)");

/*
 * A command of the library ends its whole process when one of its connections breaks, as they do when a peer is killed. A server
 * goes on: here the thread of that connection stops. This stands before what the C library has under the same name.
 */
void _Exit(int code) {
  int of_a_connection = host_offset != 0 && syscall(SYS_gettid) != getpid();
  if (of_a_connection) fprintf(stderr, "A connection broke.\n");
  while (of_a_connection) pause();
  for (;;) syscall(SYS_exit_group, code);
}

struct range { unsigned char *begin, *end; };

/* The part of the loaded library with these flags that comes first. */
static struct range segment(unsigned char *base, uint32_t flags) {
  const Elf64_Ehdr *file = (const Elf64_Ehdr *)base;
  const Elf64_Phdr *each = (const Elf64_Phdr *)(base + file->e_phoff);
  for (int i = 0; i < file->e_phnum; i++) {
    if (each[i].p_type == PT_LOAD && each[i].p_flags == flags) {
      unsigned char *begin = base + each[i].p_vaddr;
      return (struct range){begin, begin + each[i].p_memsz};
    }
  }
  return (struct range){0};
}

/* An instruction that begins with `opcode` and is about the text; `mask` says which bits of its last byte count. */
static unsigned char *mention_of(const char *text, struct range words, struct range code, const char *opcode,
                                 uint8_t mask) {
  unsigned char *at = memmem(words.begin, (size_t)(words.end - words.begin), text, strlen(text));
  if (!at) return NULL;
  size_t size = strlen(opcode);
  for (unsigned char *p = code.begin; p + size + 4 < code.end; p++) {
    int32_t distance;
    memcpy(&distance, p + size, 4);
    if (p + size + 4 + distance == at && memcmp(p, opcode, size - 1) == 0 &&
        (p[size - 1] & mask) == (uint8_t)opcode[size - 1])
      return p;
  }
  return NULL;
}

/* The beginning of the function with an instruction in it: functions are parted by int3. */
static unsigned char *function_around(unsigned char *instruction) {
  while (instruction && !(instruction[-1] == 0xcc && instruction[-2] == 0xcc)) instruction--;
  return instruction;
}

/* Writes over code. */
static int patch(unsigned char *at, const void *bytes, size_t size) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  unsigned char *start = (unsigned char *)((uintptr_t)at & ~(page - 1));
  size_t length = (size_t)(at + size - start);
  if (mprotect(start, length, PROT_READ | PROT_WRITE) != 0) return -1;
  memcpy(at, bytes, size);
  return mprotect(start, length, PROT_READ | PROT_EXEC);
}

/* Lets a function go through `before` first. */
static int detour(unsigned char *function, size_t copied, void (*before)(void), unsigned char **goes_on) {
  unsigned char *copy = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (copy == MAP_FAILED) return -1;
  static const unsigned char jump[] = {0xff, 0x25, 0, 0, 0, 0};
  unsigned char *rest = function + copied;
  memcpy(copy, function, copied);
  memcpy(copy + copied, jump, sizeof jump);
  memcpy(copy + copied + sizeof jump, &rest, sizeof rest);
  if (mprotect(copy, 4096, PROT_READ | PROT_EXEC) != 0) return -1;
  *goes_on = copy;

  unsigned char through[sizeof jump + sizeof before];
  memcpy(through, jump, sizeof jump);
  memcpy(through + sizeof jump, &before, sizeof before);
  return patch(function, through, sizeof through);
}

int serve_replicas(void *symbol, const char *host, uint16_t port) {
  Dl_info info;
  if (!dladdr(symbol, &info)) return -1;
  unsigned char *base = info.dli_fbase;
  struct range words = segment(base, PF_R), code = segment(base, PF_R | PF_X);
  /* lea REGISTER, [rip + ..]; vpxor ymm0, ymm0, [rip + ..] */
  unsigned char *address = function_around(mention_of(ADDRESS, words, code, "\x48\x8d\x05", 0xc7));
  unsigned char *factory = function_around(mention_of(FACTORY, words, code, "\xc5\xfd\xef\x05", 0xff));
  /* push r14; push rbx; sub rsp, ..; mov r14, [rsi]; movsx rcx, byte ptr [r14 + ..] */
  static const unsigned char address_begins[] = {0x41, 0x56, 0x53, 0x48, 0x83, 0xec, 0x48,
                                                 0x4c, 0x8b, 0x36, 0x49, 0x0f, 0xbe, 0x8e};
  /* push rbp, r15, r14, r13, r12, rbx; sub rsp, .. */
  static const unsigned char factory_begins[] = {0x55, 0x41, 0x57, 0x41, 0x56, 0x41, 0x55,
                                                 0x41, 0x54, 0x53, 0x48, 0x81, 0xec};
  if (!address || memcmp(address, address_begins, sizeof address_begins) != 0 || !factory ||
      memcmp(factory, factory_begins, sizeof factory_begins) != 0) {
    fprintf(stderr, "This build of the library is not known: %s\n", info.dli_fname);
    return -1;
  }
  int32_t length_offset;
  memcpy(&length_offset, address + sizeof address_begins, sizeof length_offset);
  host_offset = (size_t)length_offset - LENGTH_AT;
  interserver_host = host;
  interserver_port = port;
  if (detour(address, sizeof address_begins + 4, before_address, &address_goes_on) != 0) return -1;
  return detour(factory, sizeof factory_begins + 4, before_factory, &factory_goes_on);
}
