#ifndef CSQLITE_SHIM_H
#define CSQLITE_SHIM_H

#include <sqlite3.h>
#include <sys/vfs.h>

// What the importer cannot show to Swift: function-like macros, casted constants and variadic functions.

static const int CSQLITE_IOERR_FSYNC = SQLITE_IOERR_FSYNC;
static const int CSQLITE_IOERR_DIR_FSYNC = SQLITE_IOERR_DIR_FSYNC;

/// Binds a copy: the text of a Swift string ends with the call.
static inline int csqlite_bind_text(sqlite3_stmt *statement, int place, const char *text, sqlite3_uint64 size) {
  return sqlite3_bind_text64(statement, place, text ? text : "", size, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// Binds a copy; no bytes are an empty blob, where sqlite3_bind_blob would make them NULL.
static inline int csqlite_bind_blob(sqlite3_stmt *statement, int place, const void *bytes, sqlite3_uint64 size) {
  return size == 0 ? sqlite3_bind_zeroblob(statement, place, 0)
                   : sqlite3_bind_blob64(statement, place, bytes, size, SQLITE_TRANSIENT);
}

/// sqlite3_db_config() is variadic.
static inline int csqlite_switch(sqlite3 *database, int option, int on) {
  return sqlite3_db_config(database, option, on, (int *)0);
}

/// sqlite3_config() is variadic. Counting its memory costs SQLite two locks for every piece, and nobody reads the count.
static inline int csqlite_count_no_memory(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

/// The magic number of the file system that a folder lies on; 0 where the kernel cannot say. `statfs` is not in Swift's Glibc.
static inline unsigned int csqlite_file_system(const char *folder) {
  struct statfs facts;
  return statfs(folder, &facts) == 0 ? (unsigned int)facts.f_type : 0;
}

#endif
