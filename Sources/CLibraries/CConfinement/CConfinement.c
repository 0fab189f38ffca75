#define _GNU_SOURCE
#include "CConfinement.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <seccomp.h>
#include <signal.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

// MARK: This process

int ccf_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }
int ccf_refuse_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }
int ccf_hide_from_debuggers(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

void ccf_name_thread(const char *name) { prctl(PR_SET_NAME, name, 0, 0, 0); }

int ccf_drop_capabilities(void) {
  // A kernel without ambient capabilities says EINVAL, and then has none to drop.
  if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) != 0 && errno != EINVAL) return -1;
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0, 0, 0}};
  return (int)syscall(SYS_capset, &header, none);
}

const char *ccf_loader_path(void) {
  void *base = (void *)getauxval(AT_BASE);
  Dl_info info;
  return base != NULL && dladdr(base, &info) != 0 ? info.dli_fname : NULL;
}

// MARK: Landlock

// Declared here, because the headers of Debian 12 know only the first fields.
struct ruleset { uint64_t files, ports, scopes; };
struct __attribute__((packed)) path_rule { uint64_t uses; int32_t place; };
enum { VERSION_FLAG = 1, PATH_BENEATH = 1 };

int ccf_landlock_version(void) { return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, VERSION_FLAG); }

int ccf_landlock_new(int version, uint64_t files, uint64_t ports, uint64_t scopes) {
  struct ruleset rules = {files, ports, scopes};
  size_t size = version < 4 ? 8 : version < 6 ? 16 : 24;
  return (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
}

int ccf_landlock_allow(int rules, int place, uint64_t uses) {
  struct path_rule rule = {uses, place};
  return (int)syscall(SYS_landlock_add_rule, rules, PATH_BENEATH, &rule, 0);
}

int ccf_open_place(const char *path) { return open(path, O_PATH | O_CLOEXEC); }
int ccf_landlock_enter(int rules) { return (int)syscall(SYS_landlock_restrict_self, rules, 0); }

// MARK: The filter of calls

ccf_filter *ccf_filter_new(void) {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  // A call by another architecture's numbers (i386, x32) would walk around every rule.
  if (filter != NULL && seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) != 0) {
    seccomp_release(filter);
    return NULL;
  }
  return filter;
}

void ccf_filter_free(ccf_filter *filter) { seccomp_release(filter); }

static int refuse(ccf_filter *filter, const char *call, int error, unsigned count, struct scmp_arg_cmp compare) {
  int number = seccomp_syscall_resolve_name(call);
  if (number < 0) return 0;
  return seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(error), number, count, &compare);
}

int ccf_filter_refuse(ccf_filter *filter, const char *call, int error) {
  return refuse(filter, call, error, 0, (struct scmp_arg_cmp){0});
}

int ccf_filter_refuse_equal(ccf_filter *filter, const char *call, int error, unsigned argument, uint64_t mask, uint64_t value) {
  return refuse(filter, call, error, 1, (struct scmp_arg_cmp){argument, SCMP_CMP_MASKED_EQ, mask, value});
}

int ccf_filter_refuse_unequal(ccf_filter *filter, const char *call, int error, unsigned argument, uint64_t value) {
  return refuse(filter, call, error, 1, (struct scmp_arg_cmp){argument, SCMP_CMP_NE, value, 0});
}

int ccf_filter_refuse_above(ccf_filter *filter, const char *call, int error, unsigned argument, uint64_t value) {
  return refuse(filter, call, error, 1, (struct scmp_arg_cmp){argument, SCMP_CMP_GT, value, 0});
}

int ccf_filter_enter(ccf_filter *filter) { return seccomp_load(filter); }

bool ccf_filter_is_offered(void) {
  uint32_t action = SCMP_ACT_ERRNO(0) & 0xffff0000U;
  enum { ACTION_AVAILABLE = 2 };
  return syscall(SYS_seccomp, ACTION_AVAILABLE, 0, &action) == 0;
}

// MARK: Children

int ccf_pidfd_open(pid_t child) { return (int)syscall(SYS_pidfd_open, child, 0); }
int ccf_pidfd_signal(int child, int signal) { return (int)syscall(SYS_pidfd_send_signal, child, signal, NULL, 0); }
const char *ccf_signal_name(int number) { return sigabbrev_np(number); }

int ccf_spawn_closes_from(posix_spawn_file_actions_t *actions, int number) {
  return posix_spawn_file_actions_addclosefrom_np(actions, number);
}

int ccf_spawn_changes_folder(posix_spawn_file_actions_t *actions, const char *path) {
  return posix_spawn_file_actions_addchdir_np(actions, path);
}

int ccf_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int ccf_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }
void ccf_eventfd_ring(int descriptor) { (void)eventfd_write(descriptor, 1); }

void ccf_eventfd_silence(int descriptor) {
  eventfd_t count;
  (void)eventfd_read(descriptor, &count);
}

union one_descriptor {
  struct cmsghdr header;
  char space[CMSG_SPACE(sizeof(int))];
};

int ccf_send_descriptor(int socket, int descriptor) {
  char byte = 0;
  struct iovec data = {&byte, 1};
  union one_descriptor control;
  memset(&control, 0, sizeof control);
  struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int));
  memcpy(CMSG_DATA(header), &descriptor, sizeof(int));
  return sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT) == 1 ? 0 : -1;
}

int ccf_receive_descriptor(int socket) {
  char byte;
  struct iovec data = {&byte, 1};
  union one_descriptor control;
  struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
  ssize_t count = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  if (count < 0) return -1;
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  if (count == 0 || header == NULL || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) {
    errno = count == 0 ? ECONNRESET : EBADMSG;
    return -1;
  }
  int descriptor;
  memcpy(&descriptor, CMSG_DATA(header), sizeof(int));
  return descriptor;
}
