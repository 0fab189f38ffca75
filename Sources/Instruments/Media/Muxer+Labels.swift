import CLibav
import Production

extension Muxer {
  /// Writes them into the head of the movie, before `begin`; `length` is where the last chapter ends.
  func label(_ labels: MovieLabels, length: Timecode) throws(MediaError) {
    // libav would write its own edition there: the same input gives the same bytes on every machine.
    for (key, value) in [("title", labels.title), ("comment", labels.comment), ("encoding_tool", "Dropreel")] {
      let value = value.onOneLine
      if !value.isEmpty { try check(unsafe av_dict_set(&context.pointee.metadata, key, value, 0), "av_dict_set") }
    }
    let ends = labels.chapters.dropFirst().map(\.start) + [length]
    for (chapter, end) in zip(labels.chapters, ends) { try add(chapter, until: end) }
    if let cover = labels.cover { try add(cover) }
  }

  /// libav frees chapters with their context. The corresponding C function is `av_dynarray_add_nofree`.
  func add(_ chapter: Chapter, until end: Timecode) throws(MediaError) {
    guard let raw = unsafe av_mallocz(MemoryLayout<AVChapter>.size)?.assumingMemoryBound(to: AVChapter.self) else {
      throw MediaError(Libav.cause("av_mallocz", clibav_no_memory), file: file)
    }
    unsafe raw.pointee.id = Int64(context.pointee.nb_chapters)
    unsafe raw.pointee.time_base = AVRational(num: 1, den: 1000)
    unsafe raw.pointee.start = chapter.start.microseconds / 1000
    unsafe raw.pointee.end = max(end, chapter.start).microseconds / 1000
    unsafe av_dict_set(&raw.pointee.metadata, "title", chapter.title.onOneLine, 0)
    var count = Int32(clamping: unsafe context.pointee.nb_chapters)
    let code = unsafe av_dynarray_add_nofree(&context.pointee.chapters, &count, raw)
    guard code >= 0 else {
      unsafe av_dict_free(&raw.pointee.metadata)
      unsafe av_free(raw)
      throw MediaError(Libav.cause("av_dynarray_add_nofree", code), file: file)
    }
    unsafe context.pointee.nb_chapters = UInt32(count)
  }

  /// A track for libav, which makes a field of the index of it. The corresponding C function is `avformat_new_stream`.
  private func add(_ cover: MovieLabels.Cover) throws(MediaError) {
    guard let stream = unsafe avformat_new_stream(context, nil), let target = unsafe stream.pointee.codecpar else {
      throw MediaError(Libav.cause("avformat_new_stream", clibav_no_memory), file: file, track: .picture)
    }
    unsafe stream.pointee.disposition = AV_DISPOSITION_ATTACHED_PIC
    unsafe stream.pointee.time_base = AVRational(num: 1, den: 1000)
    unsafe target.pointee.codec_type = AVMEDIA_TYPE_VIDEO
    unsafe target.pointee.codec_id = AV_CODEC_ID_MJPEG
    unsafe target.pointee.width = Int32(clamping: cover.size.width)
    unsafe target.pointee.height = Int32(clamping: cover.size.height)
  }
}
