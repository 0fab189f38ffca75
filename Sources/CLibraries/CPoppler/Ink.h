#ifndef CPOPPLER_INK_H
#define CPOPPLER_INK_H

#include "CPoppler.h"

#include <poppler/OutputDev.h>

#include <map>
#include <vector>

/// What is on one page: it is told by poppler what to draw, and only writes down letters.
class Ink : public OutputDev {
public:
  std::vector<cpoppler_glyph> glyphs;
  std::vector<cpoppler_font> fonts;
  double width = 0;
  double height = 0;
  bool is_too_much = false;

  /// Forgets the page before.
  void begin(cpoppler_limits limits);
  /// Asked by poppler between its steps.
  static bool is_over(void *ink);
  /// From the page's own coordinates to those of the glyphs.
  void place(double x, double y, double &left, double &top);

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool needNonText() override { return false; }
  bool useTilingPatternFill() override { return true; }
  bool useShadedFills(int) override { return true; }

  void startPage(int number, GfxState *state, XRef *xref) override;
  void restoreState(GfxState *) override { is_font_new = true; }
  void updateFont(GfxState *) override { is_font_new = true; }
  void updateTextMat(GfxState *) override { is_font_new = true; }
  void updateHorizScaling(GfxState *) override { is_font_new = true; }
  void updateCTM(GfxState *, double, double, double, double, double, double) override { is_font_new = true; }
  void drawChar(
    GfxState *state, double x, double y, double dx, double dy, double originX, double originY, CharCode code, int bytes,
    const Unicode *letters, int count) override;
  void beginActualText(GfxState *state, const GooString *text) override;
  void endActualText(GfxState *state) override;
  void beginMarkedContent(const char *name, Dict *properties) override;
  void endMarkedContent(GfxState *state) override;

  // Nothing of these is text.
  bool tilingPatternFill(
    GfxState *, Gfx *, Catalog *, GfxTilingPattern *, const double *, int, int, int, int, double, double) override {
    return true;
  }
  bool functionShadedFill(GfxState *, GfxFunctionShading *) override { return true; }
  bool axialShadedFill(GfxState *, GfxAxialShading *, double, double) override { return true; }
  bool radialShadedFill(GfxState *, GfxRadialShading *, double, double) override { return true; }
  bool gouraudTriangleShadedFill(GfxState *, GfxGouraudTriangleShading *) override { return true; }
  bool patchMeshShadedFill(GfxState *, GfxPatchMeshShading *) override { return true; }

private:
  cpoppler_limits limits = {};
  /// In milliseconds of work; and how often poppler has asked whether it is over.
  int64_t deadline = 0;
  uint32_t questions = 0;
  /// By the number of the font's object in the file.
  std::map<std::pair<int, int>, uint16_t> font_numbers;
  bool is_font_new = true;
  bool is_vertical = false;
  cpoppler_glyph pen = {};
  /// For each open mark, whether it is around what is no text of the document.
  std::vector<bool> marks;
  int artifacts = 0;
  /// What a mark says its letters stand for, and the first of them.
  std::vector<uint32_t> actual;
  size_t actual_start = 0;
  bool is_actual = false;

  void take_font(GfxState *state);
  void add(uint32_t letter, double x, double y, double dx, double dy, uint8_t flags);
};

#endif
