import HTTPTypes

extension Problem {
    /// RFC 9457. `type` is left out, which means `about:blank`: the status says it all.
    func json(requestID: RequestID) -> String {
        "{\"status\":\(status.code),\"title\":\(jsonString(title)),\"detail\":\(jsonString(advice)),\"instance\":\(jsonString("urn:request:\(requestID)"))}"
    }
}

/// `text` as a JSON string (RFC 8259, section 7), with its quotes.
func jsonString(_ text: String) -> String {
    var bytes: [UInt8] = []
    appendJSON(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
}

/// Appends `text` as a JSON string, with its quotes.
func appendJSON(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
        case UInt8(ascii: "\r"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
        case UInt8(ascii: "\t"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
        case 0..<0x20, 0x7F:
            let digits = Array("0123456789abcdef".utf8)
            bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        default: bytes.append(byte)
        }
    }
    bytes.append(UInt8(ascii: "\""))
}
