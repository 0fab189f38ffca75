// Exchanges two names again and again, as fast as the kernel can: swapper SECONDS A B. Says how often.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int count, char **words) {
  if (count != 4) return 2;
  time_t end = time(NULL) + atol(words[1]);
  long swaps = 0;
  while (time(NULL) < end) {
    for (int turn = 0; turn < 64; turn++) swaps += renameat2(AT_FDCWD, words[2], AT_FDCWD, words[3], RENAME_EXCHANGE) == 0;
  }
  printf("%ld\n", swaps);
  return 0;
}
