#ifndef CNETTLE_SHIM_H
#define CNETTLE_SHIM_H

#include <nettle/base64.h>
#include <nettle/bignum.h>
#include <nettle/hmac.h>
#include <nettle/md5.h>
#include <nettle/rsa.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>

// Signs a message by the key in `der`: how long the signature is; 0 where the key is none, or too long for the room.
static inline size_t cnettle_rsa_sign(
    const uint8_t *der, size_t der_count, int hash, const uint8_t *message, size_t count, uint8_t *signature, size_t room) {
  struct rsa_public_key open;
  struct rsa_private_key key;
  mpz_t number;
  size_t size = 0;
  rsa_public_key_init(&open);
  rsa_private_key_init(&key);
  mpz_init(number);
  // Eight times the room for a signature, in bits.
  if (rsa_keypair_from_der(&open, &key, (unsigned)room * 8, der_count, der) && key.size <= room) {
    int is_signed;
    if (hash == 1) {
      struct sha1_ctx context;
      sha1_init(&context);
      if (count > 0) sha1_update(&context, count, message);
      is_signed = rsa_sha1_sign(&key, &context, number);
    } else {
      struct sha256_ctx context;
      sha256_init(&context);
      if (count > 0) sha256_update(&context, count, message);
      is_signed = rsa_sha256_sign(&key, &context, number);
    }
    if (is_signed) {
      size = key.size;
      nettle_mpz_get_str_256(size, signature, number);
    }
  }
  mpz_clear(number);
  rsa_private_key_clear(&key);
  rsa_public_key_clear(&open);
  return size;
}

#endif
