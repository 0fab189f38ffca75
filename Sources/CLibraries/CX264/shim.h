#ifndef CX264_SHIM_H
#define CX264_SHIM_H

#include <malloc.h>
#include <stdint.h>
#include <x264.h>

// What the importer leaves out: a function whose name is pasted together with the library's edition.
static inline x264_t *cx264_open(x264_param_t *parameters) { return x264_encoder_open(parameters); }

// Blocks as large as pictures go back to the system when they are freed; otherwise, once one was freed, the process keeps as much as it ever had.
// Smaller ones are used again: the next scene needs the same, and pages that were given back are cleared before they are had again.
static inline void cx264_return_memory(void) { mallopt(M_MMAP_THRESHOLD, 512 << 10); }

#endif
