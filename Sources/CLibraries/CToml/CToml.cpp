#include "CToml.h"

// toml++ 3.3.0 has assertions that some input does not hold ("[." is enough). Its default would end the process, and without
// assertions it would take them for granted; so what it asserts is thrown, caught below, and told as a mistake.
#undef NDEBUG
struct toml_is_baffled {};
#define TOML_ASSERT(condition) ((condition) ? void() : throw toml_is_baffled())

// Errors come back as values, and nothing is ever written as TOML.
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_MAX_NESTED_VALUES 16
#include <toml++/toml.h>

#include <string>
#include <vector>

struct ctoml_tree {
  std::vector<ctoml_node> nodes;
  std::string texts;
  bool failed = false;
  std::string mistake;
  uint32_t line = 0;
  uint32_t column = 0;

  void add_text(std::string_view text, size_t &start, size_t &length) {
    start = texts.size();
    length = text.size();
    texts.append(text);
  }

  void add(const toml::node &value, const toml::key *key) {
    ctoml_node node = {};
    node.line = value.source().begin.line;
    node.column = value.source().begin.column;
    if (key) {
      node.key_line = key->source().begin.line;
      node.key_column = key->source().begin.column;
      add_text(key->str(), node.key_start, node.key_length);
    }
    if (auto table = value.as_table()) {
      node.kind = CTOML_TABLE;
      node.children = table->size();
    } else if (auto array = value.as_array()) {
      node.kind = CTOML_ARRAY;
      node.children = array->size();
    } else if (auto text = value.as_string()) {
      node.kind = CTOML_TEXT;
      add_text(text->get(), node.text_start, node.text_length);
    } else if (auto whole = value.as_integer()) {
      node.kind = CTOML_WHOLE;
      node.whole = whole->get();
    } else if (auto number = value.as_floating_point()) {
      node.kind = CTOML_NUMBER;
      node.number = number->get();
    } else if (auto flag = value.as_boolean()) {
      node.kind = CTOML_FLAG;
      node.whole = flag->get() ? 1 : 0;
    } else {
      node.kind = CTOML_DATE;
    }
    nodes.push_back(node);
    if (auto table = value.as_table()) {
      for (auto &&[name, child] : *table) add(child, &name);
    } else if (auto array = value.as_array()) {
      for (auto &&child : *array) add(child, nullptr);
    }
  }
};

extern "C" ctoml_tree *ctoml_parse(const char *bytes, size_t length) {
  ctoml_tree *tree = nullptr;
  try {
    tree = new ctoml_tree;
    toml::parse_result result = toml::parse(std::string_view(bytes, length));
    if (result) {
      tree->add(result.table(), nullptr);
    } else {
      tree->failed = true;
      tree->mistake = std::string(result.error().description());
      tree->line = result.error().source().begin.line;
      tree->column = result.error().source().begin.column;
    }
    return tree;
  } catch (const toml_is_baffled &) {
    tree->failed = true;
    return tree;
  } catch (...) {
    // Without toml++'s own exceptions, only the lack of memory is left.
    delete tree;
    return nullptr;
  }
}

extern "C" void ctoml_free(ctoml_tree *tree) { delete tree; }

extern "C" const ctoml_node *ctoml_nodes(const ctoml_tree *tree, size_t *count) {
  *count = tree->nodes.size();
  return tree->nodes.data();
}

extern "C" const char *ctoml_texts(const ctoml_tree *tree, size_t *length) {
  *length = tree->texts.size();
  return tree->texts.data();
}

extern "C" const char *ctoml_mistake(const ctoml_tree *tree, uint32_t *line, uint32_t *column) {
  *line = tree->line;
  *column = tree->column;
  return tree->failed ? tree->mistake.c_str() : nullptr;
}
