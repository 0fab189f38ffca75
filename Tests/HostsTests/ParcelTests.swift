import Production
import Testing

@Suite struct ParcelTests {
  @Test func itsSizeIsThatOfAllItsFiles() throws {
    let job = JobName(fromDrop: "rain") { _ in false }
    let digest = Digest(sha256: [UInt8](repeating: 7, count: Digest.byteCount))
    let files = [3, 4].map { HostParcel.File(name: "part \($0)", digest: digest, size: $0) }
    #expect(HostParcel(job: job, details: PublishDetails(title: "Rain"), address: "rain", files: files).size == 7)
  }
}
