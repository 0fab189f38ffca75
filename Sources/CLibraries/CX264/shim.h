#ifndef CX264_SHIM_H
#define CX264_SHIM_H

#include <stdint.h>
#include <x264.h>

// What the importer leaves out: a function whose name is pasted together with the library's edition.
static inline x264_t *cx264_open(x264_param_t *parameters) { return x264_encoder_open(parameters); }

#endif
