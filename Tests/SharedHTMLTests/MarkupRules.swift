/// Rules of markup in Swift sources. It looks at the text only: a value in an attribute that holds an address has the label `url:`, no
/// style and no event handler is an attribute, a script has a source or is a data block, attributes are quoted.
enum MarkupRules {
    static let addressAttributes = [
        "href", "src", "srcset", "action", "formaction", "poster", "ping", "cite", "background", "manifest", "hx-get", "hx-post", "hx-put",
        "hx-patch", "hx-delete", "hx-push-url", "hx-replace-url",
    ]

    static func broken(in source: String) -> [String] {
        let text = withoutComments(source)
        let names = addressAttributes.joined(separator: "|")
        return unlabelledAddresses(in: text)
            + matches(of: #"[\s"](style|on[a-z]+|hx-on[a-z:-]*)=\\?["']"#, in: text)
            + matches(of: ##"<[a-z][^<>"\n]*\s[a-z-]+=\\#*\("##, in: text)
            + matches(of: #"<style[\s>]"#, in: text)
            + matches(of: #"<script(?=[\s>])(?![^>]*(src=|json\\?"))[^>]*>"#, in: text)
            + matches(of: ##"<script[^>]*>\s*\\#*\((?!json:)"##, in: text)
            + matches(of: ##".{8}\\#*\(json:"##, in: text).filter { !$0.contains(/json\\?">/) }
            + matches(of: #"attribute: "(\#(names))", (?!url:)"#, in: text)
            + matches(of: #"attribute: "(style|on[a-z]+|hx-on[a-z:-]*)""#, in: text)
    }

    static func withoutComments(_ source: String) -> String {
        source.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
    }

    /// The attributes that hold an address and have, before their closing quote, a value without the label.
    private static func unlabelledAddresses(in text: String) -> [String] {
        var found: [String] = []
        for name in addressAttributes {
            for quote in ["\"", "\\\"", "'"] {
                var rest = text[...]
                while let opening = rest.firstRange(of: "\(name)=\(quote)") {
                    let isWholeName =
                        opening.lowerBound == text.startIndex || " \n\"".contains(text[text.index(before: opening.lowerBound)])
                    rest = rest[opening.upperBound...]
                    if isWholeName, hasUnlabelledValue(rest, until: quote) { found.append("\(name)=\(quote)\(rest.prefix(40))") }
                }
            }
        }
        return found
    }

    private static func hasUnlabelledValue(_ text: Substring, until quote: String) -> Bool {
        var rest = text
        while !rest.isEmpty, !rest.hasPrefix(quote) {
            let escape = rest.hasPrefix("\\(") ? "\\(" : rest.hasPrefix("\\#(") ? "\\#(" : nil
            guard let escape else {
                rest = rest.dropFirst()
                continue
            }
            rest = rest.dropFirst(escape.count)
            guard rest.hasPrefix("url:") else { return true }
            var depth = 1
            while depth > 0, let character = rest.popFirst() {
                if character == "(" { depth += 1 } else if character == ")" { depth -= 1 }
            }
        }
        return false
    }

    private static func matches(of pattern: String, in text: String) -> [String] {
        guard let regex = try? Regex(pattern) else { return ["not a pattern: \(pattern)"] }
        return text.matches(of: regex).map { String(text[$0.range]) }
    }
}
