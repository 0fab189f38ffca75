#ifndef CFLITE_SHIM_H
#define CFLITE_SHIM_H

#include <flite/flite.h>
#include <flite/flite_version.h>

/* The voices' libraries come without a header. */
cst_voice *register_cmu_us_slt(const char *folder);
cst_voice *register_cmu_us_rms(const char *folder);
/* Nor does the lexicon's. */
cst_lexicon *cmu_lex_init(void);

#endif
