/// What a movie reader opens, and no more: a decoder that nobody needs is only a way in.
package struct ReadingLimits: Sendable {
  /// libav's names of the file formats. None of them can name another file, but for MOV's references, which are off by default.
  var formats = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,asf,wav,mp3,ogg,flac"
  /// libav's names of the decoders.
  var decoders = """
    h264,hevc,vp8,vp9,libdav1d,av1,mpeg4,mjpeg,aac,mp3,mp3float,opus,vorbis,flac,alac,\
    pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_f32le,pcm_u8,pcm_mulaw,pcm_alaw,\
    mpeg1video,mpeg2video,msmpeg4,msmpeg4v2,wmv1,wmv2,wmv3,vc1,flv,h263,theora,prores,dnxhd,dvvideo,\
    ffv1,huffyuv,ffvhuff,rawvideo,png,qtrle,ac3,eac3,mp2,mp2float,wmav1,wmav2,amrnb,adpcm_ms,adpcm_ima_qt
    """
  /// A picture of 8K has 33 million.
  package var pixels = 36_000_000
  package var streams = 16
  package var threads = 1
  /// What is decoded; the rest is passed over.
  package var tracks: Set<MediaError.Track> = [.picture, .sound]

  package init() {}
}
