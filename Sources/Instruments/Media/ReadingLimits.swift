/// What a movie reader opens, and no more: a decoder that nobody needs is only a way in.
package struct ReadingLimits: Sendable {
  /// libav's names of the file formats: those that people record into, or save recordings as. None of them can name another file, but for MOV's
  /// references, which are off by default.
  var formats = """
    mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,live_flv,asf,ogg,mxf,gif,dv,nut,rm,wtv,gxf,ivf,yuv4mpegpipe,\
    h264,hevc,m4v,mpegvideo,wav,w64,mp3,flac,aac,ac3,eac3,aiff,amr,caf
    """
  /// libav's names of the decoders: what cameras, recorders of screens and of television, and programs for cutting write. MagicYUV's is left out: it has
  /// had a hole.
  var decoders = """
    h264,hevc,vp8,vp9,libdav1d,av1,mpeg4,mjpeg,mjpegb,aac,aac_latm,mp3,mp3float,opus,vorbis,flac,alac,\
    pcm_alaw,pcm_bluray,pcm_dvd,pcm_f16le,pcm_f24le,pcm_f32be,pcm_f32le,pcm_f64be,pcm_f64le,pcm_lxf,pcm_mulaw,pcm_s16be,\
    pcm_s16be_planar,pcm_s16le,pcm_s16le_planar,pcm_s24be,pcm_s24le,pcm_s24le_planar,pcm_s32be,pcm_s32le,pcm_s32le_planar,\
    pcm_s64be,pcm_s64le,pcm_s8,pcm_s8_planar,pcm_u16be,pcm_u16le,pcm_u24be,pcm_u24le,pcm_u32be,pcm_u32le,pcm_u8,s302m,\
    ac3,eac3,dca,truehd,mlp,mp1,mp1float,mp2,mp2float,wmav1,wmav2,wmapro,wmalossless,wmavoice,amrnb,amrwb,\
    adpcm_ms,adpcm_ima_qt,adpcm_ima_wav,adpcm_swf,adpcm_yamaha,g722,g726,g726le,gsm,gsm_ms,libgsm,libgsm_ms,speex,libspeex,\
    nellymoser,wavpack,tta,qdm2,mace3,mace6,cook,real_144,real_288,sipr,ralf,atrac3,\
    mpeg1video,mpeg2video,msmpeg4,msmpeg4v1,msmpeg4v2,wmv1,wmv2,wmv3,vc1,vc1image,wmv3image,mss1,mss2,mts2,flv,flashsv,flashsv2,\
    vp3,vp6,vp6a,vp6f,h261,h263,h263i,h263p,theora,dirac,prores,dnxhd,cfhd,dvvideo,hap,aic,speedhq,jpeg2000,libopenjpeg,\
    ffv1,huffyuv,ffvhuff,utvideo,lagarith,rawvideo,v210,v308,v408,v410,r210,r10k,yuv4,y41p,png,gif,bmp,targa,qtrle,rpza,smc,8bps,\
    svq1,svq3,cinepak,indeo3,indeo4,indeo5,rv10,rv20,rv30,rv40,msrle,msvideo1,zmbv,tscc,tscc2,camstudio,fraps,aasc,vmnc,\
    fic,rscc,screenpresso,g2m
    """
  /// A picture of 8K has 33 million.
  package var pixels = 36_000_000
  package var streams = 128
  package var threads = 1
  /// What is decoded; the rest is passed over.
  package var tracks: Set<MediaError.Track> = [.picture, .sound]
  /// Whether what is damaged is passed over, and clocks that leap are followed, as players do. Else a movie is what it says it is, or it is refused.
  package var isForgiving = false

  package init() {}

  /// For what people recorded: all of it that can be seen and heard.
  package static var recording: ReadingLimits {
    var limits = ReadingLimits()
    limits.isForgiving = true
    return limits
  }

  func allows(decoder name: String) -> Bool { decoders.split(separator: ",").contains { $0 == name } }
}
