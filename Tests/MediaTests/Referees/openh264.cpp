// Decodes an Annex B file with OpenH264, one picture at a time, and prints a sum over all samples of each; then the decoder's complaints.
#include <wels/codec_api.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

int main(int count, char **names) {
  FILE *file = count == 2 ? fopen(names[1], "rb") : nullptr;
  if (!file) return 2;
  std::vector<unsigned char> bytes;
  unsigned char buffer[65536];
  for (size_t got; (got = fread(buffer, 1, sizeof buffer, file)) > 0;) bytes.insert(bytes.end(), buffer, buffer + got);
  fclose(file);

  ISVCDecoder *decoder = nullptr;
  if (WelsCreateDecoder(&decoder)) return 3;
  SDecodingParam settings;
  memset(&settings, 0, sizeof settings);
  settings.sVideoProperty.eVideoBsType = VIDEO_BITSTREAM_AVC;
  settings.eEcActiveIdc = ERROR_CON_DISABLE;
  if (decoder->Initialize(&settings)) return 4;

  long complaints = 0;
  auto decode = [&](const unsigned char *from, size_t size) {
    unsigned char *planes[3] = {nullptr, nullptr, nullptr};
    SBufferInfo info;
    memset(&info, 0, sizeof info);
    if (from ? decoder->DecodeFrameNoDelay(from, int(size), planes, &info) : decoder->FlushFrame(planes, &info)) complaints++;
    if (info.iBufferStatus != 1) return;
    uint64_t sum = 14695981039346656037u;
    const auto &shape = info.UsrData.sSystemBuffer;
    for (int plane = 0; plane < 3; plane++) {
      int half = plane ? 2 : 1;
      for (int y = 0; y < shape.iHeight / half; y++)
        for (int x = 0; x < shape.iWidth / half; x++)
          sum = (sum ^ planes[plane][y * shape.iStride[plane ? 1 : 0] + x]) * 1099511628211u;
    }
    printf("%016llx\n", (unsigned long long)sum);
  };
  auto next = [&](size_t place) {
    while (place + 3 < bytes.size() && !(bytes[place] == 0 && bytes[place + 1] == 0 && bytes[place + 2] == 1)) place++;
    return place + 3 < bytes.size() ? place : bytes.size();
  };
  // Each picture is one slice; what stands before it goes with it.
  size_t unit = next(0), from = unit;
  while (unit < bytes.size()) {
    size_t end = next(unit + 3);
    int kind = bytes[unit + 3] & 31;
    if (kind == 1 || kind == 5) {
      decode(bytes.data() + from, end - from);
      from = end;
    }
    unit = end;
  }
  int left = 0;
  decoder->GetOption(DECODER_OPTION_NUM_OF_FRAMES_REMAINING_IN_BUFFER, &left);
  while (left-- > 0) decode(nullptr, 0);
  decoder->Uninitialize();
  WelsDestroyDecoder(decoder);
  printf("complaints %ld\n", complaints);
}
