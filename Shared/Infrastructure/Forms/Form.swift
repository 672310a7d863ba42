/// What a form sent: names and texts, in the order sent. Read it with ``Field``s.
package struct Form: Sendable, Equatable {
    /// At most this many fields are taken.
    static let maximumFields = 200

    private let values: [String: [String]]
    /// Names of fields whose bytes were no text.
    private let unreadable: [String: String]

    /// Takes apart `application/x-www-form-urlencoded` (URL standard, section 5.1), strictly: a broken escape in a name, an empty name or
    /// too many fields make the whole form a ``Problem`` (400); bytes that are no UTF-8 and NULs make their field wrong.
    package init(urlEncoded bytes: some Collection<UInt8>) throws {
        var values: [String: [String]] = [:]
        var unreadable: [String: String] = [:]
        var count = 0
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            count += 1
            guard count <= Self.maximumFields else { throw Problem.badRequest("This form has too many fields.") }
            let equals = pair.firstIndex(of: UInt8(ascii: "="))
            guard let name = Self.decode(pair[..<(equals ?? pair.endIndex)]), !name.isEmpty else {
                throw Problem.badRequest("This form cannot be read.")
            }
            let encoded = equals.map { pair[pair.index(after: $0)...] } ?? pair[pair.endIndex...]
            if let text = Self.decode(encoded) {
                values[name, default: []].append(text)
            } else {
                unreadable[name] = "This is not text. Type it again."
            }
        }
        self.values = values
        self.unreadable = unreadable
    }

    /// The values of all `fields`, or `FormErrors` with every fault at once.
    package func read<each Value>(_ fields: repeat Field<each Value>) throws(FormErrors) -> (repeat each Value) {
        var sentences: [String: String] = [:]
        var typed: [String: String] = [:]
        func attempt<One>(_ field: Field<One>) throws(Stop) -> One {
            let sent = values[field.name] ?? []
            typed[field.name] = sent.first
            do throws(FieldFault) {
                if let sentence = unreadable[field.name] { throw FieldFault(sentence: sentence) }
                if sent.contains(where: { $0.utf8.count > field.limit }) {
                    throw FieldFault(sentence: "This is too long. Use at most \(field.limit) characters.")
                }
                return try field.read(sent)
            } catch {
                sentences[field.name] = error.sentence
                throw Stop()
            }
        }
        // Each field is tried, so that a person hears of all faults at once; then, if none failed, the values are read together.
        repeat _ = try? attempt(each fields)
        guard sentences.isEmpty else { throw FormErrors(sentences: sentences, typed: typed) }
        do throws(Stop) {
            return (repeat try attempt(each fields))
        } catch {
            throw FormErrors(sentences: sentences, typed: typed)
        }
    }

    /// One value that must be there.
    package func required<Value: FormValue>(_ name: String, as type: Value.Type = Value.self) throws(FormErrors) -> Value {
        try read(Field(name, as: type))
    }

    /// The names that were sent, each once, in order.
    package var names: [String] { Set(values.keys).union(unreadable.keys).sorted() }

    /// All that was sent under `name`, in the order sent, for a protocol that has its own errors. Nil when it was no text.
    package func texts(_ name: String) -> [String]? { unreadable[name] == nil ? values[name] ?? [] : nil }

    private struct Stop: Error {}

    /// Nil when an escape is broken, the bytes are no UTF-8, or a control character other than a line break or a tab is among them. Line
    /// breaks become `\n`.
    private static func decode(_ bytes: some Collection<UInt8>) -> String? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index != bytes.endIndex {
            var byte = bytes[index]
            bytes.formIndex(after: &index)
            if byte == UInt8(ascii: "+") {
                byte = UInt8(ascii: " ")
            } else if byte == UInt8(ascii: "%") {
                guard index != bytes.endIndex, let high = hexadecimal(bytes[index]) else { return nil }
                bytes.formIndex(after: &index)
                guard index != bytes.endIndex, let low = hexadecimal(bytes[index]) else { return nil }
                bytes.formIndex(after: &index)
                byte = high << 4 | low
            }
            switch byte {
            case 0x0A where decoded.last == 0x0D: decoded[decoded.count - 1] = 0x0A
            case 0x09, 0x0A, 0x0D, 0x20..<0x7F, 0x80...: decoded.append(byte)
            default: return nil
            }
        }
        return String(validating: decoded, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
