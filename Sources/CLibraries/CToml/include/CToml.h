#ifndef CTOML_H
#define CTOML_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
  CTOML_TABLE,
  CTOML_ARRAY,
  CTOML_TEXT,
  CTOML_WHOLE,
  CTOML_NUMBER,
  CTOML_FLAG,
  CTOML_DATE
} ctoml_kind;

/// One value. Values stand in one list, each before its children; texts are ranges of one buffer.
typedef struct {
  ctoml_kind kind;
  uint32_t line;
  uint32_t column;
  /// Where the key stands; zero in arrays and for the root.
  uint32_t key_line;
  uint32_t key_column;
  size_t key_start;
  size_t key_length;
  size_t text_start;
  size_t text_length;
  /// Direct children, of a table or an array.
  size_t children;
  /// A whole number, or a flag as 0 or 1.
  int64_t whole;
  double number;
} ctoml_node;

typedef struct ctoml_tree ctoml_tree;

/// Parses TOML. Returns NULL only when there is no memory; a syntax error is a tree with a mistake.
/// The caller has limited the length and the depth of dotted keys before.
ctoml_tree *ctoml_parse(const char *bytes, size_t length);
void ctoml_free(ctoml_tree *tree);

/// All values, the root table first. Empty after a syntax error.
const ctoml_node *ctoml_nodes(const ctoml_tree *tree, size_t *count);
/// The buffer that keys and texts are ranges of.
const char *ctoml_texts(const ctoml_tree *tree, size_t *length);
/// The syntax error in words, with its place; NULL if there is none. The text is empty and
/// the place zero where toml++ could not cope with what it read.
const char *ctoml_mistake(const ctoml_tree *tree, uint32_t *line, uint32_t *column);

#ifdef __cplusplus
}
#endif

#endif
