import Dispatch
import Glibc
import Synchronization

/// What drawing, encoding and speaking need of the system; says what does not work, then "done".
func work() {
  let needs: [(String, () -> Bool)] = [
    ("threads", threads), ("tasks", tasks), ("mapping", mapping), ("random", random), ("scheduling", scheduling),
    ("files", files), ("handed descriptor", { handedDescriptor() }), ("fonts", fonts), ("libraries", libraries),
    ("its threads' state", threadsState),
    ("itself", { reads("/proc/self/status") && reads("/proc/self/maps") && reads("/proc/cpuinfo") }),
    ("devices", { reads("/dev/urandom") && writes("/dev/null") && reads("/dev/zero") }),
    ("machine", { sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 0 && reads("/sys/devices/system/cpu/online") }),
  ]
  for (name, works) in needs where !works() { say("cannot: \(name) (\(errno))") }
  say("done")
}

private func reads(_ path: String) -> Bool {
  let file = open(path, O_RDONLY)
  defer { close(file) }
  var byte: UInt8 = 0
  return file >= 0 && read(file, &byte, 1) == 1
}

private func writes(_ path: String) -> Bool {
  let file = open(path, O_WRONLY)
  defer { close(file) }
  return file >= 0 && write(file, "x", 1) == 1
}

private func threads() -> Bool {
  let made = (0..<16).compactMap { _ -> pthread_t? in
    var thread: pthread_t = 0
    return pthread_create(&thread, nil, { _ in nil }, nil) == 0 ? thread : nil
  }
  return made.count == 16 && made.allSatisfy { pthread_join($0, nil) == 0 }
}

/// As libdispatch looks after its workers: by the number of the thread alone.
private func threadsState() -> Bool {
  guard let folder = opendir("/proc/self/task") else { return false }
  defer { closedir(folder) }
  var numbers: [String] = []
  while let entry = readdir(folder) {
    numbers.append(
      withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      })
  }
  let threads = numbers.filter { $0 != "." && $0 != ".." && $0 != "\(getpid())" }
  return !threads.isEmpty && threads.allSatisfy { reads("/proc/\($0)/stat") }
}

private func tasks() -> Bool {
  let done = DispatchSemaphore(value: 0)
  Task {
    let sum = await withTaskGroup(of: Int.self) { group in
      for number in 0..<8 { group.addTask { number } }
      return await group.reduce(0, +)
    }
    if sum == 28 { done.signal() }
  }
  return done.wait(timeout: .now() + 10) == .success
}

private func mapping() -> Bool {
  let size = 64 << 20
  guard let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), memory != MAP_FAILED else {
    return false
  }
  return memset(memory, 1, size) == memory && madvise(memory, size, MADV_DONTNEED) == 0 && munmap(memory, size) == 0
}

private func random() -> Bool {
  var bytes = [UInt8](repeating: 0, count: 16)
  return getentropy(&bytes, bytes.count) == 0
}

private func scheduling() -> Bool {
  var priority = sched_param()
  var policy: Int32 = 0
  return sched_yield() == 0 && pthread_getschedparam(pthread_self(), &policy, &priority) == 0
}

private func files() -> Bool {
  let file = open("part", O_RDWR | O_CREAT | O_EXCL, 0o600)
  defer { close(file) }
  return file >= 0 && write(file, "picture", 7) == 7 && ftruncate(file, 4) == 0 && fsync(file) == 0 && mkdir("folder", 0o700) == 0
    && rename("part", "folder/whole") == 0 && reads("folder/whole")
    && link("folder/whole", "twin") == 0 && unlink("twin") == 0 && unlink("folder/whole") == 0 && rmdir("folder") == 0
}

private func handedDescriptor() -> Bool {
  var bytes = [UInt8](repeating: 0, count: 5)
  return pread(3, &bytes, 5, 0) == 5 && bytes == Array("input".utf8)
}

private func fonts() -> Bool {
  guard let folder = opendir("/usr/share/fonts") else { return false }
  closedir(folder)
  return reads("/etc/fonts/fonts.conf")
}

/// Libraries that are loaded late, with all that they load.
private func libraries() -> Bool {
  ["libcairo.so.2", "libpango-1.0.so.0", "libz.so.1"].contains { (name: String) in dlopen(name, RTLD_NOW) != nil }
}
