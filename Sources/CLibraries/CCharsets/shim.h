#ifndef CCHARSETS_SHIM_H
#define CCHARSETS_SHIM_H

// How a text is spelled, guessed; and the C library's converters.
#include <iconv.h>
#include <uchardet/uchardet.h>

#endif
