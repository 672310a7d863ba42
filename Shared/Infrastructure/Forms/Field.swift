/// One field of a form, declared once: its name, how it is read, and what a person is told when it is wrong.
///
///     static let count = Field("count", as: Int.self, default: 1, in: 1...99)
///     let (product, count) = try form.read(.init("product", as: ID<Product>.self), Self.count)
package struct Field<Value: Sendable>: Sendable {
    package let name: String
    /// Bytes of UTF-8 that the field may hold.
    let limit: Int
    /// Reads the values that were sent under `name`; throws the sentence for a person.
    let read: @Sendable ([String]) throws(FieldFault) -> Value
}

/// Why a field was not taken, as a sentence for a person.
struct FieldFault: Error { let sentence: String }

extension Field where Value: FormValue {
    /// A field that must be there and must not be empty.
    package init(_ name: String, as type: Value.Type = Value.self, upTo limit: Int = 1000) {
        self.init(name: name, limit: limit) { values throws(FieldFault) in
            guard let text = try Self.only(values), !text.isEmpty else { throw FieldFault(sentence: "Fill this in.") }
            return try Self.parse(text)
        }
    }

    /// A field that may be absent or empty, and then is `fallback`.
    package init(_ name: String, as type: Value.Type = Value.self, default fallback: Value, upTo limit: Int = 1000) {
        self.init(name: name, limit: limit) { values throws(FieldFault) in
            guard let text = try Self.only(values), !text.isEmpty else { return fallback }
            return try Self.parse(text)
        }
    }

    fileprivate static func parse(_ text: String) throws(FieldFault) -> Value {
        guard let value = Value(formText: text) else { throw FieldFault(sentence: Value.expectation) }
        return value
    }
}

extension Field where Value == Int {
    /// A whole number within `range`; absent or empty is `fallback`, and an error when there is none.
    package init(_ name: String, default fallback: Int? = nil, in range: ClosedRange<Int>) {
        self.init(name: name, limit: 20) { values throws(FieldFault) in
            guard let text = try Self.only(values), !text.isEmpty else {
                guard let fallback else { throw FieldFault(sentence: "Fill this in.") }
                return fallback
            }
            let number = try Self.parse(text)
            guard range.contains(number) else {
                throw FieldFault(sentence: "Enter a number from \(range.lowerBound) to \(range.upperBound).")
            }
            return number
        }
    }
}

extension Field {
    /// A field that may be absent or empty, and then is nil.
    package static func optional<Wrapped: FormValue>(
        _ name: String, as type: Wrapped.Type = Wrapped.self, upTo limit: Int = 1000
    ) -> Self where Value == Wrapped? {
        Field(name: name, limit: limit) { values throws(FieldFault) in
            guard let text = try Self.only(values), !text.isEmpty else { return nil }
            return try Field<Wrapped>.parse(text)
        }
    }

    /// A field that may be sent any number of times up to `count`, as checkboxes of one name are.
    package static func list<Element: FormValue>(
        _ name: String, of type: Element.Type = Element.self, atMost count: Int = 100
    ) -> Self where Value == [Element] {
        Field(name: name, limit: 1000) { values throws(FieldFault) in
            guard values.count <= count else { throw FieldFault(sentence: "Choose at most \(count).") }
            var list: [Element] = []
            for text in values { list.append(try Field<Element>.parse(text)) }
            return list
        }
    }

    /// The one value that was sent, nil when none was.
    fileprivate static func only(_ values: [String]) throws(FieldFault) -> String? {
        guard values.count <= 1 else { throw FieldFault(sentence: "This was sent twice. Reload the page and try again.") }
        return values.first
    }
}
