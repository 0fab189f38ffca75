#ifndef CINOTIFYTOOLS_SHIM_H
#define CINOTIFYTOOLS_SHIM_H

#include <inotifytools/inotifytools.h>
#include <inotifytools/inotify.h>

#endif
