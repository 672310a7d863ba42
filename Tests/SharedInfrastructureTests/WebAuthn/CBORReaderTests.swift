import Support
import Testing
@testable import SharedInfrastructure

struct CBORReaderTests {
    /// Of RFC 8949, appendix A.
    @Test(
        arguments: [
            ([0x00], CBOR.unsigned(0)), ([0x17], .unsigned(23)), ([0x18, 0x18], .unsigned(24)), ([0x19, 0x03, 0xE8], .unsigned(1000)),
            ([0x1A, 0x00, 0x0F, 0x42, 0x40], .unsigned(1_000_000)),
            ([0x1B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], .unsigned(.max)), ([0x20], .negative(0)),
            ([0x38, 0x63], .negative(99)),
            ([0xF4], .bool(false)), ([0xF5], .bool(true)), ([0xF6], .null), ([0x40], .bytes([])),
            ([0x44, 1, 2, 3, 4], .bytes([1, 2, 3, 4])),
            ([0x60], .text("")), ([0x62, 0xC3, 0xBC], .text("ü")), ([0x80], .array([])),
            ([0x82, 0x01, 0x81, 0x02], .array([.unsigned(1), .array([.unsigned(2)])])), ([0xA0], .map([])),
            (
                [0xA2, 0x01, 0x02, 0x03, 0x04],
                .map([.init(key: .unsigned(1), value: .unsigned(2)), .init(key: .unsigned(3), value: .unsigned(4))])
            ),
        ] as [([UInt8], CBOR)])
    func `what RFC 8949 shows is read`(bytes: [UInt8], item: CBOR) throws {
        #expect(try CBORReader.item(of: bytes) == item)
    }

    @Test(
        arguments: [
            ([], .cutShort), ([0x18], .cutShort), ([0x19, 0x03], .cutShort), ([0x44, 1, 2, 3], .cutShort), ([0x82, 0x01], .cutShort),
            ([0xA1, 0x01], .cutShort), ([0x5B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], .cutShort), ([0x00, 0x00], .trailing),
            // Longer than they have to be.
            ([0x18, 0x17], .notCanonical), ([0x19, 0x00, 0xFF], .notCanonical), ([0x1A, 0x00, 0x00, 0xFF, 0xFF], .notCanonical),
            ([0x1B, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF], .notCanonical), ([0x58, 0x01, 0x00], .notCanonical),
            // Keys twice, and out of order: by kind, by length, by their bytes.
            ([0xA2, 0x01, 0x00, 0x01, 0x00], .notCanonical), ([0xA2, 0x02, 0x00, 0x01, 0x00], .notCanonical),
            ([0xA2, 0x20, 0x00, 0x01, 0x00], .notCanonical), ([0xA2, 0x18, 0x18, 0x00, 0x01, 0x00], .notCanonical),
            ([0xA2, 0x62, 0x61, 0x61, 0x00, 0x61, 0x62, 0x00], .notCanonical),
            // Keys of other kinds, tags, fractions, what is unknown, and what has no length.
            ([0xA1, 0x41, 0x00, 0x00], .notTaken), ([0xA1, 0xF5, 0x00], .notTaken), ([0xC0, 0x00], .notTaken),
            ([0xF9, 0x3C, 0x00], .notTaken),
            ([0xFB, 0, 0, 0, 0, 0, 0, 0, 0], .notTaken), ([0xF7], .notTaken), ([0xF8, 0x20], .notTaken), ([0x5F, 0xFF], .notTaken),
            ([0x9F, 0xFF], .notTaken), ([0xBF, 0xFF], .notTaken), ([0x1C], .notTaken), ([0xFF], .notTaken),
            ([0x61, 0xFF], .notText), ([0x62, 0xC0, 0x80], .notText),
            // Five in one another, and more items than anybody sends.
            ([0x81, 0x81, 0x81, 0x81, 0x81, 0x00], .tooMuch), ([0x98, 0x41], .tooMuch), ([0xBA, 0x7F, 0xFF, 0xFF, 0xFF], .tooMuch),
        ] as [([UInt8], CBORFault)])
    func `what is not canonical, or of no use here, is refused`(bytes: [UInt8], fault: CBORFault) {
        #expect(throws: fault) { try CBORReader.item(of: bytes) }
    }

    @Test func `what is read is written again as it was, whatever the bytes are`() {
        var random = SeededGenerator(seed: 8949)
        var read = 0
        for _ in 0..<200_000 {
            let bytes = Self.noise(&random)
            guard let item = try? CBORReader.item(of: bytes) else { continue }
            read += 1
            #expect(Self.written(item) == bytes)
        }
        // Noise that is never CBOR would test nothing.
        #expect(read > 5000)
    }

    @Test func `an attestation in which any bytes were changed is read or refused, and nothing else happens`() throws {
        var random = SeededGenerator(seed: 3)
        let authenticator = SoftAuthenticator()
        let object = CBORWriting.map([
            (CBORWriting.text("fmt"), CBORWriting.text("none")), (CBORWriting.text("attStmt"), [0xA0]),
            (CBORWriting.text("authData"), CBORWriting.bytes(authenticator.registrationData)),
        ])
        #expect(throws: Never.self) { try AttestationObject(object) }
        var refused = 0
        for _ in 0..<20_000 {
            var bytes = object
            for _ in 0...Int.random(in: 0..<4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(UInt8.random(in: .min ... .max, using: &random), at: place)
                }
            }
            do { _ = try AttestationObject(bytes) } catch { refused += 1 }
        }
        #expect(refused > 10_000)
    }

    /// Bytes that are often CBOR: heads of small items, and now and then anything.
    private static func noise(_ random: inout SeededGenerator) -> [UInt8] {
        let heads: [UInt8] = [0x00, 0x01, 0x17, 0x18, 0x20, 0x40, 0x41, 0x60, 0x61, 0x80, 0x81, 0x82, 0xA0, 0xA1, 0xA2, 0xF4, 0xF6]
        return (0..<Int.random(in: 1...12, using: &random)).map { _ in
            Int.random(in: 0..<4, using: &random) == 0
                ? UInt8.random(in: .min ... .max, using: &random) : heads[Int.random(in: 0..<heads.count, using: &random)]
        }
    }

    private static func written(_ item: CBOR) -> [UInt8] {
        switch item {
        case .unsigned(let number): CBORWriting.head(0, number)
        case .negative(let number): CBORWriting.head(1, number)
        case .bytes(let bytes): CBORWriting.bytes(bytes)
        case .text(let text): CBORWriting.text(text)
        case .array(let items): CBORWriting.array(items.map(written))
        case .map(let entries): CBORWriting.map(entries.map { (written($0.key), written($0.value)) })
        case .bool(let truth): [truth ? 0xF5 : 0xF4]
        case .null: [0xF6]
        }
    }
}
