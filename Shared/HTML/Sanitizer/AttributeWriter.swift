/// Writes the attributes that a tag may keep.
struct AttributeWriter {
    let policy: HTMLPolicy
    private let resolve: @Sendable (String) -> String
    /// An id stands once in a text.
    private var identifiers: Set<String> = []

    init(policy: HTMLPolicy, resolving resolve: @escaping @Sendable (String) -> String) {
        self.policy = policy
        self.resolve = resolve
    }

    /// The attributes of `tag` that `rules` let through, each with a blank before it.
    mutating func attributes(of tag: HTMLToken.Tag, by rules: [AttributeRule]) -> [(name: String, value: String)] {
        var written: [(name: String, value: String)] = []
        for rule in rules {
            switch rule {
            case .text(let name): if let value = tag[name].map(cleaned), !value.isEmpty { written.append((name, value)) }
            case .alwaysText(let name): written.append((name, cleaned(tag[name] ?? "")))
            case .link(let name): if let value = tag[name].flatMap(link) { written.append((name, value)) }
            case .file(let name): if let value = tag[name].flatMap(file) { written.append((name, value)) }
            case .candidates: written += ImageCandidates(srcset: tag["srcset"], sizes: tag["sizes"], file: file).attributes
            case .number(let name, let range):
                if let value = tag[name].flatMap({ Int($0) }), range.contains(value) { written.append((name, String(value))) }
            case .keyword(let name, let words): if let value = tag[name], words.contains(value) { written.append((name, value)) }
            case .characters(let name, let extra):
                if let value = tag[name], isPlain(value, extra: extra, maximum: 80) { written.append((name, value)) }
            case .flag(let name): if tag[name] != nil { written.append((name, "")) }
            case .fixed(let name, let value): written.append((name, value))
            case .relation: if let value = relation(of: tag) { written.append(("rel", value)) }
            case .identifier: if let value = identifier(of: tag) { written.append(("id", value)) }
            case .classes: if let value = classes(of: tag) { written.append(("class", value)) }
            }
        }
        return written
    }

    private func link(_ text: String) -> String? {
        guard let address = Address(resolve(text)) else { return nil }
        if case .fragment(let id) = address.form { return prefixed(id).map { "#" + $0 } }
        return address.isAbsolute(["mailto", "tel"]) ? address.text : file(address)
    }

    private func file(_ text: String) -> String? { Address(resolve(text)).flatMap(file) }

    private func file(_ address: Address) -> String? {
        switch address.form {
        case .absolute: return address.isAbsolute(["http", "https"]) ? address.text : nil
        case .sameScheme: return Address("https:" + address.text).flatMap(file)
        case .rooted, .relative: return address.text
        case .fragment: return nil
        }
    }

    private func relation(of tag: HTMLToken.Tag) -> String? {
        guard let link = tag["href"].flatMap(link) else { return nil }
        let isElsewhere = Address(link)?.isAbsolute(["http", "https"]) ?? false
        let kept = words(of: tag["rel"]?.lowercased()).filter { ["nofollow", "sponsored", "ugc", "me", "license"].contains($0) }
        let all = unique((isElsewhere ? policy.linkRelations : []) + kept)
        return all.isEmpty ? nil : all.joined(separator: " ")
    }

    private mutating func identifier(of tag: HTMLToken.Tag) -> String? {
        let named = tag.name == "a" ? tag["name"] : nil
        guard let id = (tag["id"] ?? named).flatMap(prefixed), identifiers.insert(id).inserted else { return nil }
        return id
    }

    private func prefixed(_ id: String) -> String? {
        let bare = id.hasPrefix(policy.identifierPrefix) ? String(id.dropFirst(policy.identifierPrefix.count)) : id
        return isPlain(bare, extra: "-_.:", maximum: 80) ? policy.identifierPrefix + bare : nil
    }

    private func classes(of tag: HTMLToken.Tag) -> String? {
        let kept = words(of: tag["class"]).compactMap { word -> String? in
            if let ours = policy.classNames[word] { return ours }
            let isLanguage = word.hasPrefix("language-") && isPlain(String(word.dropFirst(9)), extra: "-+#.", maximum: 30)
            return isLanguage && ["code", "pre"].contains(tag.name) ? word : nil
        }
        return kept.isEmpty ? nil : unique(kept).joined(separator: " ")
    }

    private func isPlain(_ text: String, extra: String, maximum: Int) -> Bool {
        (1...maximum).contains(text.utf8.count)
            && text.utf8.allSatisfy { $0 < 0x80 && ($0.isLetter || $0.isDigit || extra.utf8.contains($0)) }
    }

    private func words(of text: String?) -> [String] {
        (text ?? "").utf8.split { $0.isSpace }.prefix(50).map { String(decoding: $0, as: UTF8.self) }
    }

    private func unique(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }
    }

    /// Control characters, which no reader sees, become blanks.
    private func cleaned(_ text: String) -> String {
        String(decoding: text.utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
    }
}
