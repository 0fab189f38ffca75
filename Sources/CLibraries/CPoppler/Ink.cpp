#include "Ink.h"

#include <poppler/GfxFont.h>
#include <poppler/GfxState.h>
#include <poppler/Object.h>
#include <poppler/UTF.h>

#include <cmath>
#include <cstring>
#include <ctime>

namespace {

bool contains(const std::string &name, std::initializer_list<const char *> words) {
  for (const char *word : words) {
    if (strcasestr(name.c_str(), word)) return true;
  }
  return false;
}

cpoppler_font describe(const GfxFont &font) {
  cpoppler_font about = {};
  const std::string name = font.getName().value_or("");
  if (font.isBold() || font.getWeight() >= GfxFont::W600 || contains(name, {"bold", "black", "heavy", "semib", "demi"})) {
    about.style |= CPOPPLER_BOLD;
  }
  // The first name of Computer Modern's bold is no word.
  if (contains(name, {"cmbx", "sfbx"})) about.style |= CPOPPLER_BOLD;
  if (font.isItalic() || contains(name, {"italic", "oblique", "cmti", "cmsl"})) about.style |= CPOPPLER_ITALIC;
  if (font.isFixedWidth() || contains(name, {"mono", "courier", "consol", "cmtt"})) about.style |= CPOPPLER_FIXED_WIDTH;
  return about;
}

/// A Type 3 font has units of its own. How large it looks is guessed by a letter's width, as in poppler's own text device.
double type_3_scale(GfxFont &font) {
  auto &simple = static_cast<Gfx8BitFont &>(font);
  double em = 0, letter = 0, any = 0;
  for (int code = 0; code < 256; ++code) {
    const char *name = simple.getCharName(code);
    double width = simple.getWidth(code);
    if (!name || width <= 0) continue;
    bool is_one = name[0] && !name[1];
    if (is_one && name[0] == 'm') em = width;
    if (is_one && !letter && isalpha(static_cast<unsigned char>(name[0]))) letter = width;
    if (!any) any = width;
  }
  double scale = em ? em / 0.6 : letter ? letter / 0.5 : any ? any / 0.5 : 1;
  const double *matrix = font.getFontMatrix();
  return matrix[0] != 0 ? scale * fabs(matrix[3] / matrix[0]) : scale;
}

/// How long this thread has worked, in milliseconds: what else the machine does must not change what is read.
int64_t spent() {
  timespec time = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return int64_t(time.tv_sec) * 1000 + time.tv_nsec / 1000000;
}

} // namespace

void Ink::begin(cpoppler_limits limits) {
  this->limits = limits;
  deadline = spent() + limits.milliseconds;
  questions = 0;
  glyphs.clear();
  marks.clear();
  artifacts = 0;
  is_too_much = is_actual = false;
  is_font_new = true;
}

bool Ink::is_over(void *data) {
  Ink &ink = *static_cast<Ink *>(data);
  // The answer is cheap, asking for the time is not.
  if (++ink.questions % 64 == 0 && spent() > ink.deadline) ink.is_too_much = true;
  return ink.is_too_much;
}

void Ink::startPage(int, GfxState *state, XRef *) {
  width = state ? state->getPageWidth() : 0;
  height = state ? state->getPageHeight() : 0;
}

void Ink::place(double x, double y, double &left, double &top) {
  const double *matrix = getDefCTM();
  left = matrix[0] * x + matrix[2] * y + matrix[4];
  top = matrix[1] * x + matrix[3] * y + matrix[5];
}

void Ink::take_font(GfxState *state) {
  is_font_new = false;
  const auto &font = state->getFont();
  pen.size = float(state->getTransformedFontSize());
  is_vertical = font && font->getWMode();
  if (!font) return;
  if (font->getType() == fontType3) pen.size *= float(type_3_scale(*font));
  const Ref *id = font->getID();
  auto [place, is_new] = font_numbers.try_emplace({id->num, id->gen}, uint16_t(fonts.size()));
  if (is_new) {
    if (fonts.size() < UINT16_MAX) fonts.push_back(describe(*font));
    else place->second = 0;
  }
  pen.font = place->second;
  double a, b, c, d;
  state->getFontTransMat(&a, &b, &c, &d);
  // Upright letters have a baseline that runs to the right; the device's y points down.
  if (fabs(b) < 0.2 * fabs(a)) pen.turn = a >= 0 ? 0 : 2;
  else if (fabs(a) < 0.2 * fabs(b)) pen.turn = b > 0 ? 1 : 3;
  else pen.turn = 4;
}

void Ink::drawChar(
  GfxState *state, double x, double y, double dx, double dy, double, double, CharCode code, int,
  const Unicode *letters, int count) {
  if (glyphs.size() >= limits.most_glyphs) {
    is_too_much = true;
    return;
  }
  if (is_font_new) take_font(state);
  // What is put between letters and words is no part of a letter.
  double spacing = state->getCharSpace();
  if (code == 0x20) spacing += state->getWordSpace();
  double ux = 0, uy = 0;
  if (spacing != 0 && is_vertical) state->textTransformDelta(0, spacing, &ux, &uy);
  else if (spacing != 0) state->textTransformDelta(spacing * state->getHorizScaling(), 0, &ux, &uy);
  double px, py, w, h;
  state->transform(x, y, &px, &py);
  state->transformDelta(dx - ux, dy - uy, &w, &h);
  if (!(std::isfinite(px) && std::isfinite(py) && std::isfinite(w) && std::isfinite(h))) return;
  if (px + w < 0 || px > width || py + h < 0 || py > height) return;
  // Letters that are set below each other: their line runs where the pen goes, whichever way up they stand.
  if (is_vertical) pen.turn = fabs(h) > fabs(w) ? (h > 0 ? 1 : 3) : (w > 0 ? 0 : 2);
  if (count <= 0) return add(0xFFFD, px, py, w, h, CPOPPLER_UNKNOWN);
  for (int index = 0; index < count; ++index) {
    add(letters[index], px + w * index / count, py + h * index / count, w / count, h / count, 0);
  }
}

void Ink::add(uint32_t letter, double x, double y, double dx, double dy, uint8_t flags) {
  cpoppler_glyph glyph = pen;
  glyph.x = float(x);
  glyph.y = float(y);
  glyph.dx = float(dx);
  glyph.dy = float(dy);
  glyph.letter = letter;
  glyph.flags = flags;
  if (artifacts > 0) glyph.flags |= CPOPPLER_ARTIFACT;
  glyphs.push_back(glyph);
}

void Ink::beginActualText(GfxState *, const GooString *text) {
  Unicode *letters = nullptr;
  int count = TextStringToUCS4(text->toStr(), &letters);
  actual.assign(letters, letters + std::max(count, 0));
  gfree(letters);
  actual_start = glyphs.size();
  is_actual = true;
}

void Ink::endActualText(GfxState *) {
  if (!is_actual) return;
  is_actual = false;
  if (actual_start >= glyphs.size() || actual.size() > 10000) return;
  cpoppler_glyph first = glyphs[actual_start];
  const cpoppler_glyph &last = glyphs.back();
  double count = double(std::max<size_t>(actual.size(), 1));
  double dx = (last.x + last.dx - first.x) / count;
  double dy = (last.y + last.dy - first.y) / count;
  first.flags &= uint8_t(~CPOPPLER_UNKNOWN);
  glyphs.resize(actual_start);
  for (size_t index = 0; index < actual.size(); ++index) {
    cpoppler_glyph glyph = first;
    glyph.letter = actual[index];
    glyph.x = float(first.x + dx * double(index));
    glyph.y = float(first.y + dy * double(index));
    glyph.dx = float(dx);
    glyph.dy = float(dy);
    glyphs.push_back(glyph);
  }
}

void Ink::beginMarkedContent(const char *name, Dict *properties) {
  bool is_artifact = false;
  if (name && !strcmp(name, "Artifact") && properties) is_artifact = properties->lookup("Type").isName("Pagination");
  if (marks.size() > 1000) return;
  marks.push_back(is_artifact);
  artifacts += is_artifact;
}

void Ink::endMarkedContent(GfxState *) {
  if (marks.empty()) return;
  artifacts -= marks.back();
  marks.pop_back();
}
