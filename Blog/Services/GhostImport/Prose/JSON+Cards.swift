import SharedHTML

extension JSON {
    /// The text of the member `name`; nil when there is none, or it is blank.
    func text(_ name: String) -> String? {
        guard case .string(let text)? = self[name], !text.utf8.allSatisfy({ $0 <= 0x20 }) else { return nil }
        return text
    }

    /// The whole number of the member `name`, written as one or as text.
    func number(_ name: String) -> Int? {
        switch self[name] {
        case .integer(let number): Int(number)
        case .real(let number) where number.isFinite && number.magnitude < 1e9: Int(number)
        case .string(let text): Int(text)
        default: nil
        }
    }

    func flag(_ name: String) -> Bool? {
        guard case .bool(let flag)? = self[name] else { return nil }
        return flag
    }

    func list(_ name: String) -> [JSON] {
        guard case .array(let list)? = self[name] else { return [] }
        return list
    }

    /// Its elements, when it is a list.
    var elements: [JSON] {
        guard case .array(let list) = self else { return [] }
        return list
    }
}
