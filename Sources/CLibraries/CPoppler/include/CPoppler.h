#ifndef CPOPPLER_H
#define CPOPPLER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Why a document could not be opened or a page not be read to its end.
typedef enum {
  CPOPPLER_FINE,
  /// It asks for a password.
  CPOPPLER_LOCKED,
  /// Not even repaired it has pages.
  CPOPPLER_DAMAGED,
  CPOPPLER_NO_MEMORY,
  /// The page has more glyphs, or took longer, than was allowed; what came until then is there.
  CPOPPLER_TOO_MUCH
} cpoppler_outcome;

enum {
  CPOPPLER_BOLD = 1,
  CPOPPLER_ITALIC = 2,
  CPOPPLER_FIXED_WIDTH = 4,
};

enum {
  /// The font does not say which letter it is.
  CPOPPLER_UNKNOWN = 1,
  /// Not of the text, says the document: a header, a footer, a page number.
  CPOPPLER_ARTIFACT = 2,
};

/// One letter. The page's top left corner is the origin, points are the unit, y grows downwards.
typedef struct {
  /// Where its pen begins, on the baseline.
  float x;
  float y;
  /// How far its pen moves.
  float dx;
  float dy;
  /// Of its font, as it is on the page.
  float size;
  uint32_t letter;
  uint16_t font;
  /// How its line runs: quarter turns clockwise, or 4: some other angle.
  uint8_t turn;
  uint8_t flags;
} cpoppler_glyph;

typedef struct {
  uint32_t style;
} cpoppler_font;

/// A place on the page that leads somewhere else; the target is a range of the page's texts.
typedef struct {
  float x0;
  float y0;
  float x1;
  float y1;
  size_t start;
  size_t length;
} cpoppler_link;

typedef struct {
  size_t most_glyphs;
  size_t most_links;
  /// Of what is to be drawn, unpacked.
  size_t most_bytes;
  /// Of the processor's time.
  uint32_t milliseconds;
} cpoppler_limits;

/// One page. All of it is gone with the next page.
typedef struct {
  float width;
  float height;
  const cpoppler_glyph *glyphs;
  size_t glyph_count;
  const cpoppler_link *links;
  size_t link_count;
  const char *texts;
  /// All fonts that were met so far, in the order of their numbers.
  const cpoppler_font *fonts;
  size_t font_count;
} cpoppler_page;

/// An entry of the table of contents. The title is a range of the document's texts.
typedef struct {
  uint32_t depth;
  size_t start;
  size_t length;
} cpoppler_entry;

typedef struct {
  int pages;
  /// A form that only one maker's program can show.
  int is_form;
  /// Other files are in it.
  int attachments;
  /// UTF-8; empty where it does not say.
  const char *title;
  size_t title_length;
  const char *language;
  size_t language_length;
} cpoppler_facts;

typedef struct cpoppler_document cpoppler_document;

/// Opens a document whose bytes stay where they are until it is closed. NULL when it cannot be opened.
cpoppler_document *cpoppler_open(const char *bytes, size_t length, cpoppler_outcome *outcome);
void cpoppler_close(cpoppler_document *document);
cpoppler_facts cpoppler_describe(const cpoppler_document *document);
/// Pages are counted from one.
cpoppler_outcome cpoppler_read(cpoppler_document *document, int number, cpoppler_limits limits, cpoppler_page *page);
/// Whether a page shows pictures, or anything that is drawn.
int cpoppler_has_pictures(cpoppler_document *document, int number);
/// At most `most` entries, with their texts.
const cpoppler_entry *cpoppler_outline(cpoppler_document *document, size_t most, size_t *count, const char **texts);

#ifdef __cplusplus
}
#endif

#endif
