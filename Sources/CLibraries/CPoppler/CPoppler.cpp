#include "CPoppler.h"
#include "Ink.h"

#include <poppler/Catalog.h>
#include <poppler/Error.h>
#include <poppler/ErrorCodes.h>
#include <poppler/GlobalParams.h>
#include <poppler/Link.h>
#include <poppler/Outline.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>
#include <poppler/Stream.h>
#include <poppler/UTF.h>

#include <mutex>

struct cpoppler_document {
  std::unique_ptr<PDFDoc> file;
  Ink ink;
  std::vector<cpoppler_link> links;
  std::string page_texts;
  std::vector<cpoppler_entry> entries;
  std::string outline_texts;
  std::string title;
  std::string language;
  bool is_form = false;
  int attachments = 0;
};

namespace {

void append_utf8(std::string &text, const Unicode *letters, int count) {
  for (int index = 0; index < count; ++index) {
    Unicode letter = letters[index];
    if (letter < 0x80) {
      text += char(letter);
    } else if (letter < 0x800) {
      text += char(0xC0 | letter >> 6);
      text += char(0x80 | (letter & 0x3F));
    } else if (letter < 0x10000) {
      text += char(0xE0 | letter >> 12);
      text += char(0x80 | (letter >> 6 & 0x3F));
      text += char(0x80 | (letter & 0x3F));
    } else if (letter < 0x110000) {
      text += char(0xF0 | letter >> 18);
      text += char(0x80 | (letter >> 12 & 0x3F));
      text += char(0x80 | (letter >> 6 & 0x3F));
      text += char(0x80 | (letter & 0x3F));
    }
  }
}

std::string utf8(const std::string &pdf_text) {
  Unicode *letters = nullptr;
  int count = TextStringToUCS4(pdf_text, &letters);
  std::string text;
  append_utf8(text, letters, count);
  gfree(letters);
  return text;
}

void prepare() {
  static std::once_flag once;
  std::call_once(once, [] {
    // What is wrong in a file is no news: it is read as far as it can be.
    setErrorCallback([](ErrorCategory, Goffset, const char *) {});
    globalParams = std::make_unique<GlobalParams>();
  });
}

void describe(cpoppler_document &document) {
  PDFDoc &file = *document.file;
  if (auto title = file.getDocInfoTitle()) document.title = utf8(title->toStr());
  Object root = file.getXRef()->getCatalog();
  if (root.isDict()) {
    Object language = root.dictLookup("Lang");
    if (language.isString()) document.language = utf8(language.getString()->toStr());
    Object form = root.dictLookup("AcroForm");
    if (form.isDict()) document.is_form = !form.dictLookup("XFA").isNull();
  }
  document.attachments = file.getCatalog()->numEmbeddedFiles();
}

void read_links(cpoppler_document &document, Page &page, size_t most) {
  auto links = page.getLinks();
  if (!links) return;
  for (AnnotLink *link : links->getLinks()) {
    if (document.links.size() >= most) return;
    LinkAction *action = link->getAction();
    if (!action || !action->isOk() || action->getKind() != actionURI) continue;
    const std::string &target = static_cast<LinkURI *>(action)->getURI();
    if (target.size() > 4096) continue;
    double x0, y0, x1, y1;
    link->getRect(&x0, &y0, &x1, &y1);
    double left, top, right, bottom;
    document.ink.place(x0, y0, left, top);
    document.ink.place(x1, y1, right, bottom);
    cpoppler_link found = {};
    found.x0 = float(std::min(left, right));
    found.x1 = float(std::max(left, right));
    found.y0 = float(std::min(top, bottom));
    found.y1 = float(std::max(top, bottom));
    found.start = document.page_texts.size();
    found.length = target.size();
    document.page_texts += target;
    document.links.push_back(found);
  }
}

// What stands on the page as text; the signs of notes, and what opens when one clicks, do not.
bool is_shown(Annot *annot, void *) {
  switch (annot->getType()) {
  case Annot::typeWidget:
  case Annot::typeFreeText:
  case Annot::typeStamp: return true;
  default: return false;
  }
}

void read_outline(cpoppler_document &document, const std::vector<OutlineItem *> *items, uint32_t depth, size_t most) {
  if (!items || depth > 6) return;
  for (OutlineItem *item : *items) {
    if (document.entries.size() >= most) return;
    cpoppler_entry entry = {};
    entry.depth = depth;
    entry.start = document.outline_texts.size();
    append_utf8(document.outline_texts, item->getTitle(), std::min(item->getTitleLength(), 500));
    entry.length = document.outline_texts.size() - entry.start;
    document.entries.push_back(entry);
    item->open();
    read_outline(document, item->getKids(), depth + 1, most);
  }
}

/// At most `budget` objects are looked at.
bool has_pictures(Dict *resources, int depth, int &budget) {
  if (!resources) return false;
  Object objects = resources->lookup("XObject");
  if (!objects.isDict()) return false;
  for (int index = 0; index < std::min(objects.dictGetLength(), 100); ++index) {
    if (--budget < 0) return false;
    Object object = objects.dictGetVal(index);
    if (!object.isStream()) continue;
    Dict *about = object.streamGetDict();
    if (about->lookup("Subtype").isName("Image")) return true;
    Object inner = about->lookup("Resources");
    if (depth < 4 && inner.isDict() && has_pictures(inner.getDict(), depth + 1, budget)) return true;
  }
  return false;
}

/// What a stream can unpack to, as far as `most`: one filter makes at most a thousand times as much of what lies in the file.
size_t bound(Stream &stream, size_t most) {
  Object filter = stream.getDict()->lookup("Filter");
  if (filter.isArray() && filter.arrayGetLength() > 1) return most;
  for (const char *picture : {"JBIG2Decode", "JPXDecode", "DCTDecode", "CCITTFaxDecode"}) {
    if (filter.isName(picture) || (filter.isArray() && filter.arrayGetLength() == 1 && filter.arrayGet(0).isName(picture))) return most;
  }
  BaseStream *packed = stream.getBaseStream();
  Goffset length = packed ? packed->getLength() : -1;
  return length < 0 || size_t(length) > most / 1100 ? most : size_t(length) * 1100;
}

/// How much a stream unpacks to, as far as `most`.
size_t unpacked_size(Stream &stream, size_t most) {
  unsigned char buffer[4096];
  size_t size = 0;
  stream.reset();
  while (size < most) {
    int count = stream.doGetChars(sizeof buffer, buffer);
    if (count <= 0) break;
    size += size_t(count);
  }
  stream.close();
  return size;
}

/// Of all parts of a page's content together, as far as `most`.
size_t sum(const Object &contents, size_t most, size_t (*measure)(Stream &, size_t)) {
  if (contents.isStream()) return measure(*contents.getStream(), most);
  size_t size = 0;
  for (int index = 0; contents.isArray() && index < contents.arrayGetLength() && size < most; ++index) {
    Object part = contents.arrayGet(index);
    if (part.isStream()) size += measure(*part.getStream(), most - size);
  }
  return size;
}

/// Blanks without end are no letters, and poppler does not stop among them. Most pages are so small that they need not be unpacked.
bool is_bomb(Page &page, size_t most) {
  Object contents = page.getContents();
  return sum(contents, most, bound) >= most && sum(contents, most, unpacked_size) >= most;
}

} // namespace

cpoppler_document *cpoppler_open(const char *bytes, size_t length, cpoppler_outcome *outcome) {
  try {
    prepare();
    auto document = std::make_unique<cpoppler_document>();
    // The file takes its stream over.
    document->file = std::make_unique<PDFDoc>(new MemStream(bytes, 0, Goffset(length), Object(objNull)));
    PDFDoc &file = *document->file;
    if (!file.isOk() || file.getNumPages() < 1) {
      *outcome = file.getErrorCode() == errEncrypted ? CPOPPLER_LOCKED : CPOPPLER_DAMAGED;
      return nullptr;
    }
    describe(*document);
    *outcome = CPOPPLER_FINE;
    return document.release();
  } catch (const std::bad_alloc &) {
    *outcome = CPOPPLER_NO_MEMORY;
  } catch (...) {
    *outcome = CPOPPLER_DAMAGED;
  }
  return nullptr;
}

void cpoppler_close(cpoppler_document *document) { delete document; }

cpoppler_facts cpoppler_describe(const cpoppler_document *document) {
  cpoppler_facts facts = {};
  facts.pages = document->file->getNumPages();
  facts.is_form = document->is_form;
  facts.attachments = document->attachments;
  facts.title = document->title.data();
  facts.title_length = document->title.size();
  facts.language = document->language.data();
  facts.language_length = document->language.size();
  return facts;
}

cpoppler_outcome cpoppler_read(cpoppler_document *document, int number, cpoppler_limits limits, cpoppler_page *shown) {
  *shown = {};
  cpoppler_outcome outcome = CPOPPLER_FINE;
  try {
    Ink &ink = document->ink;
    ink.begin(limits);
    document->links.clear();
    document->page_texts.clear();
    Page *page = document->file->getPage(number);
    if (!page) return CPOPPLER_DAMAGED;
    if (is_bomb(*page, limits.most_bytes)) return CPOPPLER_TOO_MUCH;
    page->display(&ink, 72, 72, 0, false, true, false, Ink::is_over, &ink, is_shown, nullptr);
    if (ink.is_too_much) outcome = CPOPPLER_TOO_MUCH;
    read_links(*document, *page, limits.most_links);
    shown->width = float(ink.width);
    shown->height = float(ink.height);
    shown->glyphs = ink.glyphs.data();
    shown->glyph_count = ink.glyphs.size();
    shown->links = document->links.data();
    shown->link_count = document->links.size();
    shown->texts = document->page_texts.data();
    shown->fonts = ink.fonts.data();
    shown->font_count = ink.fonts.size();
    return outcome;
  } catch (const std::bad_alloc &) {
    return CPOPPLER_NO_MEMORY;
  } catch (...) {
    return CPOPPLER_DAMAGED;
  }
}

int cpoppler_has_pictures(cpoppler_document *document, int number) {
  try {
    Page *page = document->file->getPage(number);
    int budget = 2000;
    return page && has_pictures(page->getResourceDict(), 0, budget);
  } catch (...) {
    return 0;
  }
}

const cpoppler_entry *cpoppler_outline(cpoppler_document *document, size_t most, size_t *count, const char **texts) {
  try {
    document->entries.clear();
    document->outline_texts.clear();
    if (Outline *outline = document->file->getOutline()) read_outline(*document, outline->getItems(), 1, most);
  } catch (...) {
    document->entries.clear();
  }
  *count = document->entries.size();
  *texts = document->outline_texts.data();
  return document->entries.data();
}
