#ifndef CFILECALLS_H
#define CFILECALLS_H

#endif
