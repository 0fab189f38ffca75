#ifndef CCLD2_H
#define CCLD2_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  /// The language's code, ended by a zero byte; "un" where none was recognised.
  char code[16];
  /// How much of the text is written in it.
  int32_t percent;
  int32_t is_reliable;
} ccld2_answer;

/// Tells which language plain UTF-8 text is written in. It keeps nothing, and may be called from any thread.
ccld2_answer ccld2_detect(const char *text, size_t length);

#ifdef __cplusplus
}
#endif

#endif
