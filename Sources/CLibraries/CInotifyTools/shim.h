#ifndef CINOTIFYTOOLS_SHIM_H
#define CINOTIFYTOOLS_SHIM_H

#include <inotifytools/inotifytools.h>
#include <inotifytools/inotify.h>
// What Swift's Glibc lacks of the calls that watching needs.
#include <sys/eventfd.h>
#include <sys/vfs.h>

#endif
