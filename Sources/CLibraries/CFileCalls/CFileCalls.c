#define _GNU_SOURCE
#include "CFileCalls.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <sys/xattr.h>
#include <unistd.h>

const uint64_t CFC_RESOLVE_BENEATH_NO_LINKS = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
const unsigned CFC_RENAME_NOREPLACE = RENAME_NOREPLACE;
const unsigned CFC_RENAME_EXCHANGE = RENAME_EXCHANGE;
const int CFC_SEEK_HOLE = SEEK_HOLE;
const int CFC_SEEK_DATA = SEEK_DATA;

int cfc_clock_is_kept(void) {
  struct timex time = {0};
  int state = adjtimex(&time);
  if (state < 0) return -1;
  return state != TIME_ERROR && !(time.status & STA_UNSYNC);
}

int cfc_openat2(int folder, const char *path, int flags, unsigned mode, uint64_t resolve) {
  struct open_how how = {.flags = (uint64_t)(unsigned)flags, .mode = mode, .resolve = resolve};
  return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}

int cfc_renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned flags) {
  return renameat2(fromFolder, from, toFolder, to, flags);
}

int cfc_take_read_lease(int descriptor) { return fcntl(descriptor, F_SETLEASE, F_RDLCK); }

int cfc_drop_lease(int descriptor) { return fcntl(descriptor, F_SETLEASE, F_UNLCK); }

int cfc_read_lease_stands(int descriptor) { return fcntl(descriptor, F_GETLEASE) == F_RDLCK; }

ssize_t cfc_copy_range(int from, int to, size_t count) { return copy_file_range(from, NULL, to, NULL, count, 0); }

int cfc_sync_file_system(int descriptor) { return syncfs(descriptor); }

#ifndef STATX_MNT_ID
#define STATX_MNT_ID 0x1000U
#endif

int cfc_mount_of(int folder, uint64_t *mount) {
  struct statx status;
  if (statx(folder, "", AT_EMPTY_PATH, STATX_MNT_ID, &status) != 0) return -1;
  // A kernel before 5.8 does not say.
  *mount = status.stx_mask & STATX_MNT_ID ? status.stx_mnt_id : 0;
  return 0;
}

ssize_t cfc_attribute(int descriptor, const char *name, void *value, size_t size) {
  return fgetxattr(descriptor, name, value, size);
}
