// Linux calls for files that glibc or the Swift importer does not offer as they are: variadic, or without a wrapper.
#ifndef CFILECALLS_H
#define CFILECALLS_H

#include <stdint.h>
#include <sys/types.h>

// The flags that the Swift side needs; their macros do not all import.
extern const uint64_t CFC_RESOLVE_BENEATH_NO_LINKS;
extern const unsigned CFC_RENAME_NOREPLACE;
extern const unsigned CFC_RENAME_EXCHANGE;
extern const int CFC_SEEK_HOLE;
extern const int CFC_SEEK_DATA;

// 1 when somebody keeps the machine's clock right, 0 when the kernel knows of nobody, -1 when it does not say.
int cfc_clock_is_kept(void);
int cfc_openat2(int folder, const char *path, int flags, unsigned mode, uint64_t resolve);
int cfc_renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned flags);
// Takes a read lease and, unless asked to keep it, gives it back at once. 0 or -1 with errno.
int cfc_take_read_lease(int descriptor);
int cfc_drop_lease(int descriptor);
// 1 while our read lease stands unbroken, 0 when it was broken or is gone.
int cfc_read_lease_stands(int descriptor);
// Copies by reflink or in the kernel where it can; returns the count copied, or -1 with errno.
ssize_t cfc_copy_range(int from, int to, size_t count);
int cfc_sync_file_system(int descriptor);
// The kernel's number of the mount that a folder was opened through; 0 where it does not say. 0 or -1 with errno.
int cfc_mount_of(int folder, uint64_t *mount);
// The value of an extended attribute; returns its length, or -1 with errno.
ssize_t cfc_attribute(int descriptor, const char *name, void *value, size_t size);

#endif
