import HTTPTypes

/// Reads some cookies of a request (RFC 6265, section 5.4) without taking the others apart.
enum Cookie {
    /// All whose name begins with `prefix`, in the order in which they were sent.
    static func all(startingWith prefix: String, in headers: HTTPFields) -> [(name: Substring, value: Substring)] {
        var found: [(name: Substring, value: Substring)] = []
        for field in headers where field.name == .cookie {
            for pair in field.value.utf8.split(separator: UInt8(ascii: ";")) {
                let pair = pair.drop { $0 == UInt8(ascii: " ") }
                guard pair.starts(with: prefix.utf8), let end = pair.firstIndex(of: UInt8(ascii: "=")) else { continue }
                found.append((Substring(pair[..<end]), Substring(pair[end...].dropFirst())))
            }
        }
        return found
    }

    /// The first that has this name; nil when there is none.
    static func value(of name: String, in headers: HTTPFields) -> String? {
        for field in headers where field.name == .cookie {
            if let value = value(of: name, in: field.value) { return value }
        }
        return nil
    }

    private static func value(of name: String, in header: String) -> String? {
        var rest = header.utf8[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: ";")) ?? rest.endIndex
            let pair = rest[..<end].drop { $0 == UInt8(ascii: " ") }
            if pair.starts(with: name.utf8), pair.dropFirst(name.utf8.count).first == UInt8(ascii: "=") {
                return String(pair.dropFirst(name.utf8.count + 1))
            }
            rest = end == rest.endIndex ? rest[end...] : rest[rest.index(after: end)...]
        }
        return nil
    }
}
