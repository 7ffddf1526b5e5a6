/* Makes some writes and flushes of the database fail with EIO. For LD_PRELOAD in a test, and for nothing else. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int on_database(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return strstr(path, "db.sqlite3") != NULL;
}

static int unlucky(int fd, int per_thousand) {
  static __thread unsigned seed;
  if (!seed) seed = (unsigned)getpid() * 2654435761u + 1u;
  return on_database(fd) && (int)(rand_r(&seed) % 1000) < per_thousand;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
  static ssize_t (*real)(int, const void *, size_t, off64_t);
  if (!real) real = dlsym(RTLD_NEXT, "pwrite64");
  if (unlucky(fd, 3)) { errno = EIO; return -1; }
  return real(fd, data, size, at);
}

int fdatasync(int fd) {
  static int (*real)(int);
  if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
  if (unlucky(fd, 10)) { errno = EIO; return -1; }
  return real(fd);
}

int fsync(int fd) {
  static int (*real)(int);
  if (!real) real = dlsym(RTLD_NEXT, "fsync");
  if (unlucky(fd, 10)) { errno = EIO; return -1; }
  return real(fd);
}
