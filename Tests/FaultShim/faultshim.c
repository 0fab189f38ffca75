// Stands between a program and the kernel (LD_PRELOAD), counts the calls that change what lies on the disk below some folders, and
// lets one of them fail: the program is killed before or after it, or is told that the disk is full or broken.
//
// Counted is what changes the disk: a folder that is made though it is there, or a name that is removed though it is not, is no change.
// Writes of one thread to one place of a file after another, as a database makes them, are one call.
//
//   FAULT_ROOTS   folders, parted by colons; only calls on what lies below them count
//   FAULT_CALLS   names of calls, parted by commas, each with a comma behind it; only these count ("" or unset: all)
//   FAULT_PATH    a pattern, as of a shell; only calls on a path that it fits count ("" or unset: all)
//   FAULT_AT      the number of the call that fails, from 1; 0 or unset: none
//   FAULT_HOW     kill-before, kill-after; ENOSPC, EDQUOT, EROFS, EIO, EINTR; short (half of it is written); cut and cut-flushed (the
//                 file systems of the folders lose all that is not synced, or only the data that is not, and the program is killed)
//   FAULT_SYNCS   "lie": syncs are said to be done, and are not
//   FAULT_UNTIL   a path: from the call on all fail, until something lies there ("" or unset: only the one fails)
//   FAULT_CONTROLS  a folder, for faults that come and go: as long as "full" lies in it, every call that takes room is told ENOSPC; one
//                 "sync-fails" makes the next sync fail with EIO, and is used up; "clock" holds the seconds by which the wall clock is off
//   FAULT_LOG     a file that gets a line for each call: its number, its name, its path, and what happened to it
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <linux/openat2.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const char *roots, *calls, *how, *until, *controls, *pattern;
static long at;
static int syncs_lie;
static int log_descriptor = -1;
static atomic_long counted;

static const char *setting(const char *name) {
  const char *value = getenv(name);
  return value && *value ? value : NULL;
}

__attribute__((constructor)) static void begin(void) {
  roots = setting("FAULT_ROOTS");
  calls = setting("FAULT_CALLS");
  how = setting("FAULT_HOW");
  until = setting("FAULT_UNTIL");
  controls = setting("FAULT_CONTROLS");
  pattern = setting("FAULT_PATH");
  syncs_lie = setting("FAULT_SYNCS") != NULL;
  at = setting("FAULT_AT") ? atol(setting("FAULT_AT")) : 0;
  const char *log = setting("FAULT_LOG");
  if (log) log_descriptor = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int lies_below(const char *path) {
  for (const char *root = roots; root && *root;) {
    const char *end = strchrnul(root, ':');
    size_t length = (size_t)(end - root);
    if (length > 0 && strncmp(path, root, length) == 0 && (path[length] == '/' || path[length] == 0)) return 1;
    root = *end ? end + 1 : end;
  }
  return 0;
}

static int is_one_of(const char *call, const char *names) {
  size_t length = strlen(call);
  for (const char *found = strstr(names, call); found; found = strstr(found + 1, call)) {
    if ((found == names || found[-1] == ',') && found[length] == ',') return 1;
  }
  return 0;
}

static int is_wanted(const char *call) { return !calls || is_one_of(call, calls); }

static void path_of(int descriptor, char *path, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, size - 1);
  path[length > 0 ? length : 0] = 0;
}

static void path_at(int folder, const char *name, char *path, size_t size) {
  if (name[0] == '/') {
    snprintf(path, size, "%s", name);
    return;
  }
  if (folder == AT_FDCWD) {
    snprintf(path, size, "%s", name);
    return;
  }
  path_of(folder, path, size);
  size_t length = strlen(path);
  snprintf(path + length, size - length, "/%s", name);
}

static void note(long number, const char *call, const char *path, const char *what) {
  if (log_descriptor < 0) return;
  char line[5000];
  int length = snprintf(line, sizeof line, "%ld\t%s\t%s\t%s\n", number, call, path, what);
  if (length > 0) syscall(SYS_write, log_descriptor, line, (size_t)length);
}

// What is not on the disk is gone, as at a power cut: the number is that of ext4 and xfs.
static void cut(unsigned flags) {
  char path[4200];
  for (const char *root = roots; root && *root;) {
    const char *end = strchrnul(root, ':');
    snprintf(path, sizeof path, "%.*s", (int)(end - root), root);
    int descriptor = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
    if (descriptor < 0 || ioctl(descriptor, _IOR('X', 125, unsigned), &flags) != 0) note(-1, "cut", path, strerror(errno));
    root = *end ? end + 1 : end;
  }
}

static int error_of(const char *name) {
  static const struct {
    const char *name;
    int number;
  } errors[] = {{"ENOSPC", ENOSPC}, {"EDQUOT", EDQUOT}, {"EROFS", EROFS}, {"EINTR", EINTR}, {"EIO", EIO}};
  for (size_t index = 0; index < sizeof errors / sizeof *errors; index++) {
    if (strcmp(errors[index].name, name) == 0) return errors[index].number;
  }
  return EIO;
}

static void die(void) {
  syscall(SYS_kill, getpid(), SIGKILL);
  for (;;) pause();
}

enum verdict { GO_ON, DIE_AFTER, FAIL, HALF, LIE };

// The file that this thread wrote to last, as long as it did nothing else.
static __thread char last_written[512];

static int goes_on_writing(const char *call, const char *path) {
  int same = strcmp(call, "pwrite") == 0 && strcmp(last_written, path) == 0;
  snprintf(last_written, sizeof last_written, "%s", strcmp(call, "pwrite") == 0 ? path : "");
  return same;
}

static int is_there(int folder, const char *name) {
  struct stat found;
  int saved = errno;
  int there = fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW) == 0;
  errno = saved;
  return there;
}

// The error that the control folder has for a call now; 0 for none.
static int controlled(const char *call) {
  char path[4200];
  snprintf(path, sizeof path, "%s/full", controls);
  if (is_one_of(call, "create,write,pwrite,fallocate,copy_file_range,mkdirat,renameat2,linkat,ftruncate,") && is_there(AT_FDCWD, path)) {
    return ENOSPC;
  }
  snprintf(path, sizeof path, "%s/sync-fails", controls);
  if (is_one_of(call, "fsync,fdatasync,syncfs,") && is_there(AT_FDCWD, path)) {
    if (syscall(SYS_unlinkat, AT_FDCWD, path, 0) == 0) return EIO;
  }
  return 0;
}

// Decides about one call, and does not come back where the program is to die before it. errno is left alone unless the call fails.
static enum verdict decide(const char *call, const char *path) {
  if (!roots || !is_wanted(call) || !lies_below(path)) return GO_ON;
  if (controls) {
    int error = controlled(call);
    if (error) {
      errno = error;
      return FAIL;
    }
    return GO_ON;
  }
  int is_until_freed = at > 0 && until;
  if (goes_on_writing(call, path) && !(is_until_freed && atomic_load(&counted) >= at)) return GO_ON;
  if (pattern && fnmatch(pattern, path, FNM_PATHNAME) != 0) return GO_ON;
  long number = atomic_fetch_add(&counted, 1) + 1;
  int hit = at > 0 && number == at;
  if (is_until_freed && number >= at) hit = !is_there(AT_FDCWD, until);
  if (!hit || !how) {
    note(number, call, path, "");
    return GO_ON;
  }
  note(number, call, path, how);
  if (strncmp(how, "cut", 3) == 0) {
    // 1: the journal is written first; 2: it is not.
    cut(strcmp(how, "cut-flushed") == 0 ? 1 : 2);
    die();
  }
  if (strcmp(how, "short") == 0) return HALF;
  if (strcmp(how, "kill-before") == 0) die();
  if (strcmp(how, "kill-after") == 0) return DIE_AFTER;
  errno = error_of(how);
  return FAIL;
}

static enum verdict judge(const char *call, const char *path) {
  enum verdict verdict = decide(call, path);
  int lies = syncs_lie && verdict == GO_ON && is_one_of(call, "fsync,fdatasync,syncfs,") && roots && lies_below(path);
  return lies ? LIE : verdict;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define PASS(call, path, failure, real)             \
  do {                                              \
    enum verdict verdict = judge(call, path);       \
    if (verdict == FAIL) return failure;            \
    if (verdict == LIE) return 0;                   \
    __typeof__(real) result = real;                 \
    if (verdict == DIE_AFTER) die();                \
    return result;                                  \
  } while (0)

#define ON_DESCRIPTOR(call, descriptor, real)       \
  do {                                              \
    char path[4200];                                \
    path_of(descriptor, path, sizeof path);         \
    PASS(call, path, -1, real);                     \
  } while (0)

#define ON_NAME(call, folder, name, real)           \
  do {                                              \
    char path[4200];                                \
    path_at(folder, name, path, sizeof path);       \
    PASS(call, path, -1, real);                     \
  } while (0)

// One byte cannot be halved.
#define SHARE(n) (verdict == HALF && (n) > 1 ? (n) / 2 : (n))
ssize_t write(int d, const void *b, size_t n) { ON_DESCRIPTOR("write", d, REAL(write)(d, b, SHARE(n))); }
ssize_t pwrite(int d, const void *b, size_t n, off_t o) { ON_DESCRIPTOR("pwrite", d, REAL(pwrite)(d, b, SHARE(n), o)); }
ssize_t pwrite64(int d, const void *b, size_t n, off64_t o) { ON_DESCRIPTOR("pwrite", d, REAL(pwrite64)(d, b, SHARE(n), o)); }
int fsync(int d) { ON_DESCRIPTOR("fsync", d, REAL(fsync)(d)); }
int fdatasync(int d) { ON_DESCRIPTOR("fdatasync", d, REAL(fdatasync)(d)); }
int syncfs(int d) { ON_DESCRIPTOR("syncfs", d, REAL(syncfs)(d)); }
int ftruncate(int d, off_t n) { ON_DESCRIPTOR("ftruncate", d, REAL(ftruncate)(d, n)); }
int ftruncate64(int d, off64_t n) { ON_DESCRIPTOR("ftruncate", d, REAL(ftruncate64)(d, n)); }
int fchmod(int d, mode_t m) { ON_DESCRIPTOR("fchmod", d, REAL(fchmod)(d, m)); }

// These two give the error back, and leave errno alone.
#define ALLOCATE(d, real)                           \
  do {                                              \
    char path[4200];                                \
    path_of(d, path, sizeof path);                  \
    enum verdict verdict = judge("fallocate", path); \
    if (verdict == FAIL) return errno;              \
    int result = real;                              \
    if (verdict == DIE_AFTER) die();                \
    return result;                                  \
  } while (0)
int posix_fallocate(int d, off_t o, off_t n) { ALLOCATE(d, REAL(posix_fallocate)(d, o, n)); }
int posix_fallocate64(int d, off64_t o, off64_t n) { ALLOCATE(d, REAL(posix_fallocate64)(d, o, n)); }

ssize_t copy_file_range(int from, off64_t *fo, int to, off64_t *t, size_t n, unsigned flags) {
  ON_DESCRIPTOR("copy_file_range", to, REAL(copy_file_range)(from, fo, to, t, SHARE(n), flags));
}

int mkdirat(int f, const char *name, mode_t m) {
  if (is_there(f, name)) return REAL(mkdirat)(f, name, m);
  ON_NAME("mkdirat", f, name, REAL(mkdirat)(f, name, m));
}
int unlinkat(int f, const char *name, int flags) {
  if (!is_there(f, name)) return REAL(unlinkat)(f, name, flags);
  ON_NAME("unlinkat", f, name, REAL(unlinkat)(f, name, flags));
}
int unlink(const char *name) {
  if (!is_there(AT_FDCWD, name)) return REAL(unlink)(name);
  ON_NAME("unlinkat", AT_FDCWD, name, REAL(unlink)(name));
}

int renameat2(int f, const char *from, int t, const char *to, unsigned flags) {
  ON_NAME("renameat2", t, to, REAL(renameat2)(f, from, t, to, flags));
}

int linkat(int f, const char *from, int t, const char *to, int flags) {
  ON_NAME("linkat", t, to, REAL(linkat)(f, from, t, to, flags));
}

static int opens(const char *name, int flags) {
  char path[4200];
  path_at(AT_FDCWD, name, path, sizeof path);
  // Opening what is there changes nothing.
  if (!(flags & O_CREAT) || is_there(AT_FDCWD, name)) return GO_ON;
  return (int)judge("create", path);
}

#define OPEN(name)                                          \
  int name(const char *path, int flags, ...) {              \
    va_list rest;                                           \
    va_start(rest, flags);                                  \
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
    va_end(rest);                                           \
    int verdict = opens(path, flags);                       \
    if (verdict == FAIL) return -1;                         \
    int result = REAL(name)(path, flags, mode);             \
    if (verdict == DIE_AFTER) die();                        \
    return result;                                          \
  }
OPEN(open)
OPEN(open64)

// The only call that the program makes by its number: openat2 has no function in the library.
long syscall(long number, ...) {
  va_list rest;
  va_start(rest, number);
  long a = va_arg(rest, long), b = va_arg(rest, long), c = va_arg(rest, long), d = va_arg(rest, long), e = va_arg(rest, long),
       f = va_arg(rest, long);
  va_end(rest);
  static __typeof__(&syscall) real;
  if (!real) real = REAL(syscall);
  if (number != SYS_openat2 || !roots || !(((const struct open_how *)c)->flags & O_CREAT)) return real(number, a, b, c, d, e, f);
  char path[4200];
  path_at((int)a, (const char *)b, path, sizeof path);
  enum verdict verdict = is_there((int)a, (const char *)b) ? GO_ON : judge("create", path);
  if (verdict == FAIL) return -1;
  long result = real(number, a, b, c, d, e, f);
  if (verdict == DIE_AFTER) die();
  return result;
}

// The wall clock, off by what the control folder says.
static time_t clock_offset(void) {
  if (!controls) return 0;
  char path[4200], text[32];
  snprintf(path, sizeof path, "%s/clock", controls);
  int saved = errno;
  int descriptor = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
  ssize_t length = descriptor < 0 ? 0 : syscall(SYS_read, descriptor, text, sizeof text - 1);
  if (descriptor >= 0) syscall(SYS_close, descriptor);
  errno = saved;
  text[length > 0 ? length : 0] = 0;
  return (time_t)atol(text);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  static __typeof__(&clock_gettime) real;
  if (!real) real = REAL(clock_gettime);
  int result = real(clock, now);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += clock_offset();
  return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  static int (*real)(struct timeval *restrict, void *restrict);
  if (!real) real = (int (*)(struct timeval *restrict, void *restrict))dlsym(RTLD_NEXT, "gettimeofday");
  int result = real(now, zone);
  if (result == 0) now->tv_sec += clock_offset();
  return result;
}

time_t time(time_t *now) {
  struct timespec moment;
  clock_gettime(CLOCK_REALTIME, &moment);
  if (now) *now = moment.tv_sec;
  return moment.tv_sec;
}
