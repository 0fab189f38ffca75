/// What ordinary programs read of the system: libraries, fonts, tables. Nothing in it is a user's or a secret.
enum SystemPlaces {
  static func readable(for profile: Confinement.Profile) -> [String] {
    common + (profile == .network ? network : [])
  }

  /// Readable and writable; the usual ones.
  static let devices = ["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"]

  private static let common = [
    // Shared libraries, also those that are loaded late (picture loaders, converters of character sets).
    "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    // Fonts, their caches, and data of packages: types of files, character maps, time zones, languages.
    "/usr/share", "/usr/local/share", "/etc/fonts", "/var/cache/fontconfig", "/etc/localtime", "/etc/mime.types",
    // What a process may know of itself and of the machine's size.
    "/proc/self", "/sys/devices/system/cpu", "/sys/devices/system/node",
  ]

  /// Its files can be read by name, and it is not listed. libdispatch reads `/proc/<thread>/stat` of its threads, whose
  /// numbers nobody knows beforehand, and traps when it cannot. Other processes' insides (memory, environment, open files)
  /// stay shut: Landlock forbids what would need the right to trace them.
  static let processes = "/proc"

  private static let network = [
    // Names of hosts, and the certificates to trust.
    "/etc/resolv.conf", "/etc/hosts", "/etc/host.conf", "/etc/nsswitch.conf", "/etc/gai.conf", "/etc/services",
    "/etc/protocols", "/etc/ssl/certs", "/etc/ssl/openssl.cnf", "/etc/ca-certificates", "/etc/gnutls",
  ]
}
