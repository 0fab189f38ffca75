// Calls that confine this process and lead children, which glibc or the Swift importer does not offer as they are:
// variadic, made of macros, or without a wrapper. Each returns -1 with errno set when it fails, unless it says otherwise.
#ifndef CCONFINEMENT_H
#define CCONFINEMENT_H

#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

// This process alone.
int ccf_die_with_parent(void);
int ccf_refuse_new_privileges(void);
int ccf_hide_from_debuggers(void);
int ccf_drop_capabilities(void);
// Names the calling thread, for those who look at the process; at most 15 bytes are kept.
void ccf_name_thread(const char *name);

// The path of the dynamic loader that started this program, or NULL when it has none.
const char *ccf_loader_path(void);

// Landlock. The version that the kernel offers, counted from one.
int ccf_landlock_version(void);
// A new set of rules, as a descriptor.
int ccf_landlock_new(int version, uint64_t files, uint64_t ports, uint64_t scopes);
// A descriptor that only stands for a place.
int ccf_open_place(const char *path);
// Lets what lies at or below `place`, an open descriptor, be used so.
int ccf_landlock_allow(int rules, int place, uint64_t uses);
int ccf_landlock_enter(int rules);

// The filter of calls. These return 0 or a negative error number, as libseccomp does.
typedef struct ccf_filter ccf_filter;
ccf_filter *ccf_filter_new(void);
void ccf_filter_free(ccf_filter *filter);
// A name that this machine's architecture or this libseccomp does not know is passed over.
int ccf_filter_refuse(ccf_filter *filter, const char *call, int error);
// The same, but only where (argument & mask) == value.
int ccf_filter_refuse_equal(ccf_filter *filter, const char *call, int error, unsigned argument, uint64_t mask, uint64_t value);
int ccf_filter_refuse_unequal(ccf_filter *filter, const char *call, int error, unsigned argument, uint64_t value);
int ccf_filter_refuse_above(ccf_filter *filter, const char *call, int error, unsigned argument, uint64_t value);
int ccf_filter_enter(ccf_filter *filter);
bool ccf_filter_is_offered(void);

// Children.
int ccf_pidfd_open(pid_t child);
int ccf_pidfd_signal(int child, int signal);
// The name of a signal without its "SIG", or NULL.
const char *ccf_signal_name(int number);
int ccf_spawn_closes_from(posix_spawn_file_actions_t *actions, int number);
int ccf_spawn_changes_folder(posix_spawn_file_actions_t *actions, const char *path);
// A pipe that no child inherits by chance.
int ccf_pipe(int ends[2]);

// A descriptor that is readable while it rings; none of its calls waits.
int ccf_eventfd(void);
void ccf_eventfd_ring(int descriptor);
void ccf_eventfd_silence(int descriptor);

// One byte with a descriptor, without waiting and without SIGPIPE.
int ccf_send_descriptor(int socket, int descriptor);
int ccf_receive_descriptor(int socket);

#endif
