#ifndef CFLITE_SHIM_H
#define CFLITE_SHIM_H

#include <flite/flite.h>

#endif
