extension Obstacle {
  /// What follows the name of the drop in STATUS.html.
  package var words: String {
    switch self {
    case .growing(let megabytes):
      megabytes < 1 ? "is being copied" : "is being copied, or still recorded: \(megabytes) MB so far"
    case .beingWritten(let percent?): "is being copied: \(percent) % of it is there"
    case .beingWritten(nil): "is being copied, or is still open in a program; it is taken when it is closed there"
    case .openIn(let program, let person?): "is open in \(program) by \(person); it is taken when it is closed there"
    case .openIn(let program, nil): "is open in \(program); it is taken when it is closed there"
    case .empty: "is empty; it is taken as soon as there is something in it"
    case .emptyFolder: "is an empty folder"
    case .unfinished: "is not complete yet: its end is missing"
    case .cutOff(let percent?): "was cut off at \(percent) %; please copy it again"
    case .cutOff(nil): "is not complete: its end is missing; please copy it again"
    case .unreadable: "cannot be read; please check its permissions"
    case .cannotBeTaken:
      "cannot be taken: the service may not move it; please let its group write to it, and to the folder it is in"
    case .notAFile: "is a pipe or a device, and not a file; please copy the file itself"
    case .link: "is a link, and links are not followed; please copy the file itself in its place"
    case .tooLarge(let megabytes): "is larger than the \(megabytes) MB that are allowed"
    case .tooManyFiles(let limit): "holds more than the \(limit) files that are allowed; please drop it in parts"
    case .tooDeep(let limit): "has folders within folders, more than \(limit) deep; please make it flatter"
    case .changing: "is changing all the time; it is taken as soon as it rests"
    case .nameClash(let other):
      "has the same name as \"\(other)\", but for letters that look alike; it is taken after that one, or rename it"
    case .belongsTo(let main): "belongs to \"\(main)\" and is taken with it"
    case .waitsForMainFile:
      "waits two minutes for the file that it may belong to; in a folder with all that belongs to it, it is taken at once"
    case .inside(let name, let obstacle): "waits for \"\(name)\" in it, which \(obstacle.words)"
    }
  }

  /// The same in the few words of a file's name.
  package var shortWords: String {
    switch self {
    case .growing, .beingWritten: "still being copied, please wait"
    case .openIn(let program, let person?): "open in \(program) by \(person), please close it"
    case .openIn(let program, nil): "open in \(program), please close it"
    case .empty: "is empty"
    case .emptyFolder: "empty folder"
    case .unfinished: "not complete yet, please wait"
    case .cutOff(let percent?): "copy cut off at \(percent) percent, please copy it again"
    case .cutOff(nil): "not complete, please copy it again"
    case .unreadable: "cannot be read, please check its permissions"
    case .cannotBeTaken: "may not be moved, please check its permissions"
    case .notAFile: "not a file, please copy the file itself"
    case .link: "a link, please copy the file itself"
    case .tooLarge(let megabytes): "larger than \(megabytes) MB"
    case .tooManyFiles(let limit): "more than \(limit) files, please drop it in parts"
    case .tooDeep: "too many folders within folders"
    case .changing: "changing all the time"
    case .nameClash(let other): "name clashes with \(other)"
    case .belongsTo(let main): "belongs to \(main)"
    case .waitsForMainFile: "waits for its main file"
    case .inside(let name, let obstacle): "\(name) in it - \(obstacle.shortWords)"
    }
  }
}
