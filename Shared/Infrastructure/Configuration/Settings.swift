import Configuration
import FoundationEssentials

/// Reads keys one by one and remembers every problem, so that an operator sees all of them at once.
struct Settings {
    private let reader: ConfigReader
    private(set) var problems: [ConfigError.Problem] = []

    init(_ reader: ConfigReader) { self.reader = reader }

    /// The key's value; nil when it is missing or empty. A key of `NAME_FILE` names a file that holds it (a Docker secret).
    mutating func optional(_ key: String, isSecret: Bool = false) -> String? {
        let direct = value(key, isSecret: isSecret)
        guard let path = value(key + "_FILE", isSecret: false) else { return direct }
        guard direct == nil else {
            add(key, "is set twice, by itself and by \(key)_FILE", example: "…, or only \(key)_FILE=/run/secrets/\(key.lowercased())")
            return direct
        }
        guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8) else {
            add(key + "_FILE", "names a file that cannot be read as text", example: "/run/secrets/\(key.lowercased())")
            return nil
        }
        // Editors and `docker secret create` end a file with a line break that is no part of the secret.
        let trimmed = text.prefix { !$0.isNewline }
        return trimmed.isEmpty ? nil : String(trimmed)
    }

    /// The key's value read by `parse`; nil with a problem noted when it is missing without a default, or malformed.
    mutating func value<Value>(
        _ key: String, default fallback: String? = nil, example: String, expecting: String, isSecret: Bool = false,
        parse: (String) -> Value?
    ) -> Value? {
        let known = problems.count
        guard let text = optional(key, isSecret: isSecret) ?? fallback else {
            if problems.count == known { add(key, "is missing", example: example) }
            return nil
        }
        guard let value = parse(text) else {
            add(key, "is not \(expecting)", example: example)
            return nil
        }
        return value
    }

    mutating func add(_ key: String, _ fault: String, example: String) {
        problems.append(.init(key: key, fault: fault, example: example))
    }

    private func value(_ key: String, isSecret: Bool) -> String? {
        let path = ConfigKey(key.lowercased().split(separator: "_").map(String.init))
        guard let text = reader.string(forKey: path, isSecret: isSecret), !text.isEmpty else { return nil }
        return text
    }
}
