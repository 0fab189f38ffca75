#ifndef CPOCKETSPHINX_SHIM_H
#define CPOCKETSPHINX_SHIM_H

#include <pocketsphinx.h>
#include <sphinxbase/err.h>
#include <sphinxbase/fsg_model.h>

/* A decoder is set up by a variadic function. Nothing is pruned early, and no silence is taken out, which would move what comes
   after it; the noise that digital silence needs is added by the caller, the same every time. */
static inline cmd_ln_t *cpocketsphinx_settings(const char *model, const char *dictionary) {
  return cmd_ln_init(
      NULL, ps_args(), TRUE, "-hmm", model, "-dict", dictionary, "-remove_silence", "no", "-beam", "1e-80", "-pbeam", "1e-80",
      "-wbeam", "1e-60", "-bestpath", "no", NULL);
}

static inline void cpocketsphinx_hush(void) { err_set_logfp(NULL); }

#endif
