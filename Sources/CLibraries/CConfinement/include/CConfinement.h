#ifndef CCONFINEMENT_H
#define CCONFINEMENT_H

#endif
