import CLibav
import Glibc

/// Brings pictures of high dynamic range to what a film can show: white paper is white, what shines is a little less than that brighter,
/// and colours that no screen of a film has come as near as they can.
struct ToneMap {
  /// Light for each coded value, 1 being white paper.
  private let light: [Float]
  /// The coded value for light from 0 to 1.
  private let coded: [UInt8]

  private static let steps = 4096
  /// What white paper is in the light of a bright screen, in candela a square metre.
  private static let paper = 203.0
  /// Brighter than this is nothing but white.
  private static let brightest = 1000.0

  static func isNeeded(for transfer: AVColorTransferCharacteristic) -> Bool {
    transfer == AVCOL_TRC_SMPTE2084 || transfer == AVCOL_TRC_ARIB_STD_B67
  }

  /// By the number of the transfer; nil where nothing is to be done.
  init?(transfer: AVColorTransferCharacteristic) {
    let light: (Double) -> Double
    switch transfer {
    case AVCOL_TRC_SMPTE2084: light = Self.quantizer
    case AVCOL_TRC_ARIB_STD_B67: light = Self.hybridLog
    default: return nil
    }
    self.light = (0..<256).map { Float(light(Double($0) / 255) / Self.paper) }
    coded = (0...Self.steps).map { UInt8((pow(Double($0) / Double(Self.steps), 1 / 2.4) * 255).rounded()) }
  }

  /// SMPTE ST 2084.
  private static func quantizer(_ value: Double) -> Double {
    let root = pow(value, 1 / 78.84375)
    return 10_000 * pow(max(0, root - 0.8359375) / (18.8515625 - 18.6875 * root), 1 / 0.1593017578125)
  }

  /// ARIB STD-B67 on a screen of 1000 candela.
  private static func hybridLog(_ value: Double) -> Double {
    let scene = value <= 0.5 ? value * value / 3 : (exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12
    return brightest * pow(scene, 1.2)
  }

  /// Changes BGRA pixels with the primaries of BT.2020 into such of BT.709.
  func apply(to pixels: inout [UInt8]) {
    for place in stride(from: 0, to: pixels.count - 3, by: 4) {
      let (b, g, r) = (light[Int(pixels[place])], light[Int(pixels[place + 1])], light[Int(pixels[place + 2])])
      pixels[place] = shown(-0.018151 * r - 0.100579 * g + 1.118730 * b)
      pixels[place + 1] = shown(-0.124550 * r + 1.132900 * g - 0.008349 * b)
      pixels[place + 2] = shown(1.660491 * r - 0.587641 * g - 0.072850 * b)
    }
  }

  /// Up to three quarters light stays as it is; beyond that it is pressed together.
  private func shown(_ light: Float) -> UInt8 {
    let (knee, top) = (Float(0.75), Float(Self.brightest / Self.paper))
    let part: Float
    if light <= knee {
      part = max(0, light)
    } else {
      let (over, most) = ((light - knee) / (1 - knee), (top - knee) / (1 - knee))
      part = min(1, knee + (1 - knee) * over / (1 + over) * (1 + 1 / most))
    }
    return coded[Int(part * Float(Self.steps))]
  }
}
