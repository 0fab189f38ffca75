#ifndef CLIBAV_SHIM_H
#define CLIBAV_SHIM_H

#include <errno.h>
#include <stdio.h>

#include <libavformat/avformat.h>
#include <libavcodec/avcodec.h>
#include <libavutil/opt.h>
#include <libavutil/imgutils.h>
#include <libavutil/channel_layout.h>
#include <libswscale/swscale.h>
#include <libswresample/swresample.h>

// What the importer leaves out: compound and function-like macros.

static const int clibav_again = AVERROR(EAGAIN);
static const int clibav_end = AVERROR_EOF;
static const int clibav_invalid_data = AVERROR_INVALIDDATA;
static const int clibav_bug = AVERROR_BUG;
static const int clibav_no_memory = AVERROR(ENOMEM);
static const int clibav_refused = AVERROR(EPERM);
static const int clibav_interrupted = AVERROR_EXIT;
static const int64_t clibav_no_time = AV_NOPTS_VALUE;

static inline int clibav_error(int number) { return AVERROR(number); }

// The log. libav calls back from any thread with a va_list, which Swift cannot read.
// Each thread keeps the last complaint; nothing is printed.

static inline char *clibav_complaint(void) {
  static _Thread_local char text[256];
  return text;
}

static inline void clibav_keep_complaint(void *source, int level, const char *format, va_list arguments) {
  (void)source;
  if (level > AV_LOG_ERROR || format == NULL) return;
  vsnprintf(clibav_complaint(), 256, format, arguments);
}

static inline void clibav_quiet(void) { av_log_set_callback(clibav_keep_complaint); }

#endif
