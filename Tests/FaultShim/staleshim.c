// Answers every look into a share with an error, as long as a file says so: as a file server does that has forgotten its handles.
//
// STALE_ROOT is the share, STALE_SWITCH the beginning of the name of a file whose ending is the error: ".ESTALE" or ".EIO".
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int is_below(int folder, const char *path, const char *root) {
  char place[4096] = "";
  if (path && path[0] == '/') {
    snprintf(place, sizeof place, "%s", path);
  } else if (folder >= 0) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, place, sizeof place - 1);
    place[length > 0 ? length : 0] = 0;
  }
  return strncmp(place, root, strlen(root)) == 0;
}

static int fate(int folder, const char *path) {
  const char *root = getenv("STALE_ROOT"), *start = getenv("STALE_SWITCH");
  if (!root || !start) return 0;
  char name[4096];
  int error = 0;
  snprintf(name, sizeof name, "%s.ESTALE", start);
  if (access(name, F_OK) == 0) error = ESTALE;
  snprintf(name, sizeof name, "%s.EIO", start);
  if (access(name, F_OK) == 0) error = EIO;
  return error && is_below(folder, path, root) ? error : 0;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define REFUSE(folder, path) \
  do { \
    int error = fate(folder, path); \
    if (error) { \
      errno = error; \
      return -1; \
    } \
  } while (0)

// openat2 has no function in the library: the program calls it by its number.
long syscall(long number, ...) {
  va_list list;
  va_start(list, number);
  long a = va_arg(list, long), b = va_arg(list, long), c = va_arg(list, long), d = va_arg(list, long), e = va_arg(list, long),
       f = va_arg(list, long);
  va_end(list);
  if (number == SYS_openat2) REFUSE((int)a, (const char *)b);
  return REAL(syscall)(number, a, b, c, d, e, f);
}

int open(const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  mode_t mode = flags & O_CREAT ? va_arg(list, mode_t) : 0;
  va_end(list);
  REFUSE(-1, path);
  return REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  mode_t mode = flags & O_CREAT ? va_arg(list, mode_t) : 0;
  va_end(list);
  REFUSE(-1, path);
  return REAL(open64)(path, flags, mode);
}

int fstatat(int folder, const char *path, struct stat *status, int flags) {
  REFUSE(folder, path);
  return REAL(fstatat)(folder, path, status, flags);
}

int fstatat64(int folder, const char *path, struct stat64 *status, int flags) {
  REFUSE(folder, path);
  return REAL(fstatat64)(folder, path, status, flags);
}

int renameat2(int folder, const char *path, int other, const char *to, unsigned flags) {
  REFUSE(folder, path);
  return REAL(renameat2)(folder, path, other, to, flags);
}

int linkat(int folder, const char *path, int other, const char *to, int flags) {
  REFUSE(folder, path);
  return REAL(linkat)(folder, path, other, to, flags);
}
