// swift-tools-version: 6.2
import PackageDescription

/// What every target is built with.
let house: [SwiftSetting] = [
  // SE-0335: existential types say `any`.
  .enableUpcomingFeature("ExistentialAny"),
  // SE-0444: a member is only seen where its module is imported.
  .enableUpcomingFeature("MemberImportVisibility"),
  // SE-0409: an import stays inside its module, so that no C type leaks out of an instrument.
  .enableUpcomingFeature("InternalImportsByDefault"),
  // SE-0461: an async function runs where its caller runs.
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

/// SE-0458: where C is called, each unsafe line says so.
let instrument = house + [.strictMemorySafety()]

/// What works on pixels, samples and texts is as quick in a development build as it is in the end; tests make hundreds of films.
let quick: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

func room(
  _ layer: String, _ name: String, _ needs: [String], c libraries: [String] = [], embed texts: [String] = []
) -> Target {
  .target(
    name: name,
    dependencies: (needs + libraries).map { .byName(name: $0) },
    path: "Sources/\(layer)/\(name)",
    resources: texts.isEmpty ? nil : texts.map { .embedInCode($0) },
    swiftSettings: (libraries.isEmpty ? house : instrument) + (layer == "Instruments" || layer == "Crafts" ? quick : []))
}

func program(_ name: String, _ needs: [String]) -> Target {
  .executableTarget(
    name: name, dependencies: needs.map { .byName(name: $0) }, path: "Sources/Programs/\(name)", swiftSettings: house)
}

func cLibrary(_ name: String, pkgConfig: String?, packages: [String]) -> Target {
  .systemLibrary(name: name, path: "Sources/CLibraries/\(name)", pkgConfig: pkgConfig, providers: [.apt(packages)])
}

func shim(_ name: String, headers: [String] = [], link: [String] = []) -> Target {
  .target(
    name: name, path: "Sources/CLibraries/\(name)", publicHeadersPath: "include",
    cxxSettings: headers.map { .unsafeFlags(["-I", $0]) }, linkerSettings: link.map { .linkedLibrary($0) })
}

func tests(_ name: String, _ needs: [String], fixtures: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: needs.map { .byName(name: $0) }, path: "Tests/\(name)Tests", exclude: fixtures,
    swiftSettings: house)
}

// The layers from the bottom up; scripts/layers.tsv holds the same table for `make lint`.
let package = Package(
  name: "dropreel",
  products: [
    .executable(name: "dropreel", targets: ["dropreel"]),
    .executable(name: "dropreel-worker", targets: ["dropreel-worker"]),
    .executable(name: "dropreel-bench", targets: ["dropreel-bench"]),
  ],
  targets: [
    // C libraries: module maps and shims, nothing else.
    shim("CToml"),
    shim("CFileCalls"),
    shim("CConfinement", link: ["seccomp"]),
    shim("CCld2", link: ["cld2"]),
    // Its headers include each other from their own folder.
    shim("CPoppler", headers: ["/usr/include/poppler"], link: ["poppler"]),
    cLibrary("CNettle", pkgConfig: "nettle", packages: ["nettle-dev"]),
    cLibrary("CSystemd", pkgConfig: "libsystemd", packages: ["libsystemd-dev"]),
    cLibrary("CSQLite", pkgConfig: "sqlite3", packages: ["libsqlite3-dev"]),
    cLibrary("CInotifyTools", pkgConfig: nil, packages: ["libinotifytools0-dev"]),
    cLibrary("CCmark", pkgConfig: "libcmark-gfm", packages: ["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]),
    cLibrary("CArchive", pkgConfig: "libarchive", packages: ["libarchive-dev"]),
    cLibrary("CLibxml", pkgConfig: "libxml-2.0", packages: ["libxml2-dev"]),
    cLibrary("CCharsets", pkgConfig: "uchardet", packages: ["libuchardet-dev"]),
    cLibrary(
      "CLibav", pkgConfig: "libavformat",
      packages: ["libavformat-dev", "libavcodec-dev", "libswscale-dev", "libswresample-dev"]),
    cLibrary("CX264", pkgConfig: "x264", packages: ["libx264-dev"]),
    cLibrary("CPango", pkgConfig: "pangocairo", packages: ["libpango1.0-dev", "libcairo2-dev"]),
    cLibrary("CRsvg", pkgConfig: "librsvg-2.0", packages: ["librsvg2-dev"]),
    cLibrary("CRlottie", pkgConfig: "rlottie", packages: ["librlottie-dev"]),
    cLibrary("CWebp", pkgConfig: "libwebp", packages: ["libwebp-dev"]),
    cLibrary("CTurbojpeg", pkgConfig: "libturbojpeg", packages: ["libturbojpeg0-dev"]),
    cLibrary("CFlite", pkgConfig: nil, packages: ["flite1-dev"]),
    cLibrary(
      "CPocketsphinx", pkgConfig: "pocketsphinx", packages: ["libpocketsphinx-dev", "libsphinxbase-dev", "pocketsphinx-en-us"]),
    cLibrary("CSoxr", pkgConfig: "soxr", packages: ["libsoxr-dev"]),
    cLibrary("CStemmer", pkgConfig: nil, packages: ["libstemmer-dev"]),
    cLibrary("CCurl", pkgConfig: "libcurl", packages: ["libcurl4-openssl-dev"]),
    cLibrary("CEbur128", pkgConfig: "libebur128", packages: ["libebur128-dev"]),

    room("Vocabulary", "Production", []),
    room("Vocabulary", "Settings", ["Production"], c: ["CToml"]),

    room("Instruments", "Digests", ["Production"], c: ["CNettle"]),
    room("Instruments", "Files", ["Production", "Digests"], c: ["CFileCalls"]),
    room("Instruments", "Journal", [], c: ["CSystemd"]),
    room("Instruments", "Store", [], c: ["CSQLite"]),
    room("Instruments", "Watch", [], c: ["CInotifyTools"]),
    room("Instruments", "Sandbox", ["Files"], c: ["CConfinement"]),
    room("Instruments", "Pages", []),
    room(
      "Instruments", "Documents", ["Production", "Files"], c: ["CCmark", "CArchive", "CLibxml", "CCharsets", "CPoppler"]),
    room("Instruments", "Language", [], c: ["CCld2", "CStemmer"]),
    room("Instruments", "Media", ["Production"], c: ["CLibav", "CX264"]),
    room("Instruments", "Drawing", ["Production", "Pages"], c: ["CPango", "CRsvg", "CRlottie", "CWebp", "CTurbojpeg"]),
    room("Instruments", "Speech", ["Production"], c: ["CFlite", "CSoxr", "CEbur128", "CPocketsphinx"]),
    room("Instruments", "Courier", ["Files"], c: ["CCurl"]),

    room("Crafts", "Scripts", ["Production"]),
    room("Crafts", "Leads", ["Production", "Scripts"]),
    room("Crafts", "Views", ["Production", "Digests", "Pages"]),
    room(
      "Crafts", "Writers", ["Production", "Digests", "Pages", "Documents", "Language", "Courier", "Scripts"],
      embed: ["Prompts", "Models/prices.tsv"]),
    room("Crafts", "Voices", ["Production", "Digests", "Speech", "Scripts"]),
    room(
      "Crafts", "ElevenLabs", ["Production", "Pages", "Courier", "Speech"], embed: ["prices.tsv"]),
    room("Crafts", "Scenes", ["Production", "Digests", "Drawing", "Scripts", "Voices"]),
    room("Crafts", "Films", ["Production", "Digests", "Drawing", "Media", "Scripts", "Voices", "Scenes"]),
    room("Crafts", "Transforms", ["Production", "Drawing", "Media", "Speech", "Voices", "Films"]),
    room("Crafts", "Hosting", ["Production", "Digests", "Pages"], embed: ["Page"]),
    room("Crafts", "Hosts", ["Production", "Digests", "Files", "Pages", "Documents", "Courier"]),

    room("Stations", "Ledger", ["Production", "Digests", "Files", "Store"]),
    room("Stations", "Intake", ["Production", "Digests", "Files", "Watch"]),
    room("Stations", "Review", ["Production", "Files", "Scripts"]),
    room("Stations", "Outbox", ["Production", "Digests", "Files", "Pages"]),

    room(
      "Programs", "Line",
      [
        "Production", "Settings", "Digests", "Files", "Journal", "Watch", "Sandbox", "Pages", "Scripts", "Hosting", "Ledger",
        "Intake", "Review", "Outbox",
      ]),
    room(
      "Programs", "Stages",
      [
        "Production", "Settings", "Digests", "Files", "Sandbox", "Documents", "Media", "Drawing", "Speech", "Courier", "Pages",
        "Language", "Scripts", "Leads", "Views", "Writers", "Voices", "ElevenLabs", "Scenes", "Films", "Transforms", "Hosting",
        "Hosts",
      ]),
    room(
      "Programs", "Commands",
      ["Production", "Settings", "Files", "Journal", "Sandbox", "Pages", "Scripts", "Outbox", "Line"]),
    program("dropreel", ["Commands"]),
    program("dropreel-worker", ["Stages"]),
    program(
      "dropreel-bench",
      [
        "Production", "Digests", "Files", "Watch", "Sandbox", "Documents", "Media", "Drawing", "Speech", "Scripts", "Writers",
        "Views", "Voices", "Films", "Transforms", "Courier", "Hosts", "Store", "Ledger", "Line", "StandIns",
      ]),

    tests("Production", ["Production"]),
    tests("Settings", ["Settings", "Production"]),
    tests("Files", ["Files", "Digests", "Production"]),
    tests("Watch", ["Watch"]),
    tests("Store", ["Store"]),
    tests("Journal", ["Journal", "Sandbox", "misbehaving-worker"]),
    tests("Sandbox", ["Sandbox", "Files", "StandIns", "misbehaving-worker"]),
    .executableTarget(
      name: "misbehaving-worker", dependencies: ["Journal", "Sandbox", "Courier"], path: "Tests/MisbehavingWorker",
      swiftSettings: house),
    .target(name: "OldLedgers", dependencies: ["Store", "Ledger"], path: "Tests/OldLedgers", swiftSettings: house),
    .target(name: "Zips", path: "Tests/Zips", swiftSettings: house),
    // Servers on loopback that stand in for providers: as strict as theirs, and misbehaving when they are told to.
    .target(name: "StandIns", dependencies: ["Pages"], path: "Tests/StandIns", swiftSettings: house),
    tests("Documents", ["Documents", "Files", "Production", "Zips"], fixtures: ["Fixtures"]),
    tests("Language", ["Language"]),
    tests("Media", ["Media", "Production"], fixtures: ["Referees"]),
    tests("Drawing", ["Drawing", "Production"]),
    tests("Courier", ["Courier", "Files", "StandIns"]),
    tests("Scripts", ["Scripts", "Production"]),
    tests("Leads", ["Leads", "Scripts", "Production"]),
    tests("Views", ["Views", "Production"]),
    tests("Writers", ["Writers", "Courier", "Documents", "Scripts", "Pages", "Production", "StandIns"], fixtures: ["Fixtures"]),
    tests("Voices", ["Voices", "Speech", "Scripts", "Media", "Drawing", "Production"], fixtures: ["Fixtures"]),
    tests("ElevenLabs", ["ElevenLabs", "Courier", "Speech", "Pages", "Production", "StandIns"]),
    tests("Scenes", ["Scenes", "Voices", "Scripts", "Drawing", "Production"]),
    tests("Films", ["Films", "Digests", "Scenes", "Voices", "Scripts", "Speech", "Media", "Drawing", "Production"]),
    tests("Transforms", ["Transforms", "Speech", "Media", "Production"]),
    tests("Hosting", ["Hosting", "Pages", "Production"], fixtures: ["Referees"]),
    tests("Hosts", ["Hosts", "Courier", "Files", "Pages", "Digests", "Production", "StandIns"], fixtures: ["requirements.txt"]),
    tests("Ledger", ["Ledger", "Store", "Files", "Digests", "Production", "OldLedgers"]),
    tests("Intake", ["Intake", "Files", "Digests", "Production"]),
    tests("Review", ["Review", "Scripts", "Files", "Digests", "Production"]),
    tests("Outbox", ["Outbox", "Pages", "Files", "Digests", "Production"]),
    tests(
      "Stages",
      [
        "Stages", "Films", "Scenes", "Hosting", "Drawing", "Voices", "Speech", "Scripts", "Leads", "Documents", "Files",
        "Digests",
        "Production", "Zips",
      ]),
    tests(
      "Line",
      ["Line", "Ledger", "Outbox", "Settings", "Media", "Files", "Pages", "Digests", "Production", "Rig", "StandIns", "Zips"],
      fixtures: ["Traces"]),
    tests("Commands", ["Commands", "Line", "Settings", "Files", "Production", "Rig"]),
    tests("Samba", ["Line", "Files", "Rig"], fixtures: ["people.py", "requirements.txt"]),
    // What the tests of the whole service share, and a worker that does what a document tells it to.
    .target(
      name: "Rig", dependencies: ["Line", "Files", "Production", "dropreel", "dropreel-worker", "trial-worker"],
      path: "Tests/Rig",
      swiftSettings: house),
    .executableTarget(
      name: "trial-worker", dependencies: ["Files", "Production", "Sandbox"], path: "Tests/TrialWorker", swiftSettings: house),
    .target(
      name: "Faults", dependencies: ["Production", "Digests", "Store", "Ledger", "OldLedgers"], path: "Tests/Faults",
      swiftSettings: house),
    .executableTarget(name: "fault-runner", dependencies: ["Faults"], path: "Tests/FaultRunner", swiftSettings: house),
    tests("Fault", ["Faults", "dropreel", "dropreel-worker"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
