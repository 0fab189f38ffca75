#include "CCld2.h"

// The library's header takes this one for granted.
#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <climits>
#include <cstring>

ccld2_answer ccld2_detect(const char *text, size_t length) {
  ccld2_answer answer = {{'u', 'n', 0}, 0, 0};
  if (length == 0 || length > INT_MAX) return answer;
  const CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  int bytes = 0;
  bool is_reliable = false;
  int valid = 0;
  const CLD2::Language language = CLD2::ExtDetectLanguageSummaryCheckUTF8(
    text, static_cast<int>(length), true, &hints, CLD2::kCLDFlagBestEffort, languages, percents, scores, nullptr, &bytes, &is_reliable, &valid);
  std::strncpy(answer.code, CLD2::LanguageCode(language), sizeof answer.code - 1);
  answer.percent = percents[0];
  answer.is_reliable = is_reliable && valid == static_cast<int>(length) ? 1 : 0;
  return answer;
}
