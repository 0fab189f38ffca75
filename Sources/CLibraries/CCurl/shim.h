#ifndef CCURL_SHIM_H
#define CCURL_SHIM_H

#include <curl/curl.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>

// Variadic in C; Swift sees one function for each type of value.
static inline CURLcode ccurl_set_long(CURL *call, CURLoption option, long value) { return curl_easy_setopt(call, option, value); }
static inline CURLcode ccurl_set_text(CURL *call, CURLoption option, const char *value) {
  return curl_easy_setopt(call, option, value);
}
static inline CURLcode ccurl_set_pointer(CURL *call, CURLoption option, void *value) {
  return curl_easy_setopt(call, option, value);
}
static inline CURLcode ccurl_set_headers(CURL *call, struct curl_slist *value) {
  return curl_easy_setopt(call, CURLOPT_HTTPHEADER, value);
}
static inline CURLcode ccurl_set_body(CURL *call, const void *bytes, curl_off_t count) {
  CURLcode code = curl_easy_setopt(call, CURLOPT_POSTFIELDSIZE_LARGE, count);
  return code == CURLE_OK ? curl_easy_setopt(call, CURLOPT_COPYPOSTFIELDS, bytes) : code;
}
static inline CURLcode ccurl_on_bytes(CURL *call, size_t (*take)(char *, size_t, size_t, void *), void *context) {
  CURLcode code = curl_easy_setopt(call, CURLOPT_WRITEFUNCTION, take);
  return code == CURLE_OK ? curl_easy_setopt(call, CURLOPT_WRITEDATA, context) : code;
}
static inline CURLcode ccurl_on_headers(CURL *call, size_t (*take)(char *, size_t, size_t, void *), void *context) {
  CURLcode code = curl_easy_setopt(call, CURLOPT_HEADERFUNCTION, take);
  return code == CURLE_OK ? curl_easy_setopt(call, CURLOPT_HEADERDATA, context) : code;
}
static inline CURLcode ccurl_on_socket(
    CURL *call, curl_socket_t (*open)(void *, curlsocktype, struct curl_sockaddr *), void *context) {
  CURLcode code = curl_easy_setopt(call, CURLOPT_OPENSOCKETFUNCTION, open);
  return code == CURLE_OK ? curl_easy_setopt(call, CURLOPT_OPENSOCKETDATA, context) : code;
}
static inline CURLcode ccurl_on_request(CURL *call, int (*tell)(void *, char *, char *, int, int), void *context) {
  CURLcode code = curl_easy_setopt(call, CURLOPT_PREREQFUNCTION, tell);
  return code == CURLE_OK ? curl_easy_setopt(call, CURLOPT_PREREQDATA, context) : code;
}
static inline CURLcode ccurl_set_large(CURL *call, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(call, option, value);
}
static inline CURLcode ccurl_on_read(CURL *call, size_t (*give)(char *, size_t, size_t, void *), void *context) {
  CURLcode code = curl_easy_setopt(call, CURLOPT_READFUNCTION, give);
  return code == CURLE_OK ? curl_easy_setopt(call, CURLOPT_READDATA, context) : code;
}
static inline CURLcode ccurl_on_seek(CURL *call, int (*seek)(void *, curl_off_t, int), void *context) {
  CURLcode code = curl_easy_setopt(call, CURLOPT_SEEKFUNCTION, seek);
  return code == CURLE_OK ? curl_easy_setopt(call, CURLOPT_SEEKDATA, context) : code;
}
// How many bytes wait in this machine until the other side has taken those before them.
static inline int ccurl_waiting(CURL *call) {
  curl_socket_t socket = CURL_SOCKET_BAD;
  int count = 0;
  if (curl_easy_getinfo(call, CURLINFO_ACTIVESOCKET, &socket) != CURLE_OK || socket == CURL_SOCKET_BAD) return 0;
  return ioctl(socket, TIOCOUTQ, &count) == 0 ? count : 0;
}
static inline curl_off_t ccurl_sent(CURL *call) {
  curl_off_t count = 0;
  return curl_easy_getinfo(call, CURLINFO_SIZE_UPLOAD_T, &count) == CURLE_OK ? count : 0;
}
static inline long ccurl_status(CURL *call) {
  long status = 0;
  return curl_easy_getinfo(call, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK ? status : 0;
}
// A transfer of `calls` that has ended, and the code that it ended with; NULL while none has.
static inline CURL *ccurl_ended(CURLM *calls, CURLcode *code) {
  int left;
  CURLMsg *message;
  while ((message = curl_multi_info_read(calls, &left)) != NULL) {
    if (message->msg != CURLMSG_DONE) continue;
    *code = message->data.result;
    return message->easy_handle;
  }
  return NULL;
}

// The bytes of an address: 4, 16, or 0 where it is neither.
static inline int ccurl_address(const struct curl_sockaddr *address, unsigned char bytes[16]) {
  if (address->family == AF_INET) {
    memcpy(bytes, &((const struct sockaddr_in *)&address->addr)->sin_addr, 4);
    return 4;
  }
  if (address->family == AF_INET6) {
    memcpy(bytes, &((const struct sockaddr_in6 *)&address->addr)->sin6_addr, 16);
    return 16;
  }
  return 0;
}
static inline curl_socket_t ccurl_open(const struct curl_sockaddr *address) {
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}
static const curl_socket_t CCURL_NO_SOCKET = CURL_SOCKET_BAD;

static const size_t CCURL_NO_MORE = CURL_READFUNC_ABORT;

// Not left out by a compiler that sees that nobody reads it any more.
static inline void ccurl_wipe(void *bytes, size_t count) {
  if (bytes != NULL) explicit_bzero(bytes, count);
}

// Wipes and frees a list of headers.
static inline void ccurl_free_headers(struct curl_slist *list) {
  for (struct curl_slist *item = list; item != NULL; item = item->next) explicit_bzero(item->data, strlen(item->data));
  curl_slist_free_all(list);
}

#endif
